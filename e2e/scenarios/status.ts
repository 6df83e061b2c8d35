import { expect } from 'vitest';
import { Mechanism } from '../../src';
import { gatedPod } from '../support/gated-pod';
import { MECHANISMS } from '../support/matrix';
import type { Scenario } from '../support/scenario';
import { says, status } from '../support/status-command';

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
