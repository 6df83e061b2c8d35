import { deepClone, type Container, type EnvVar, type Probe, type VolumeMount } from '../manifest';
import { ORDER_ANNOTATION, VOLUME_NAME } from '../pod-names';
import type { PodTemplate } from '../pod-template';

/** What a plan changes in one container. What is not given stays as it is. */
export interface ContainerPatch {
  restartPolicy?: 'Always';
  /** Undefined: the one that is there goes. */
  startupProbe?: Probe | undefined;
  postStart?: Record<string, unknown>;
  command?: string[];
  /** Added to those that are there. */
  env?: EnvVar[];
  /** Added to those that are there. */
  volumeMounts?: VolumeMount[];
}

/** What a plan changes in a Pod template: it fits every Pod of the same outline. */
export interface PodPatch {
  readonly containers: ReadonlyMap<string, ContainerPatch>;
  /** Names in their new order. */
  readonly initOrder: readonly string[];
  readonly regularOrder: readonly string[];
  /** Brings the binary, before all others. */
  readonly installer?: Container;
  /** Binary and state need their volume. */
  readonly volume: boolean;
  /** The text of the annotation. */
  readonly annotation?: string;
}

/** Writes a patch into a Pod template, all of which must be our own. What is written is shared with nobody. */
export function applyPatch(patch: PodPatch, { spec, holder }: PodTemplate): void {
  const containers = new Map<string, Container>();
  // forEach all the way: this runs for every Pod of an app, and what V8 makes of a for…of costs more than the loop itself
  spec.initContainers?.forEach((container) => containers.set(container.name, container));
  spec.containers?.forEach((container) => containers.set(container.name, container));
  patch.containers.forEach((change, name) => changeContainer(containers.get(name)!, deepClone(change)));
  const pick = (name: string): Container => containers.get(name)!;
  const initContainers = patch.initOrder.map(pick);
  if (patch.installer !== undefined) initContainers.unshift(deepClone(patch.installer));
  if (initContainers.length > 0) spec.initContainers = initContainers;
  spec.containers = patch.regularOrder.map(pick);
  if (patch.volume) spec.volumes = [...(spec.volumes ?? []), { name: VOLUME_NAME, emptyDir: {} }];
  if (patch.annotation !== undefined) {
    holder.metadata ??= {};
    holder.metadata.annotations ??= {};
    holder.metadata.annotations[ORDER_ANNOTATION] = patch.annotation;
  }
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
