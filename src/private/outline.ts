import { type ImageOutline, lockedOutline } from './image-lock';
import { type HoldState, holdState, knownSidecar } from './injectors';
import type { Container, EnvVar, PodSpec, VolumeMount } from './manifest';
import type { OrderModel } from './model';
import type { PodTemplate } from './pod-template';
import { isGuaranteed } from './quality-of-service';
import { IMAGE_VOLUME_NAME, isInOurFolder, ORDER_ANNOTATION, VOLUME_NAME } from './pod-names';
import type { ServiceOutline } from './services';

/** What a plan depends on of a container: two that have the same outline are planned alike. */
export interface ContainerOutline extends Pick<Container,
  'name' | 'command' | 'ports' | 'restartPolicy' | 'restartPolicyRules' | 'startupProbe' | 'readinessProbe' | 'livenessProbe'
  | 'lifecycle'> {
  /** Told only if neither the manifest nor the order sets the command, and, without a lock, only of a container of the order. */
  readonly fromImage?: ImageOutline | undefined;
  /** Where a reference to a result may stand; told of a step only. */
  readonly step?: Pick<Container, 'args' | 'env'> | undefined;
  /** Told only if a check needs the Pod's address. */
  readonly variables?: readonly VariableOutline[] | undefined;
  /** Told only if a check looks at a path. */
  readonly mounts?: readonly VolumeMount[] | undefined;
  /** A path in our folder at which the container mounts something of its own. */
  readonly mountedInOurFolder?: string | undefined;
}

/** A variable, and the field of the Pod that it comes from. */
export interface VariableOutline {
  readonly name: string;
  readonly fieldPath?: string;
}

/** What a plan depends on of a Pod template. Everything else is neither read nor changed. */
export interface PodOutline extends Pick<PodSpec, 'restartPolicy' | 'hostNetwork' | 'os'> {
  readonly kind: string;
  readonly activeDeadlineSeconds?: number;
  readonly progressDeadlineSeconds?: number;
  readonly runsAsRoot: boolean;
  /** Told only of a Pod that something may be installed in. */
  readonly guaranteed: boolean;
  /** The names of ours that volumes of the Pod have. */
  readonly takenVolumes: readonly string[];
  /** Whether the Pod template asks the injectors to hold already, by the name of the sidecar. */
  readonly holds?: Readonly<Record<string, HoldState>> | undefined;
  /** The annotation that carries an order, where it is there already. */
  readonly annotation?: string;
  /** The Services that select the Pod, where their version of Kubernetes asks for it. */
  readonly services?: readonly ServiceOutline[] | undefined;
  readonly initContainers: readonly ContainerOutline[];
  readonly containers: readonly ContainerOutline[];
}

const OUR_VOLUMES = [VOLUME_NAME, IMAGE_VOLUME_NAME];

/** The outline of a Pod template. */
export function outlineOf(template: PodTemplate, order: OrderModel, services: readonly ServiceOutline[] = []): PodOutline {
  const { spec } = template;
  const { withPaths, withVariables } = lookedAt(order);
  const outline = (container: Container): ContainerOutline => {
    const { name, args, env, volumeMounts } = container;
    return {
      name,
      command: container.command,
      fromImage: imageOutline(container, order),
      step: order.containers.get(name)?.step === true ? { args, env } : undefined,
      variables: withVariables ? env?.map(variableOutline) : undefined,
      ports: container.ports,
      mounts: withPaths ? volumeMounts : undefined,
      mountedInOurFolder: volumeMounts?.find(({ mountPath }) => isInOurFolder(mountPath))?.mountPath,
      restartPolicy: container.restartPolicy,
      restartPolicyRules: container.restartPolicyRules,
      startupProbe: container.startupProbe,
      readinessProbe: container.readinessProbe,
      livenessProbe: container.livenessProbe,
      lifecycle: container.lifecycle,
    };
  };
  return {
    kind: template.kind,
    restartPolicy: spec.restartPolicy,
    hostNetwork: spec.hostNetwork,
    os: spec.os,
    activeDeadlineSeconds: template.activeDeadlineSeconds,
    progressDeadlineSeconds: template.progressDeadlineSeconds,
    runsAsRoot: spec.securityContext?.runAsUser === 0,
    guaranteed: order.runtimeImage !== undefined && isGuaranteed(spec),
    takenVolumes: OUR_VOLUMES.filter((ours) => spec.volumes?.some(({ name }) => name === ours) ?? false),
    holds: holdsOf(template, order),
    annotation: template.holder.metadata?.annotations?.[ORDER_ANNOTATION],
    services: services.length === 0 ? undefined : services,
    initContainers: spec.initContainers?.map(outline) ?? [],
    containers: spec.containers?.map(outline) ?? [],
  };
}

function imageOutline({ name, image, command, args }: Container, order: OrderModel): ImageOutline | undefined {
  const declared = order.containers.get(name);
  if (image === undefined || (command?.length ?? 0) > 0 || declared?.entrypoint !== undefined) return undefined;
  if (order.imageLock !== undefined) return lockedOutline(image, (args?.length ?? 0) > 0, order.imageLock.images);
  return declared === undefined ? undefined : { name: image };
}

function holdsOf(template: PodTemplate, order: OrderModel): Record<string, HoldState> | undefined {
  let holds: Record<string, HoldState> | undefined;
  order.containers.forEach(({ name, foreign }) => {
    const hold = foreign?.kind === 'injected' ? knownSidecar(name)?.hold : undefined;
    if (hold !== undefined) holds = { ...holds, [name]: holdState(hold, template) };
  });
  return holds;
}

/** What the checks of an order look at beside ports and probes. */
function lookedAt(order: OrderModel): { readonly withPaths: boolean; readonly withVariables: boolean } {
  let withPaths = false;
  let withVariables = false;
  order.containers.forEach(({ check }) => {
    if (check?.kind === 'file' || check?.kind === 'unixSocket') withPaths = true;
    if (check !== undefined && 'listensOn' in check && check.listensOn === 'pod-ip') withVariables = true;
  });
  return { withPaths, withVariables };
}

function variableOutline({ name, valueFrom }: EnvVar): VariableOutline {
  const fieldPath = valueFrom?.fieldRef?.fieldPath;
  return fieldPath === undefined ? { name } : { name, fieldPath };
}
