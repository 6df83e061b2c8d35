/** The addresses on which a container listens. They decide which mechanism can check the container. */
export enum ListensOn {
  /** All addresses of the Pod. The kubelet, the waiter in the sidecar and the guard can check the container. */
  ALL = 'all',

  /**
   * Only 127.0.0.1 or ::1, as the Cloud SQL Auth Proxy and Envoy's admin interface do by default.
   * The kubelet connects to the Pod IP, and so can't check the container. Needs the waiter or the guard, which check both addresses.
   */
  LOOPBACK = 'loopback',

  /** Only the Pod IP. The guard gets the Pod IP from the downward API. */
  POD_IP = 'pod-ip',
}
