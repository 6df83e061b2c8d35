import { containerState } from './container-state';
import { guardGates, waiterWords } from './guard-gates';
import { eventsOf, type LiveEvent } from './live-event';
import type { LiveContainer, LivePod } from './live-pod';
import { worst, type ContainerReport, type PodReport } from './report';
import type { Situation } from './situation';
import { holderOf } from './startup';

/** The start or the end of a container's log. */
export interface LogRequest {
  readonly container: string;
  readonly part: 'start' | 'end';
}

/**
 * The logs that say more than the Pod: a guard writes at the start of a log, a waiter in a probe, or in an init container, at the end.
 * The logs of containers that don't run, or have surely passed their gates, are not read.
 */
export function logsToRead(pod: LivePod): LogRequest[] {
  return pod.containers.flatMap((container): LogRequest[] => {
    if (container.status?.state.kind !== 'running') return [];
    if ((guardGates(container) ?? []).length > 0) return [{ container: container.name, part: 'start' }];
    if (container.role === 'init' && waiterWords(container.command) !== undefined) return [{ container: container.name, part: 'end' }];
    return waitsInProbe(container) && !container.status.started ? [{ container: container.name, part: 'end' }] : [];
  });
}

/**
 * What every container of a Pod waits for.
 *
 * @param events of any Pods
 * @param logs what could be read of `logsToRead`, by the container's name
 * @param now milliseconds since 1970
 */
export function reportPod(pod: LivePod, events: readonly LiveEvent[], logs: ReadonlyMap<string, string>, now: number): PodReport {
  const own = eventsOf(pod, events);
  const holder = holderOf(pod, own);
  const situation: Omit<Situation, 'container'> = { pod, events: own, logs, now, holder };
  const containers = pod.containers.map((container): ContainerReport => ({
    name: container.name,
    role: container.role,
    restarts: container.status?.restarts ?? 0,
    waitsFor: [],
    forMs: undefined,
    answer: undefined,
    answerAgoMs: undefined,
    next: undefined,
    ...containerState({ ...situation, container }),
  }));
  return {
    namespace: pod.namespace,
    name: pod.name,
    phase: pod.phase,
    state: worst(containers.map(({ state }) => state)),
    ordered: pod.annotation !== undefined,
    deleted: pod.deleted,
    containers,
  };
}

function waitsInProbe({ startupProbe }: LiveContainer): boolean {
  return waiterWords(startupProbe?.exec?.command ?? []) !== undefined;
}
