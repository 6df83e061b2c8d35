import { ApiObject, Duration, type Chart } from 'cdk8s';
import { expect } from 'vitest';
import { Condition, Mechanism, StartOrder, StepPod } from '../../src';
import { waitFor } from '../cluster/wait-for';
import { IMAGE } from '../images/images';
import { actor, podSpec, SECURE, type Container } from '../support/gated-pod';
import { acrossMechanisms, CLOSED } from '../support/matrix';
import type { Run } from '../support/run';
import { sandboxesOf, startsBefore, type Before } from '../support/sandboxes';
import type { Scenario } from '../support/scenario';

const TIMES = 10;
/** Ten sandboxes and ten restarts of the kubelet. */
const PATIENCE = 720_000;

/** A kubelet that is new knows nothing of earlier starts: else it would wait up to five minutes before it starts a container once more. */
async function forgetBackOff(run: Run): Promise<void> {
  await run.cluster.stop('kubelet');
  await run.cluster.start('kubelet');
}

const sandboxKilled = acrossMechanisms({
  name: 'sandbox-killed',
  fault: 'the sandbox of the Pod is killed ten times while the gate is closed',
  verdicts: CLOSED,
  mechanisms: [Mechanism.GUARD],
  alone: true,
  milliseconds: PATIENCE,
  pod: { sidecar: ['-ready', '6s'] },
  strikes: async (run) => {
    for (let time = 1; time <= TIMES; time++) {
      await run.said('sidecar', 'started', time);
      await run.killSandbox();
      await run.said('sidecar', 'started', time + 1);
      await forgetBackOff(run);
    }
  },
  happens: async (run) => {
    await run.said('app', 'started', 1, 90_000);
  },
});

/** A Pod whose `app` is made first and waits for `worker`: what an earlier sandbox has left is there before anything else. */
interface Waiting extends Before {
  readonly condition: Condition;
  readonly containers: readonly Container[];
  readonly restartPolicy: string;
  /** Its worker has succeeded, and is never run again: `app` waits in each later sandbox. */
  readonly waitsOn?: boolean;
}

/** Under OnFailure what has ended with 0 is not started again in a new sandbox. */
const STOPPED = ['-sandbox', '-stop-code', '3'];
const APP = actor('app', STOPPED);
const ENDED = { dependent: 'app', dependency: 'worker', event: 'ended' };
/** Far more than a process needs for its first instruction, and far less than what `slow` needs. */
const A_SECOND = 1e9;

const WAITING: Readonly<Record<string, Waiting>> = {
  started: {
    ...ENDED,
    event: 'started',
    slack: A_SECOND,
    condition: Condition.STARTED,
    // its worker waits for a third one, so that an early start is far too early
    containers: [APP, actor('worker', STOPPED), actor('slow', [...STOPPED, '-exit', '3s', '-code', '3'])],
    restartPolicy: 'OnFailure',
  },
  completed: { ...ENDED, condition: Condition.COMPLETED, containers: [APP, actor('worker', [...STOPPED, '-exit', '1s', '-code', '3'])], restartPolicy: 'OnFailure' },
  succeeded: { ...ENDED, condition: Condition.SUCCEEDED, containers: [APP, actor('worker', [...STOPPED, '-exit', '1s'])], restartPolicy: 'OnFailure', waitsOn: true },
};

const NETWORKS = { pod: false, host: true };

const PODS = Object.entries(WAITING).flatMap(([condition, waiting]) =>
  Object.entries(NETWORKS).map(([network, hostNetwork]) => ({ name: `${condition}-${network}`, waiting, hostNetwork })));

function hasSlow({ containers }: Waiting): boolean {
  return containers.some(({ name }) => name === 'slow');
}

function declareWaiting(chart: Chart): void {
  for (const { name, waiting, hostNetwork } of PODS) {
    const { containers, restartPolicy, condition } = waiting;
    const spec = podSpec(containers, { restartPolicy, hostNetwork });
    const order = StartOrder.of(new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec }));
    const options = { mechanism: Mechanism.GUARD, timeout: Duration.minutes(10) };
    order.container('app').dependsOn(order.container('worker'), { ...options, condition });
    if (hasSlow(waiting)) {
      order.container('worker').dependsOn(order.container('slow'), { ...options, condition: Condition.COMPLETED });
    }
  }
}

