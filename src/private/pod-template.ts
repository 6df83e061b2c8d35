import { isObject, type JsonObject, type Metadata, type PodSpec, shallowClone } from './manifest';

/** Where a workload keeps its Pod, and what of the workload limits the Pod's start. */
export interface PodTemplate {
  readonly kind: string;
  /** What holds the Pod's spec, and its metadata: the place of the annotation. */
  readonly holder: { metadata?: Metadata };
  readonly spec: PodSpec;
  /** `activeDeadlineSeconds` of the Pod or of its Job, the smaller one. */
  readonly activeDeadlineSeconds?: number;
  /** `progressDeadlineSeconds` of a Deployment, 600 when it is not given. */
  readonly progressDeadlineSeconds?: number;
}

/** Kinds of the Kubernetes API that hold a Pod template. */
export const WORKLOAD_KINDS: readonly string[] = [
  'Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob', 'PodTemplate',
];

const PATHS = new Map([
  ['Pod', []],
  ['PodTemplate', ['template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
]);

/**
 * The Pod template of a manifest; undefined when it has none. A kind that is not of Kubernetes itself
 * counts when it keeps its Pod at `spec.template`, as Argo Rollouts and Knative Services do.
 */
export function podTemplateOf(manifest: JsonObject): PodTemplate | undefined {
  const kind = typeof manifest.kind === 'string' ? manifest.kind : '';
  const holder = descend(manifest, podTemplatePath(manifest));
  if (holder === undefined || !isObject(holder.spec)) return undefined;
  const spec = holder.spec as PodSpec;
  if (!Array.isArray(spec.containers) && !Array.isArray(spec.initContainers)) return undefined;
  const job = kind === 'CronJob' ? descend(manifest, ['spec', 'jobTemplate', 'spec']) : isObject(manifest.spec) ? manifest.spec : undefined;
  const deadlines = [spec.activeDeadlineSeconds, kind === 'Pod' ? undefined : job?.activeDeadlineSeconds].filter((value) => typeof value === 'number');
  return {
    kind,
    holder,
    spec,
    ...(deadlines.length > 0 ? { activeDeadlineSeconds: Math.min(...deadlines) } : {}),
    ...(kind === 'Deployment' ? { progressDeadlineSeconds: typeof job?.progressDeadlineSeconds === 'number' ? job.progressDeadlineSeconds : 600 } : {}),
  };
}

/**
 * A manifest, or a List of them, whose Pod templates may be written: the way to a template, its spec and its containers are copies.
 * All the rest is shared with the original, which stays as it was.
 */
export function withOwnTemplates(manifest: JsonObject): JsonObject {
  const { items } = manifest;
  return Array.isArray(items) ? { ...manifest, items: items.map((item: unknown) => (isObject(item) ? withOwnTemplate(item) : item)) } : withOwnTemplate(manifest);
}

function withOwnTemplate(manifest: JsonObject): JsonObject {
  return withOwnSpec(manifest, [...podTemplatePath(manifest), 'spec'], 0);
}

/** @param path the way to the Pod's spec, of which the first steps are gone already */
function withOwnSpec(at: JsonObject, path: readonly string[], gone: number): JsonObject {
  const copy = shallowClone(at);
  const key = path[gone];
  if (key !== undefined) {
    const next = copy[key];
    if (isObject(next)) copy[key] = withOwnSpec(next, path, gone + 1);
  } else {
    if (Array.isArray(copy.initContainers)) copy.initContainers = copy.initContainers.map(own);
    if (Array.isArray(copy.containers)) copy.containers = copy.containers.map(own);
  }
  return copy;
}

function own(container: unknown): unknown {
  return isObject(container) ? shallowClone(container) : container;
}

/** The way to what holds the Pod's spec and metadata. */
export function podTemplatePath({ kind }: JsonObject): readonly string[] {
  return (typeof kind === 'string' ? PATHS.get(kind) : undefined) ?? ['spec', 'template'];
}

function descend(from: JsonObject, path: readonly string[]): JsonObject | undefined {
  let at: JsonObject = from;
  for (const key of path) {
    const next = at[key];
    if (!isObject(next)) return undefined;
    at = next;
  }
  return at;
}
