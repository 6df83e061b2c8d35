/**
 * What of a Pod the model of the kubelet reads, as the Kubernetes API spells it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
export interface Pod {
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly { readonly name: string; readonly image?: { readonly reference?: string } }[];
  readonly restartPolicy?: string;
  readonly hostNetwork?: boolean;
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly ports?: readonly ContainerPort[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly RestartRule[];
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly lifecycle?: { readonly postStart?: Handler };
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath?: string } };
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
}

export interface RestartRule {
  readonly action: string;
  readonly exitCodes?: { readonly operator: string; readonly values?: readonly number[] };
}

/** What a probe or a hook does. */
export interface Handler {
  readonly exec?: { readonly command?: readonly string[] };
  readonly httpGet?: {
    readonly path?: string;
    readonly port: number | string;
    readonly host?: string;
    readonly scheme?: string;
    readonly httpHeaders?: readonly { readonly name: string; readonly value: string }[];
  };
  readonly tcpSocket?: { readonly port: number | string; readonly host?: string };
  readonly grpc?: { readonly port: number | string; readonly service?: string };
}

export interface Probe extends Handler {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold?: number;
}

/** Where a path of a container is: on a volume, or in the container alone. */
export function locate(container: Container, path: string): string {
  const mount = mountOf(container, path);
  if (mount === undefined) return `container ${container.name}:${path}`;
  const parts = [mount.subPath ?? '', path.slice(mount.mountPath.length)].join('/').split('/');
  return `volume ${mount.name}:${parts.filter((part) => part !== '').join('/')}`;
}

export function isWritable(container: Container, path: string): boolean {
  return mountOf(container, path)?.readOnly !== true;
}

/** The innermost mount that holds a path. */
function mountOf(container: Container, path: string): VolumeMount | undefined {
  let best: VolumeMount | undefined;
  for (const mount of container.volumeMounts ?? []) {
    if (path !== mount.mountPath && !path.startsWith(`${mount.mountPath}/`)) continue;
    if (best === undefined || mount.mountPath.length > best.mountPath.length) best = mount;
  }
  return best;
}
