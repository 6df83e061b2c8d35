/**
 * The minor version from which native sidecars are on by default.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export const NATIVE_SIDECAR_MINOR = 29;

/**
 * The minor version from which a kubelet that restarts takes every native sidecar that runs for started, whatever its startup
 * probe has said.
 *
 * 1.35.0 to 1.35.3 stay closed and never probe again; an order names no patch.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/142305
 */
export const RESTART_OPENS_MINOR = 35;

/**
 * The minor version from which a Service finds a port of a native sidecar by its name.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/127958
 */
const SIDECAR_PORTS_MINOR = 33;

/** Native sidecars are there, and a Service does not find their ports by name. */
export function missesSidecarPorts(minor: number): boolean {
  return minor >= NATIVE_SIDECAR_MINOR && minor < SIDECAR_PORTS_MINOR;
}

/**
 * The minor version from which the kubelet keeps a restart policy and rules that a container has of its own; 1.34 knows them, and they
 * are off there unless a feature gate is set.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules
 */
export const CONTAINER_RESTART_MINOR = 35;

/**
 * The minor version from which image volumes are on by default. An older API server drops the volume and its mounts without a word.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/
 */
export const IMAGE_VOLUME_MINOR = 35;

/**
 * The minor version from which a native sidecar without a startup probe does not delay the Pod: the kubelet sees at once that it runs
 * (`PLEGOnDemandRelist`), where it looked once a second before.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/features/kube_features.go
 */
export const SIDECAR_FREE_MINOR = 36;

/** The minor of the version that is meant when none is given: the oldest that is supported upstream. */
const DEFAULT_MINOR = 35;

/** The minor that an order is rendered for. Its version was checked when it was declared. */
export function targetMinor(order: { readonly kubernetesVersion?: string }): number {
  return order.kubernetesVersion === undefined ? DEFAULT_MINOR : kubernetesMinor(order.kubernetesVersion)!;
}

/** The minor of `1.33`, `v1.33.2` or `1.33.2-vendor.1`; undefined when it is not a Kubernetes version. */
export function kubernetesMinor(version: string): number | undefined {
  const match = /^v?1\.(\d{1,3})(?:\.\d+(?:[-+].+)?|\+)?$/.exec(version);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
