import { lastEvent, type LiveEvent } from './live-event';
import type { LiveContainer, LivePod } from './live-pod';

/**
 * The container that blocks all later containers: the first init container that has not succeeded, the first native sidecar
 * that has not started, or else a regular container whose postStart hook still runs. Undefined if no container blocks.
 */
export function holderOf(pod: LivePod, events: readonly LiveEvent[]): LiveContainer | undefined {
  return pod.containers.find((container) => (container.role === 'regular'
    ? hookRunsSince(container, events) !== undefined
    : !hasPassed(container)));
}

/** The kubelet goes on to the next container. */
function hasPassed({ role, status }: LiveContainer): boolean {
  if (status === undefined) return false;
  return role === 'native' ? status.started : status.state.kind === 'terminated' && status.state.exitCode === 0;
}

/** The kubelet has created this container. */
export function isCreated({ status }: LiveContainer): boolean {
  const state = status?.state;
  return state !== undefined && !(state.kind === 'waiting' && (state.reason === undefined || NOT_CREATED.includes(state.reason)));
}

const NOT_CREATED = ['PodInitializing', 'ContainerCreating'];

/**
 * Since when a postStart hook has run: the kubelet says in an event that it has started the container, but shows its state only after
 * the hook. Undefined when none runs.
 */
export function hookRunsSince(container: LiveContainer, events: readonly LiveEvent[]): number | undefined {
  if (!container.hasPostStart || isCreated(container)) return undefined;
  const started = lastEvent(events, container.name, ['Started']);
  if (started?.at === undefined) return undefined;
  const over = lastEvent(events, container.name, ['FailedPostStartHook', 'Killing', 'BackOff'], started.at);
  return over === undefined ? started.at : undefined;
}
