import { isObject, type JsonObject, type Metadata, type PodSpec } from './manifest';

/** Where a workload keeps its Pod, and what of the workload limits the Pod's start. */
export interface PodTemplate {
  readonly kind: string;
  /** What holds the Pod's spec, and its metadata: the place of the annotation. */
  readonly holder: { metadata?: Metadata };
  readonly spec: PodSpec;
  /** `activeDeadlineSeconds` of the Pod or of its Job, the smaller one. */
  readonly activeDeadlineSeconds?: number | undefined;
  /** `progressDeadlineSeconds` of a Deployment, 600 when it is not given. */
  readonly progressDeadlineSeconds?: number | undefined;
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
 * counts when it keeps its Pod at `spec.template`, as Argo Rollouts and Knative Services do, or at the given path.
 */
export function podTemplateOf(manifest: JsonObject, path = podTemplatePath(manifest)): PodTemplate | undefined {
  const kind = typeof manifest.kind === 'string' ? manifest.kind : '';
  const holder = descend(manifest, path);
  if (holder === undefined || !isObject(holder.spec)) return undefined;
  const spec = holder.spec as PodSpec;
  if (!Array.isArray(spec.containers) && !Array.isArray(spec.initContainers)) return undefined;
  // what holds the template of a Pod limits it: the spec of a Job, or of a Deployment
  const owner = path.length === 0 ? undefined : descend(manifest, path.slice(0, -1));
  const deadlines = [spec.activeDeadlineSeconds, owner?.activeDeadlineSeconds].filter((value) => typeof value === 'number');
  const progressDeadline = typeof owner?.progressDeadlineSeconds === 'number' ? owner.progressDeadlineSeconds : 600;
  return {
    kind,
    holder,
    spec,
    activeDeadlineSeconds: deadlines.length > 0 ? Math.min(...deadlines) : undefined,
    progressDeadlineSeconds: kind === 'Deployment' ? progressDeadline : undefined,
  };
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
