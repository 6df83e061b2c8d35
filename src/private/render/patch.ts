import { deepClone, type Container, type EnvVar, type PodSpec, type Probe, type Volume, type VolumeMount } from '../manifest';
import type { Hold } from '../injectors';
import { ORDER_ANNOTATION } from '../pod-names';
import type { PodTemplate } from '../pod-template';

/** The changes of a plan to one container. Fields that are not given stay unchanged. */
export interface ContainerPatch {
  restartPolicy?: 'Always';
  /** Undefined: the present startup probe is removed. */
  startupProbe?: Probe | undefined;
  postStart?: Record<string, unknown>;
  command?: string[];
  /** Added to the present ones. */
  env?: EnvVar[];
  /** Added to the present ones. */
  volumeMounts?: VolumeMount[];
}

/** The changes of a plan to a Pod template. A patch fits every Pod of the same outline. */
export interface PodPatch {
  readonly containers: ReadonlyMap<string, ContainerPatch>;
  /** Names in their new order, including our own containers. */
  readonly initOrder: readonly string[];
  readonly regularOrder: readonly string[];
  /** Init containers of ours. */
  readonly added: readonly Container[];
  /** Added to the present ones. */
  readonly volumes: readonly Volume[];
  /** Names of Secrets, added to the present ones. */
  readonly pullSecrets: readonly string[];
  /** Annotations that ask injectors to hold the other containers. */
  readonly holds: readonly Hold[];
  /** The text of the annotation. */
  readonly annotation?: string;
}

/** Writes a patch into a Pod template, which must be a copy. The written values are not shared. */
export function applyPatch(patch: PodPatch, { spec, holder }: PodTemplate): void {
  const containers = new Map<string, Container>();
  // forEach throughout: this code runs for every Pod of an app, and the overhead of for…of in V8 is larger than the loop itself
  spec.initContainers?.forEach((container) => containers.set(container.name, container));
  spec.containers?.forEach((container) => containers.set(container.name, container));
  patch.containers.forEach((change, name) => changeContainer(containers.get(name)!, deepClone(change)));
  const pick = (name: string): Container => containers.get(name)!;
  patch.added.forEach((container) => containers.set(container.name, deepClone(container)));
  if (patch.initOrder.length > 0) spec.initContainers = patch.initOrder.map(pick);
  spec.containers = patch.regularOrder.map(pick);
  if (patch.volumes.length > 0) spec.volumes = [...(spec.volumes ?? []), ...deepClone(patch.volumes)];
  addPullSecrets(patch.pullSecrets, spec);
  patch.holds.forEach(({ annotation, value }) => annotate(holder, annotation, value));
  if (patch.annotation !== undefined) annotate(holder, ORDER_ANNOTATION, patch.annotation);
}

function annotate(holder: PodTemplate['holder'], name: string, value: string): void {
  holder.metadata ??= {};
  holder.metadata.annotations ??= {};
  holder.metadata.annotations[name] = value;
}

function addPullSecrets(names: readonly string[], spec: PodSpec): void {
  const present = spec.imagePullSecrets ?? [];
  const missing = names.filter((name) => !present.some((secret) => secret.name === name));
  if (missing.length > 0) spec.imagePullSecrets = [...present, ...missing.map((name) => ({ name }))];
}

function changeContainer(container: Container, change: ContainerPatch): void {
  const { restartPolicy, startupProbe, postStart, command, env, volumeMounts } = change;
  if (restartPolicy !== undefined) container.restartPolicy = restartPolicy;
  if (startupProbe !== undefined) container.startupProbe = startupProbe;
  else if ('startupProbe' in change) delete container.startupProbe;
  if (postStart !== undefined) container.lifecycle = { ...container.lifecycle, postStart };
  if (command !== undefined) container.command = command;
  if (env !== undefined) container.env = [...(container.env ?? []), ...env];
  if (volumeMounts !== undefined) container.volumeMounts = [...(container.volumeMounts ?? []), ...volumeMounts];
}
