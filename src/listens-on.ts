/** The addresses on which a container listens: they decide who can check it. */
export enum ListensOn {
  /** All addresses of the Pod. The kubelet, the waiter in the sidecar and the guard can all check it. */
  ALL = 'all',

  /**
   * Only 127.0.0.1 or ::1, as the Cloud SQL Auth Proxy and Envoy's admin interface do by default.
   * The kubelet dials the Pod's address and can't check it: needs the waiter or the guard, which ask both.
   */
  LOOPBACK = 'loopback',

  /** Only the Pod's own address. The guard learns it from the downward API. */
  POD_IP = 'pod-ip',
}
