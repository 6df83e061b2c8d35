/** Pods and events as an API server gives them, with the states that a kubelet writes. */
import type { JsonObject } from '../../../src/private/manifest';

/** The moment of every test: seconds are counted back from it. */
export const NOW = Date.parse('2026-03-01T12:00:00Z');

export function secondsAgo(seconds: number): string {
  return new Date(NOW - seconds * 1000).toISOString().replace('.000Z', 'Z');
}

export interface PodParts {
  readonly name?: string;
  readonly init?: readonly JsonObject[];
  readonly containers?: readonly JsonObject[];
  readonly statuses?: readonly JsonObject[];
  readonly phase?: string;
  readonly restartPolicy?: string;
  readonly annotation?: unknown;
  readonly metadata?: JsonObject;
  readonly status?: JsonObject;
  readonly scheduledAgo?: number | false;
}

/** Statuses are sorted into the two lists by the names in the spec, as the kubelet does. */
export function livePod(parts: PodParts): JsonObject {
  const { name = 'web', init = [], containers = [], statuses = [], scheduledAgo = 30 } = parts;
  const inits = new Set(init.map((container) => container.name));
  const order = parts.annotation === undefined ? {} : { annotations: { 'startgate.dev/order': JSON.stringify(parts.annotation) } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', uid: `uid-of-${name}`, creationTimestamp: secondsAgo(31), ...order, ...parts.metadata },
    spec: { nodeName: 'node', restartPolicy: parts.restartPolicy ?? 'Always', initContainers: init, containers },
    status: {
      phase: parts.phase ?? 'Pending',
      conditions: scheduledAgo === false ? [] : [{ type: 'PodScheduled', status: 'True', lastTransitionTime: secondsAgo(scheduledAgo) }],
      initContainerStatuses: statuses.filter((status) => inits.has(status.name)),
      containerStatuses: statuses.filter((status) => !inits.has(status.name)),
      ...parts.status,
    },
  };
}

export function status(name: string, state: JsonObject, more: JsonObject = {}): JsonObject {
  return { name, image: `${name}:1`, imageID: '', lastState: {}, ready: false, started: false, restartCount: 0, state, ...more };
}

export function running(ago: number): JsonObject {
  return { running: { startedAt: secondsAgo(ago) } };
}

export function waiting(reason: string, message?: string): JsonObject {
  return { waiting: { reason, ...(message === undefined ? {} : { message }) } };
}

export function terminated(exitCode: number, ago: number, more: JsonObject = {}): JsonObject {
  const reason = exitCode === 0 ? 'Completed' : 'Error';
  return {
    terminated: { exitCode, reason, startedAt: secondsAgo(ago + 5), finishedAt: secondsAgo(ago), containerID: 'containerd://1', ...more },
  };
}

/** The state of a container that the kubelet has not come to yet. */
export const NOT_YET = waiting('PodInitializing');
export const RUNS = { ready: true, started: true };

export interface EventParts {
  readonly init?: boolean;
  readonly container?: string;
  readonly firstAgo?: number;
  readonly pod?: string;
}

export function event(reason: string, message: string, ago: number, parts: EventParts = {}): JsonObject {
  const { container, pod = 'web' } = parts;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${pod}.${reason}.${ago}`, namespace: 'shop', creationTimestamp: secondsAgo(parts.firstAgo ?? ago) },
    involvedObject: {
      kind: 'Pod', name: pod, namespace: 'shop', uid: `uid-of-${pod}`,
      ...(container === undefined ? {} : { fieldPath: `spec.${parts.init === true ? 'initContainers' : 'containers'}{${container}}` }),
    },
    reason,
    message,
    count: 1,
    firstTimestamp: secondsAgo(parts.firstAgo ?? ago),
    lastTimestamp: secondsAgo(ago),
  };
}
