import type { Chart } from 'cdk8s';
import { expect } from 'vitest';
import { BuildSteps, type BuildStepsProps } from '../../examples/build-steps';
import { StepPod } from '../../src';
import { IMAGE } from '../images/images';
import { SECURE } from '../support/gated-pod';
import type { Pod } from '../support/pod';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';

const POD = {
  securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } }, terminationGracePeriodSeconds: 5,
};

function build(chart: Chart, props: BuildStepsProps): void {
  new BuildSteps(chart, 'build', {
    ...props, namespace: chart.namespace!, disableResourceNameHashes: true,
    image: IMAGE.busybox, runtimeImage: IMAGE.waiter,
  });
}

/** Steps of a shell, in a Pod that can be looked at for as long as it is there. */
function shellSteps(chart: Chart, scripts: Readonly<Record<string, string>>): void {
  new StepPod(chart, 'pod', {
    metadata: { name: 'pod' },
    podSpec: POD,
    steps: Object.entries(scripts).map(([name, script]) => ({
      name, image: IMAGE.busybox, command: ['sh', '-euc', script], container: { securityContext: SECURE }, results: ['word'],
    })),
  });
}

/** How each step ended, read from the status of the Pod alone. */
function messagesOf({ status }: Pod): Record<string, Record<string, unknown>> {
  return Object.fromEntries(status.containerStatuses!.map(({ name, state }) => {
    const { message, exitCode } = state.terminated!;
    return [name, { ...JSON.parse(message!) as object, containerCode: exitCode }];
  }));
}

function ended(run: Run, phase: string): Promise<Pod> {
  return run.pod(`that has ${phase}`, ({ status }) => status.phase === phase, 120_000);
}

export const steps: readonly Scenario[] = [
  {
    name: 'steps-build',
    declare: (chart) => build(chart, {}),
    play: async (run) => {
      const messages = messagesOf(await ended(run, 'Succeeded'));
      expect(messages).toMatchObject({
        clone: { outcome: 'succeeded' }, test: { outcome: 'succeeded' },
        blame: { outcome: 'skipped', reason: 'when test!=0: it ended with exit 0' },
        build: { outcome: 'succeeded' }, report: { outcome: 'succeeded', exitCode: 0 },
      });
      const { digest } = messages.build!.results as { digest: string };
      const { commit } = messages.clone!.results as { commit: string };
      await run.logged('report', `built ${digest} of commit ${commit}`);
    },
  },
  {
    name: 'steps-fail',
    declare: (chart) => build(chart, { compilerCode: 3 }),
    play: async (run) => {
      expect(messagesOf(await ended(run, 'Failed'))).toMatchObject({
        build: { outcome: 'failed', exitCode: 3, containerCode: 3 },
        report: { outcome: 'skipped', containerCode: 0, reason: 'build=succeeded failed: ended with exit 3; giving up' },
      });
    },
  },
  {
    // whatever one of them does, the results and the record of another stay what they are
    name: 'steps-apart',
    declare: (chart) => shellSteps(chart, {
      one: 'echo mine > "$STARTGATE_RESULTS/word"',
      two: 'cd /run/startgate/state/one; for file in results/word record.json new; do ! echo yours > "$file" || exit 9; done; ! rm results/word || exit 9; ! rm /run/startgate/bin/startgate || exit 9',
      three: '[ "$(cat /run/startgate/state/one/results/word)" = mine ]',
    }),
    play: async (run) => {
      expect(messagesOf(await ended(run, 'Succeeded'))).toMatchObject({
        one: { results: { word: 'mine' } }, two: { outcome: 'succeeded' }, three: { outcome: 'succeeded' },
      });
    },
  },
  {
    name: 'steps-killed',
    declare: (chart) => shellSteps(chart, { one: 'exec sleep 600', two: 'echo started two', three: 'echo started three' }),
    play: async (run) => {
      await run.logged('two', 'startgate: waiting');
      await run.kill('two');
      const skipped = await run.status('three', 'has ended', ({ state }) => state.terminated !== undefined);
      expect(JSON.parse(skipped.state.terminated!.message!)).toMatchObject({ outcome: 'skipped', exitCode: 0, reason: 'two=succeeded failed: ended while it waited; giving up' });
      await run.kill('one');
      await ended(run, 'Failed');
      expect(run.journal.text('three')).not.toContain('started three');
    },
  },
  {
    name: 'steps-deleted',
    declare: (chart) => shellSteps(chart, { one: 'trap "echo stopping; exit 0" TERM; echo running; while :; do sleep 0.1; done', two: 'echo started two' }),
    play: async (run) => {
      await run.logged('one', 'running');
      await run.cluster.kubectl.run(['-n', run.namespace, 'delete', 'pod', 'pod', '--wait=true']);
      run.journal.read();
      expect(run.journal.text('one')).toContain('stopping');
      expect(run.journal.text('two')).not.toContain('started two');
    },
  },
];
