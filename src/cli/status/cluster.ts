import { KubectlError, type Kubectl } from './kubectl';
import type { LivePod } from './live-pod';
import { logsToRead, type LogRequest } from './report-pod';
import { logKey, readObjects, type Snapshot } from './snapshot';

/** Which Pods to look at. */
export interface Selection {
  /** All of the namespace if not given. */
  readonly pod?: string;
  /** The one of kubectl's configuration if not given. */
  readonly namespace?: string;
}

/** What one look at a cluster gave. */
export interface Look {
  readonly snapshot: Snapshot;
  /** What could not be read, and what follows from that. */
  readonly notes: readonly string[];
}

/** Logs are read for this many Pods at most: one call of kubectl each. */
const MOST_LOGS = 20;
/** The words of a guard are the first of its container. */
const LOG_BYTES = 64 * 1024;
const LOG_LINES = 200;

/**
 * Reads Pods, their events, and the logs of guards and waiters.
 *
 * @throws KubectlError when the Pods can't be read; without events and logs it answers with less
 */
export async function lookAtCluster(kubectl: Kubectl, { pod, namespace }: Selection, time: () => number): Promise<Look> {
  const place = namespace === undefined ? [] : ['-n', namespace];
  const about = pod === undefined ? 'involvedObject.kind=Pod' : `involvedObject.kind=Pod,involvedObject.name=${pod}`;
  const notes: string[] = [];
  const [pods, events] = await Promise.all([
    readPods(kubectl, pod, place),
    kubectl.get(['events', '--field-selector', about, ...place]).catch((problem: unknown) => {
      if (!(problem instanceof KubectlError) || problem.kind !== 'forbidden') throw problem;
      notes.push('can\'t list events, so the last answers are missing: allow "list" on "events"');
      return undefined;
    }),
  ]);
  const objects = readObjects([pods, events]);
  const logs = new Map<string, ReadonlyMap<string, string>>();
  const asked = objects.pods.map((one) => ({ pod: one, requests: logsToRead(one) })).filter(({ requests }) => requests.length > 0);
  if (asked.length > MOST_LOGS) notes.push(`only the logs of ${MOST_LOGS} of ${asked.length} Pods are read: name a Pod to read its logs`);
  for (const { pod: one, requests } of asked.slice(0, MOST_LOGS)) logs.set(logKey(one), await readLogs(kubectl, one, requests));
  return { snapshot: { ...objects, logs, now: time() }, notes };
}

async function readPods(kubectl: Kubectl, pod: string | undefined, place: readonly string[]): Promise<unknown> {
  return kubectl.get(['pods', ...(pod === undefined ? [] : [pod]), ...place]);
}

async function readLogs(kubectl: Kubectl, { name, namespace }: LivePod, requests: readonly LogRequest[]): Promise<Map<string, string>> {
  const logs = new Map<string, string>();
  for (const { container, part } of requests) {
    const limit = part === 'start' ? `--limit-bytes=${LOG_BYTES}` : `--tail=${LOG_LINES}`;
    const text = await kubectl.logs([name, '-n', namespace, '-c', container, limit]);
    if (text !== undefined) logs.set(container, text);
  }
  return logs;
}
