/** The minor version from which native sidecars are on by default. @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
export const NATIVE_SIDECAR_MINOR = 29;

/** The minor of `1.33`, `v1.33.2` or `1.33.2-vendor.1`; undefined when it is not a Kubernetes version. */
export function kubernetesMinor(version: string): number | undefined {
  const match = /^v?1\.(\d{1,3})(?:\.\d+(?:[-+].+)?|\+)?$/.exec(version);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
