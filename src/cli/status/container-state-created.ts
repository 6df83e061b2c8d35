import { eventAnswer, NO_ANSWER, probeAnswer, type Answer } from './answer';
import { probeTarget } from './check-words';
import { ofRun } from './container-state-run';
import { oneLine } from './human-text';
import { knownWait } from './known-wait';
import { lastEvent } from './live-event';
import type { LiveContainer } from './live-pod';
import type { Situation, ContainerState } from './situation';
import { hookRunsSince } from './startup';

const NO_SANDBOX = ['FailedMount', 'FailedAttachVolume', 'FailedCreatePodSandBox', 'FailedCreatePodContainer', 'NetworkNotReady'];

/** A container that the kubelet has not created yet, or is creating. */
export function ofCreation(situation: Situation): ContainerState {
  const { container, events, holder, now, pod } = situation;
  const hook = hookRunsSince(container, events);
  if (hook !== undefined) {
    const wait = knownWait(container.postStartCommand, container);
    return { state: 'waiting', gate: `its postStart hook ${wait === undefined ? 'runs' : `waits for ${wait}`}`, forMs: now - hook, ...hookAnswer(situation), next: 'later containers are created when the hook finishes, even if it fails' };
  }
  if (holder !== undefined && holder !== container && isBehind(situation, holder)) return behind(situation, holder);
  const scheduled = pod.conditions.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') {
    return {
      state: 'waiting', gate: 'the Pod is not scheduled yet', forMs: ago(now, scheduled.since ?? pod.createdAt),
      answer: oneLine(scheduled.message ?? scheduled.reason ?? 'unschedulable'), next: 'the scheduler tries again when the cluster changes',
    };
  }
  if (scheduled === undefined) {
    return { state: 'waiting', gate: 'the Pod is not scheduled yet', forMs: ago(now, pod.createdAt), next: 'the scheduler looks for a node' };
  }
  const forMs = ago(now, scheduled.since);
  const pulling = lastEvent(events, container.name, ['Pulling', 'Pulled']);
  if (pulling?.reason === 'Pulling') {
    return { state: 'waiting', gate: 'the kubelet pulls the image', forMs: ago(now, pulling.at), next: 'the container starts after the pull' };
  }
  const trouble = lastEvent(events, undefined, NO_SANDBOX, scheduled.since);
  return {
    state: 'waiting',
    gate: trouble === undefined ? 'the kubelet is creating the container' : 'the kubelet can\'t create the sandbox or the volumes of the Pod yet',
    forMs,
    ...eventAnswer(trouble, now),
    next: 'the kubelet tries again',
  };
}

function isBehind({ pod, container }: Situation, holder: LiveContainer): boolean {
  return pod.containers.indexOf(holder) < pod.containers.indexOf(container);
}

function behind({ pod, events, logs, now, holder: _holder }: Situation, holder: LiveContainer): ContainerState {
  const until = {
    init: 'has succeeded',
    native: holder.startupProbe === undefined ? 'has started' : 'is ready',
    regular: 'has run its postStart hook',
  }[holder.role];
  const target = holder.role === 'native' ? probeTarget(holder) : undefined;
  return {
    state: 'waiting',
    gate: `waits until ${holder.name} ${until}${target === undefined ? '' : ` (${target})`}`,
    waitsFor: [holder.name],
    forMs: ago(now, heldSince(holder, { pod, events })),
    ...holdersAnswer({ pod, events, logs, now, container: holder, holder }),
    next: `the kubelet creates it when ${holder.name} ${until}`,
  };
}

/** Since its first start: the gate stays closed while the kubelet restarts the container. */
function heldSince(holder: LiveContainer, { pod, events }: Pick<Situation, 'pod' | 'events'>): number | undefined {
  const started = events.find(({ container, reason }) => container === holder.name && reason === 'Started');
  const state = holder.status?.state;
  const seen = [started?.firstAt, state?.kind === 'running' ? state.startedAt : undefined].filter((time) => time !== undefined);
  if (seen.length > 0) return Math.min(...seen);
  return pod.conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'True')?.since ?? pod.createdAt;
}

/** The gate of the holder is in the line of the holder; this line has only its last answer. */
function holdersAnswer(situation: Situation): Answer {
  const state = situation.container.status?.state;
  if (state?.kind !== 'running') return NO_ANSWER;
  const { answer, answerAgoMs } = situation.container.startupProbe === undefined
    ? ofRun(situation, state)
    : probeAnswer(situation, 'startup', state.startedAt);
  return { answer, answerAgoMs };
}

function hookAnswer({ events, container, now }: Situation): Answer {
  return eventAnswer(lastEvent(events, container.name, ['FailedPostStartHook']), now);
}

function ago(now: number, since: number | undefined): number | undefined {
  return since === undefined ? undefined : Math.max(0, now - since);
}
