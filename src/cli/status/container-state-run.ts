import { probeAnswer } from './answer';
import { probeTarget, probeTimes } from './check-words';
import { endWords, type Terminated } from './container-state-failed';
import { loggedAnswer, ofGuard } from './container-state-guarded';
import { guardGates } from './guard-gates';
import { ageText, oneLine } from './human-text';
import { knownWait } from './known-wait';
import { lastEvent } from './live-event';
import type { LiveState } from './live-pod';
import type { Situation, ContainerState } from './situation';

type Running = Extract<LiveState, { readonly kind: 'running' }>;

/** A container that runs. */
export function ofRun(situation: Situation, { startedAt }: Running): ContainerState {
  const { container, now } = situation;
  const forMs = startedAt === undefined ? undefined : Math.max(0, now - startedAt);
  const wait = knownWait(container.command, container);
  if (container.role === 'init') {
    const gate = wait === undefined ? 'runs' : `runs a command that waits for ${wait}`;
    return { state: 'waiting', gate, forMs, ...loggedAnswer(situation), next: 'later containers start when it has succeeded' };
  }
  if (container.startupProbe !== undefined && container.status?.started !== true) return ofStartupProbe(situation, startedAt, forMs);
  const passed = container.hasGuardProbe && container.status?.started === true;
  const gates = passed ? [] : guardGates(container) ?? [];
  const guarded = gates.length === 0 ? undefined : ofGuard(situation, gates, startedAt);
  if (guarded !== undefined) return guarded;
  const ready = container.status?.ready === true || !container.hasReadinessProbe;
  if (ready) return { state: 'open', gate: 'runs', forMs };
  const gate = wait === undefined || gates.length > 0 ? 'runs, past its gates, but is not ready' : `runs, but is not ready: its command first waits for ${wait}`;
  return { state: 'open', gate, forMs, ...probeAnswer(situation, 'readiness', startedAt), next: 'the kubelet continues its readiness probe' };
}

function ofStartupProbe(situation: Situation, startedAt: number | undefined, forMs: number | undefined): ContainerState {
  const { container } = situation;
  const target = probeTarget(container);
  const { periodSeconds, budgetMs } = probeTimes(container.startupProbe!);
  const left = budgetMs === Infinity || forMs === undefined ? undefined : Math.max(0, budgetMs - forMs);
  const tries = `the kubelet checks every ${periodSeconds} s`;
  const heard = probeAnswer(situation, 'startup', startedAt);
  return {
    state: 'waiting',
    gate: `its startup probe has not passed${target === undefined ? '' : ` (${target})`}`,
    forMs,
    ...(heard.answer === undefined ? loggedAnswer(situation) : heard),
    next: left === undefined ? `${tries}, for ever` : `${tries} and restarts it in ${ageText(left)}`,
  };
}

/** A container that has terminated, and does not wait for a restart. */
export function ofEnd({ pod, container, events, now }: Situation, state: Terminated): ContainerState {
  const forMs = state.finishedAt === undefined ? undefined : Math.max(0, now - state.finishedAt);
  const words = endWords(state);
  const overAll = pod.phase === 'Succeeded' || (container.role === 'native' && (pod.phase === 'Failed' || pod.deleted));
  if (overAll || state.exitCode === 0) {
    const restarts = container.role === 'native' || (container.role === 'regular' && pod.restartPolicy === 'Always');
    const again = !overAll && restarts && !pod.deleted;
    return { state: 'open', ...words, forMs, ...(again ? { next: 'the kubelet restarts it' } : {}) };
  }
  const killed = lastEvent(events, container.name, ['Killing'], state.startedAt);
  const stopped = pod.restartPolicy === 'Never' && container.role !== 'native';
  return {
    state: 'failed', ...words, forMs,
    answer: words.answer ?? (killed === undefined ? undefined : oneLine(killed.message)),
    next: stopped || pod.deleted || pod.phase === 'Failed' ? 'the kubelet does not restart it' : 'the kubelet restarts it',
  };
}
