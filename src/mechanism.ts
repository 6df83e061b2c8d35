/**
 * How a dependency is enforced in the cluster.
 *
 * A mechanism fails closed when no fault can start the dependent early; it fails open otherwise.
 */
export enum Mechanism {
  /**
   * The sidecar becomes a native sidecar, with a startup probe of the kubelet as the gate. Fails closed, but for one fault:
   * from Kubernetes 1.35.4 on, a restart of the kubelet while it waits starts the dependent. Needs Kubernetes 1.29.
   * Where the sidecar's image carries the waiter (`waiterPath`), or only the waiter can see the check, it is `NATIVE_WAITER`.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  NATIVE = 'native',

  /**
   * A native sidecar whose startup probe runs the waiter, which blocks until the sidecar is ready and says why it is not.
   * Fails closed but for the one fault of `NATIVE`. Needs Kubernetes 1.29, and the binary in the sidecar: where it is missing the
   * kubelet asks again for ever, and never restarts the sidecar.
   */
  NATIVE_WAITER = 'native-waiter',

  /**
   * The dependent's command is wrapped: it waits, then becomes the real command. Fails closed, and gates again whenever the
   * dependent restarts. Needs the dependent's command, and the binary in it.
   */
  GUARD = 'guard',

  /**
   * The sidecar's postStart hook runs the waiter. FAILS OPEN: if the hook fails or times out, the image is missing, the sidecar
   * exits, the kubelet or containerd restarts or the Pod is deleted while the hook waits, the dependent starts anyway.
   * For clusters and images where nothing else works.
   *
   * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
   */
  POST_START = 'post-start',
}
