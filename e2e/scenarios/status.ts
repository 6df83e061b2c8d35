import { join } from 'node:path';
import { expect } from 'vitest';
import { Mechanism } from '../../src';
import { attempt, type Finished } from '../cluster/command';
import { waitFor } from '../cluster/wait-for';
import { ROOT } from '../paths';
import { gatedPod } from '../support/gated-pod';
import { MECHANISMS } from '../support/matrix';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';

/** `cdk8s-startgate status` as it is shipped, with the kubectl and the configuration of the node. */
function status({ cluster, namespace }: Run, ...args: readonly string[]): Promise<Finished> {
  const { programs, kubeconfig } = cluster.settings;
  const env = { PATH: `${programs}:${process.env.PATH ?? ''}`, KUBECONFIG: kubeconfig };
  return attempt(process.execPath, [join(ROOT, 'lib', 'cli', 'main.mjs'), 'status', 'pod', '-n', namespace, ...args], { env });
}

/** Asks until it says so. */
function says(run: Run, code: number, text: RegExp, ...args: readonly string[]): Promise<Finished> {
  let last: Finished | undefined;
  return waitFor(`status ends with ${code} and says ${text.source}`, async () => {
    last = await status(run, ...args);
    return last.code === code && text.test(last.stdout) ? last : undefined;
  }, { instead: () => `${last?.code}\n${last?.stdout}${last?.stderr}` });
}

/** What stands there of each container while the sidecar is not ready. */
const WAITS: Readonly<Record<Mechanism, RegExp>> = {
  [Mechanism.NATIVE]: /waiting +sidecar +its startup probe has not passed.*statuscode: 503[^]*waiting +app +waits until sidecar is ready/,
  [Mechanism.NATIVE_WAITER]: /waiting +sidecar +its startup probe has not passed[^]*waiting +app +waits until sidecar is ready/,
  [Mechanism.INIT_WAITER]: /waiting +startgate-wait +.*http 503[^]*waiting +app/,
  [Mechanism.GUARD]: /open +sidecar[^]*waiting +app +.*http 503/,
  [Mechanism.POST_START]: /waiting +sidecar +[^]*waiting +app/,
};

/** What a person reads who asks the live Pod why it waits. */
export const statusOfLivePods: readonly Scenario[] = [
  ...MECHANISMS.map((mechanism): Scenario => ({
    name: `status-${mechanism}`,
    declare: (chart) => void gatedPod(chart, { mechanism, sidecar: ['-ready', '12s'] }),
    play: async (run) => {
      await run.said('sidecar', 'started');
      await says(run, 2, WAITS[mechanism]);
      await run.said('app', 'started');
      await says(run, 0, /open +app/);
    },
  })),
  {
    name: 'status-failed',
    declare: (chart) => void gatedPod(chart, { mechanism: Mechanism.GUARD, sidecar: ['-ready', '-1s'], timeoutSeconds: 1 }),
    play: async (run) => {
      await says(run, 1, /failed +app/);
      const { stdout } = await says(run, 1, /"state":"failed"/, '--format', 'json');
      const { pods: [pod] } = JSON.parse(stdout) as { pods: { containers: { name: string }[] }[] };
      expect(pod!.containers.find(({ name }) => name === 'app')).toMatchObject({
        state: 'failed', answer: expect.stringContaining('sidecar: http 503') as string,
      });
    },
  },
  {
    name: 'status-watched',
    declare: (chart) => void gatedPod(chart, { mechanism: Mechanism.NATIVE, sidecar: ['-ready', '8s'] }),
    play: async (run) => {
      await run.said('sidecar', 'started');
      const { code, stdout } = await status(run, '--watch');
      expect([code, stdout]).toEqual([0, expect.stringMatching(/waiting +app[^]*open +app/)]);
    },
  },
];
