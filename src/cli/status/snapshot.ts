import { isObject, type JsonObject } from '../../private/manifest';
import { readLiveEvent, type LiveEvent } from './live-event';
import { readLivePod, type LivePod } from './live-pod';
import { reportPod } from './report-pod';
import type { PodReport } from './report';

/** What was seen of some Pods at one moment. */
export interface Snapshot {
  readonly pods: readonly LivePod[];
  readonly events: readonly LiveEvent[];
  /** By `namespace/pod`, then by container. */
  readonly logs: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Pods and events out of objects of any kind, also inside Lists. */
export function readObjects(objects: readonly unknown[]): Pick<Snapshot, 'pods' | 'events'> {
  const pods: LivePod[] = [];
  const events: LiveEvent[] = [];
  for (const object of flatten(objects)) {
    const pod = readLivePod(object);
    if (pod !== undefined) pods.push(pod);
    const event = readLiveEvent(object);
    if (event !== undefined) events.push(event);
  }
  return { pods, events };
}

export function reportSnapshot({ pods, events, logs, now }: Snapshot): PodReport[] {
  return pods
    .map((pod) => reportPod(pod, events, logs.get(logKey(pod)) ?? new Map<string, string>(), now))
    .sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
}

export function logKey({ namespace, name }: Pick<LivePod, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

/**
 * The moment at which objects were saved: the last time that anything in them happened. Undefined when they name none.
 * `deletionTimestamp` lies ahead, and is none.
 */
export function lastTimeIn(objects: readonly unknown[]): number | undefined {
  let last: number | undefined;
  const open: unknown[] = [...objects];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) open.push(...(value as unknown[]).filter((part) => part !== undefined));
    else if (isObject(value)) {
      for (const [key, part] of Object.entries(value)) {
        const time = typeof part === 'string' && TIME_KEYS.test(key) && key !== 'deletionTimestamp' ? Date.parse(part) : NaN;
        if (!Number.isNaN(time)) last = Math.max(last ?? time, time);
        else if (typeof part === 'object' && part !== null) open.push(part);
      }
    }
  }
  return last;
}

const TIME_KEYS = /(?:^time|Time|Timestamp|At)$/u;

function flatten(objects: readonly unknown[]): JsonObject[] {
  return objects.flatMap((object): JsonObject[] => {
    if (!isObject(object)) return [];
    return Array.isArray(object.items) ? flatten(object.items.map((item: unknown) => withKind(item, object.kind))) : [object];
  });
}

/** The items of a PodList or an EventList may leave out their kind. */
function withKind(item: unknown, list: unknown): unknown {
  if (!isObject(item) || item.kind !== undefined || typeof list !== 'string' || !list.endsWith('List')) return item;
  return { ...item, kind: list.slice(0, -'List'.length) };
}

function compare(a: string, b: string): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
