/**
 * How a dependency is enforced in the cluster.
 *
 * A mechanism fails closed if no fault can start the dependent container early. Otherwise it fails open.
 */
export enum Mechanism {
  /**
   * The sidecar becomes a native sidecar, and its startup probe is the gate. Fails closed, except for one fault: from
   * Kubernetes 1.35.4 on, a kubelet restart during the wait starts the dependent container. Needs Kubernetes 1.29.
   * `NATIVE` becomes `NATIVE_WAITER` if the image of the sidecar has the waiter (`waiterPath`), or if only the waiter can run the check.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  NATIVE = 'native',

  /**
   * A native sidecar whose startup probe runs the waiter. The waiter blocks until the sidecar is ready, and reports the reason for waiting.
   * Fails closed, except for the one fault of `NATIVE`. Needs Kubernetes 1.29, and the waiter in the sidecar. Without the waiter, the
   * kubelet repeats the probe for ever and never restarts the sidecar.
   */
  NATIVE_WAITER = 'native-waiter',

  /**
   * The sidecar becomes a native sidecar without a gating probe, and one init container of ours waits for all such sidecars at once.
   * Fails closed, also when the kubelet restarts. Needs Kubernetes 1.29 and `runtimeImage`, but neither the command of the dependent
   * container nor a waiter in its image.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
   */
  INIT_WAITER = 'init-waiter',

  /**
   * The guard starts before the command of the dependent container, waits, and then becomes that command. Fails closed, and waits again
   * whenever the dependent container restarts. Needs the command of the dependent container, and the waiter in that container.
   */
  GUARD = 'guard',

  /**
   * The postStart hook of the sidecar runs the waiter. FAILS OPEN: the dependent container starts anyway if the hook fails or times out,
   * the image is missing, the sidecar exits, the kubelet or containerd restarts, or the Pod is deleted while the hook waits.
   * Use it only for clusters and images where nothing else works.
   *
   * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
   */
  POST_START = 'post-start',
}
