import { isObject, type ContainerPort, type EnvVar, type JsonObject, type Probe } from '../../private/manifest';
import { ORDER_ANNOTATION } from '../../private/pod-names';
import type { ContainerRole } from '../../private/pod-view';
import { isGuardProbe } from '../order/guard-probe';
import { numberAt, objectAt, objectsAt, textAt, textsAt, timeAt } from './fields';
import { readPorts, readProbe } from './read-probe';

/** A Pod as the API server gives it, with what the kubelet says of it. */
export interface LivePod {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string | undefined;
  readonly phase: string;
  readonly reason: string | undefined;
  readonly message: string | undefined;
  readonly restartPolicy: string;
  readonly createdAt: number | undefined;
  readonly deleted: boolean;
  readonly annotation: string | undefined;
  readonly conditions: readonly Condition[];
  /** In the order in which the kubelet starts them: init containers first. */
  readonly containers: readonly LiveContainer[];
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string | undefined;
  readonly message: string | undefined;
  readonly since: number | undefined;
}

export interface LiveContainer {
  readonly name: string;
  readonly role: ContainerRole;
  readonly image: string | undefined;
  readonly env: readonly EnvVar[];
  /** `command` and `args`. */
  readonly command: readonly string[];
  readonly ports: readonly ContainerPort[];
  /** Its own, or the gate of a native sidecar. */
  readonly startupProbe: Probe | undefined;
  /** Its startup probe is the one of ours that passes when its guard has started the command. */
  readonly hasGuardProbe: boolean;
  readonly hasReadinessProbe: boolean;
  readonly hasPostStart: boolean;
  /** The command of its postStart hook; empty where the hook has none. */
  readonly postStartCommand: readonly string[];
  /** Undefined as long as the kubelet has said nothing. */
  readonly status: LiveStatus | undefined;
}

export interface LiveStatus {
  readonly state: LiveState;
  readonly last: LiveState | undefined;
  /** Its startup probe has passed and its postStart hook has ended. */
  readonly started: boolean;
  readonly ready: boolean;
  readonly restarts: number;
}

export type LiveState =
  | { readonly kind: 'waiting'; readonly reason: string | undefined; readonly message: string | undefined }
  | { readonly kind: 'running'; readonly startedAt: number | undefined }
  | {
      readonly kind: 'terminated';
      readonly exitCode: number;
      readonly reason: string | undefined;
      readonly message: string | undefined;
      readonly startedAt: number | undefined;
      readonly finishedAt: number | undefined;
    };

/** Undefined for what is no Pod. */
export function readLivePod(manifest: JsonObject): LivePod | undefined {
  if (manifest.kind !== 'Pod') return undefined;
  const [metadata, spec, status] = [objectAt(manifest, 'metadata'), objectAt(manifest, 'spec'), objectAt(manifest, 'status')];
  const name = textAt(metadata, 'name');
  if (name === undefined || spec === undefined) return undefined;
  return {
    name,
    namespace: textAt(metadata, 'namespace') ?? 'default',
    uid: textAt(metadata, 'uid'),
    phase: textAt(status, 'phase') ?? 'Unknown',
    reason: textAt(status, 'reason'),
    message: textAt(status, 'message'),
    restartPolicy: textAt(spec, 'restartPolicy') ?? 'Always',
    createdAt: timeAt(metadata, 'creationTimestamp'),
    deleted: textAt(metadata, 'deletionTimestamp') !== undefined,
    annotation: textAt(objectAt(metadata, 'annotations'), ORDER_ANNOTATION),
    conditions: objectsAt(status, 'conditions').map(readCondition),
    containers: [
      ...readContainers(spec, 'initContainers', objectsAt(status, 'initContainerStatuses')),
      ...readContainers(spec, 'containers', objectsAt(status, 'containerStatuses')),
    ],
  };
}

function readCondition(condition: JsonObject): Condition {
  return {
    type: textAt(condition, 'type') ?? '',
    status: textAt(condition, 'status') ?? '',
    reason: textAt(condition, 'reason'),
    message: textAt(condition, 'message'),
    since: timeAt(condition, 'lastTransitionTime'),
  };
}

function readContainers(spec: JsonObject, list: 'initContainers' | 'containers', statuses: readonly JsonObject[]): LiveContainer[] {
  const byName = new Map(statuses.map((status) => [textAt(status, 'name'), status]));
  return objectsAt(spec, list).flatMap((container): LiveContainer[] => {
    const name = textAt(container, 'name');
    if (name === undefined) return [];
    const status = byName.get(name);
    const found = objectAt(container, 'startupProbe');
    const probe = found === undefined ? undefined : readProbe(found);
    const hasGuardProbe = isGuardProbe(probe);
    const postStart = objectAt(objectAt(container, 'lifecycle'), 'postStart');
    const initRole = container.restartPolicy === 'Always' ? 'native' : 'init';
    return [{
      name,
      role: list === 'containers' ? 'regular' : initRole,
      image: textAt(container, 'image'),
      env: readEnv(container),
      command: [...textsAt(container, 'command'), ...textsAt(container, 'args')],
      ports: readPorts(container),
      startupProbe: hasGuardProbe ? undefined : probe,
      hasGuardProbe,
      hasReadinessProbe: isObject(container.readinessProbe),
      hasPostStart: postStart !== undefined,
      postStartCommand: textsAt(objectAt(postStart, 'exec'), 'command'),
      status: status === undefined ? undefined : readStatus(status),
    }];
  });
}

function readEnv(container: JsonObject): EnvVar[] {
  return objectsAt(container, 'env').flatMap((variable) => {
    const [name, value] = [textAt(variable, 'name'), textAt(variable, 'value')];
    return name === undefined ? [] : [{ name, ...(value === undefined ? {} : { value }) }];
  });
}

function readStatus(status: JsonObject): LiveStatus {
  const last = objectAt(status, 'lastState');
  return {
    state: readState(objectAt(status, 'state')) ?? { kind: 'waiting', reason: undefined, message: undefined },
    last: readState(last),
    started: status.started === true,
    ready: status.ready === true,
    restarts: numberAt(status, 'restartCount') ?? 0,
  };
}

function readState(state: JsonObject | undefined): LiveState | undefined {
  const terminated = objectAt(state, 'terminated');
  if (terminated !== undefined) {
    return {
      kind: 'terminated',
      exitCode: numberAt(terminated, 'exitCode') ?? 0,
      reason: textAt(terminated, 'reason'),
      message: textAt(terminated, 'message'),
      startedAt: timeAt(terminated, 'startedAt'),
      finishedAt: timeAt(terminated, 'finishedAt'),
    };
  }
  const running = objectAt(state, 'running');
  if (running !== undefined) return { kind: 'running', startedAt: timeAt(running, 'startedAt') };
  const waiting = objectAt(state, 'waiting');
  return waiting === undefined ? undefined : { kind: 'waiting', reason: textAt(waiting, 'reason'), message: textAt(waiting, 'message') };
}