/** In how many sandboxes `app`, or its guard, has been seen. */
function lives(run: Run, pod: string, { waitsOn }: Waiting): number {
  run.journal.read();
  if (waitsOn !== true) return sandboxesOf(run.journal.entries, pod, 'app');
  const lines = run.journal.lines.filter((line) => line.pod === pod && line.container === 'app' && line.text.startsWith('startgate: waiting'));
  return new Set(lines.map(({ attempt }) => attempt)).size;
}

async function playWaiting(run: Run): Promise<void> {
  await run.said('app', 'started', PODS.length);
  for (let time = 1; time <= TIMES; time++) {
    const before = PODS.map(({ name, waiting }) => lives(run, name, waiting));
    for (const { name } of PODS) await run.killSandbox(name);
    await waitFor(`each Pod lives in sandbox ${time + 1}`, () => (PODS.every(({ name, waiting }, index) => lives(run, name, waiting) > before[index]!) ? true : undefined), {
      milliseconds: 90_000,
      instead: () => PODS.map(({ name, waiting }) => `${name}: ${lives(run, name, waiting)}`).join(', '),
    });
    await forgetBackOff(run);
  }
  for (const { name, waiting } of PODS) {
    const entries = run.journal.entries.filter(({ pod }) => pod === name);
    expect(startsBefore(entries, waiting), `starts of "app" in ${name} before "worker" of the same sandbox`).toEqual([]);
    if (hasSlow(waiting)) expect(startsBefore(entries, { dependent: 'worker', dependency: 'slow', event: 'ended' }), `starts of "worker" in ${name} before "slow" had ended`).toEqual([]);
    const sandboxes = sandboxesOf(entries, name, 'app');
    if (waiting.waitsOn === true) expect(sandboxes, `sandboxes in which "app" of ${name} started: its worker has run in the first one only`).toBe(1);
    else expect(sandboxes, `sandboxes in which "app" of ${name} started`).toBe(TIMES + 1);
  }
}

const STEPS = ['one', 'two', 'three'];
const ROWS = Array.from({ length: TIMES }, (_, index) => `row-${index}`);

function declareRows(chart: Chart): void {
  for (const [index, name] of ROWS.entries()) {
    new StepPod(chart, name, {
      metadata: { name },
      podSpec: {
        securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
        terminationGracePeriodSeconds: 2,
        hostNetwork: index % 2 === 1,
      },
      steps: STEPS.map((step) => ({ name: step, image: IMAGE.actor, command: ['/actor'], args: ['-sandbox', '-exit', '4s'], container: { securityContext: SECURE } })),
    });
  }
}

/** Steps are never run again: the Pod ends with its sandbox, and no step of it starts that another one was not before, whenever that is. */
async function playRows(run: Run): Promise<void> {
  await Promise.all(ROWS.map(async (name, index) => {
    // a container that is not there yet would never be made: the kubelet leaves such a Pod pending
    await waitFor(`all steps of ${name} are there`, () => {
      run.journal.read();
      return run.journal.lines.find(({ pod, container }) => pod === name && container === 'three');
    });
    const since = process.hrtime.bigint();
    await waitFor(`${index * 500} ms have passed`, () => (process.hrtime.bigint() - since > BigInt(index * 5e8) ? true : undefined));
    await run.killSandbox(name);
  }));
  await waitFor('each row has ended', async () => ((await run.pods()).every(({ status }) => ['Failed', 'Succeeded'].includes(status.phase)) ? true : undefined), { milliseconds: 120_000 });
  run.journal.read();
  for (const [dependency, dependent] of [['one', 'two'], ['two', 'three']] as const) {
    expect(startsBefore(run.journal.entries, { dependent, dependency, event: 'ended' }), `starts of "${dependent}" before "${dependency}" had ended`).toEqual([]);
  }
}

export const sandboxesKilled: readonly Scenario[] = [
  ...sandboxKilled,
  // the host's network is allowed to the privileged only
  { name: 'sandbox-killed-conditions', alone: true, milliseconds: PATIENCE, podSecurity: 'privileged', declare: declareWaiting, play: playWaiting },
  { name: 'sandbox-killed-steps', podSecurity: 'privileged', declare: declareRows, play: playRows },
];
