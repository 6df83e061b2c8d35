import { setTimeout as sleep } from 'node:timers/promises';
import { isWaiterName } from '../../src/private/pod-names';
import { waitFor } from '../cluster/wait-for';
import { statusOf, type Pod } from '../support/pod';
import type { Run } from '../support/run';
import { blockingOf, type DrawnContainer, type DrawnPod, type Strike } from './drawn-pod';
import { failsOpen } from './fails-open';
import { judgeGate, type Judged } from './judge';
import type { NodeLock } from './node-lock';

/**
 * Everything that is waited for comes, or the run fails; how long it takes on a busy machine is no matter here. A probe of the kubelet
 * counts the time that its container waits at a gate of its own, of four minutes at most, and every try that hangs takes it a second more.
 */
const PATIENCE = 720_000;

/**
 * Each restart of the kubelet or containerd begins a probe anew: after so long, restarts for other Pods wait until this one has
 * shown its fault.
 */
const DISTURBED = 240_000;

/** Plays a Pod to where its faults have had their effect, and judges every gate. */
export async function playPod(run: Run, drawn: DrawnPod, lock: NodeLock): Promise<Judged> {
  const blocking = blockingOf(drawn);
  if (blocking === undefined) await opens(run, drawn, lock);
  else await lock.heldBackFor(faultShows(run, drawn, blocking), DISTURBED);
  run.journal.read();
  const judged = drawn.gates.map((gate) => judgeGate(run.journal.entries, gate, run.cluster.settings.minor));
  return {
    gated: judged.reduce((sum, { gated }) => sum + gated, 0),
    early: judged.flatMap(({ early }) => early),
    opened: judged.reduce((sum, { opened }) => sum + opened, 0),
  };
}

/** Nothing blocks: whatever strikes, every container is started in the end. */
async function opens(run: Run, { containers, strike }: DrawnPod, lock: NodeLock): Promise<void> {
  const killed = strike === undefined ? [] : await strikes(run, strike, lock);
  if (strike?.kind === 'delete the Pod') {
    await waitFor('the Pod is gone', async () => ((await run.pods()).length === 0 ? true : undefined), { milliseconds: PATIENCE });
    return;
  }
  for (const { name } of containers) await run.said(name, 'started', killed.includes(name) ? 2 : 1, PATIENCE);
}

/** Returns the containers that had started, and are started once more. */
async function strikes(
  run: Run, { kind, gate, afterMilliseconds }: Strike, lock: NodeLock,
): Promise<string[]> {
  const { dependent, dependency } = gate;
  await run.said(kind === 'kill both' ? dependent : dependency, 'started', 1, PATIENCE);
  await sleep(afterMilliseconds);
  switch (kind) {
    case 'kill the dependency': return kill(run, lock, dependency);
    case 'kill the dependent': return kill(run, lock, dependent);
    case 'kill both': return [...await kill(run, lock, dependency), ...await kill(run, lock, dependent)];
    // whether the kubelet knew of a container by then, and so makes it twice, is not known here
    case 'kill the sandbox': return lock.alone(async () => {
      await run.killSandbox();
      return [];
    });
    case 'delete the Pod':
      await run.cluster.kubectl.run(['-n', run.namespace, 'delete', 'pod', 'pod', '--wait=false']);
      return [];
    case 'restart the kubelet':
    case 'restart containerd': {
      const component = kind === 'restart the kubelet' ? 'kubelet' : 'containerd';
      await lock.restart(async () => {
        await run.cluster.stop(component);
        await run.cluster.start(component);
      });
      return [];
    }
  }
}

/** A container that has not been made yet is waited for. Returns it if its own process had started: a waiting guard has not. */
async function kill(run: Run, lock: NodeLock, container: string): Promise<string[]> {
  const running = ({ state }: { state: { running?: unknown } }) => state.running !== undefined;
  await run.status(container, 'runs', running, PATIENCE);
  const starts = run.starts(container);
  await lock.alone(() => run.kill(container));
  return starts.length > 0 ? [container] : [];
}

function faultShows(run: Run, drawn: DrawnPod, blocking: DrawnContainer): Promise<true> {
  return waitFor(
    `the fault "${blocking.name}: ${blocking.behaviour}" shows`,
    async () => ((await shows(run, drawn, blocking)) ? true : undefined),
    { milliseconds: PATIENCE },
  );
}

/** Whether the kubelet has had its last word on the fault: the gate has been closed for a whole timeout. */
async function shows(run: Run, { gates }: DrawnPod, { name, behaviour }: DrawnContainer): Promise<boolean> {
  const [pod] = await run.pods();
  if (pod === undefined) return false;
  const own = gates.filter(({ dependency }) => dependency === name);
  const dependents = own.map(({ dependent }) => dependent);
  // a gate that a kubelet has opened which another Pod's fault has restarted: nothing more will come
  const { minor } = run.cluster.settings;
  if (own.every(({ dependent, mechanism }) => failsOpen(mechanism, minor) && run.starts(dependent, name).length > 0)) return true;
  // where an init container of ours waits, that is what gives up
  const waiters = (pod.status.initContainerStatuses ?? []).map((status) => status.name).filter(isWaiterName);
  const restarts = Math.max(...[name, ...waiters, ...dependents].map((container) => restartsOf(pod, container)));
  switch (behaviour) {
    case 'image missing': return statusOf(pod, name)?.state.waiting?.reason === 'ErrImageNeverPull';
    case 'crashes':
    case 'exits with 0': return restartsOf(pod, name) > 1;
    case 'binary missing': return restarts > 0 || (await run.events()).some(({ message }) => message.includes('/absent'));
    default: return restarts > 0;
  }
}

function restartsOf(pod: Pod, container: string): number {
  return statusOf(pod, container)?.restartCount ?? 0;
}
