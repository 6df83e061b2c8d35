import type { JsonObject } from '../../private/manifest';
import { objectAt, textAt, timeAt } from './fields';
import type { LivePod } from './live-pod';

/** An event of a Pod, the same one many times over counted once. */
export interface LiveEvent {
  readonly reason: string;
  readonly message: string;
  /** The name of the container that it is about. */
  readonly container: string | undefined;
  readonly podName: string | undefined;
  readonly podUid: string | undefined;
  readonly namespace: string;
  /** When it was seen the first time. */
  readonly firstAt: number | undefined;
  /** When it was seen the last time. */
  readonly at: number | undefined;
}

/** Undefined for what is no event. */
export function readLiveEvent(manifest: JsonObject): LiveEvent | undefined {
  if (manifest.kind !== 'Event') return undefined;
  // events.k8s.io/v1 has other names for the same
  const about = objectAt(manifest, 'involvedObject') ?? objectAt(manifest, 'regarding');
  const metadata = objectAt(manifest, 'metadata');
  const series = objectAt(manifest, 'series');
  const first = timeAt(manifest, 'firstTimestamp') ?? timeAt(manifest, 'deprecatedFirstTimestamp')
    ?? timeAt(manifest, 'eventTime') ?? timeAt(metadata, 'creationTimestamp');
  return {
    reason: textAt(manifest, 'reason') ?? '',
    message: textAt(manifest, 'message') ?? textAt(manifest, 'note') ?? '',
    container: containerOf(textAt(about, 'fieldPath')),
    podName: textAt(about, 'name'),
    podUid: textAt(about, 'uid'),
    namespace: textAt(about, 'namespace') ?? textAt(metadata, 'namespace') ?? 'default',
    firstAt: first,
    at: timeAt(series, 'lastObservedTime') ?? timeAt(manifest, 'lastTimestamp') ?? timeAt(manifest, 'deprecatedLastTimestamp') ?? first,
  };
}

/** The kubelet writes `spec.containers{app}` or `spec.initContainers{proxy}`. */
function containerOf(fieldPath: string | undefined): string | undefined {
  return fieldPath === undefined ? undefined : /^spec\.(?:initContainers|containers)\{(.+)\}$/.exec(fieldPath)?.[1];
}

/** What happened to one Pod, the oldest first. */
export function eventsOf(pod: LivePod, events: readonly LiveEvent[]): LiveEvent[] {
  return events
    .filter(({ podName, podUid, namespace }) => (pod.uid !== undefined && podUid !== undefined
      ? podUid === pod.uid
      : podName === pod.name && namespace === pod.namespace))
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

/** The last event of a container for one of these reasons, not before a time (the API counts in seconds). */
export function lastEvent(
  events: readonly LiveEvent[], container: string | undefined, reasons: readonly string[], since?: number,
): LiveEvent | undefined {
  return events.findLast((event) => event.container === container && reasons.includes(event.reason)
    && (since === undefined || event.at === undefined || event.at >= since - 1000));
}
