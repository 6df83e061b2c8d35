/** How the waiter comes into a container whose image does not have it. */
export enum Delivery {
  /**
   * The kubelet mounts the runtime image into the container, read-only: no init container, and nothing is copied. Costs a Pod no more than
   * any volume does. Needs Kubernetes 1.35, or the feature gate `ImageVolume`, and on the node containerd 2.1 or a CRI-O that knows
   * image volumes. Without them the container can't start, so the gate stays closed.
   *
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/
   */
  IMAGE_VOLUME = 'image-volume',

  /** An init container copies the waiter from the runtime image to an `emptyDir` volume. Works on every version; `explain` has its cost. */
  INSTALL = 'install',
}

/** When the runtime image is pulled. */
export enum PullPolicy {
  /** At every start of a Pod. */
  ALWAYS = 'Always',
  /** Where the node does not have the image. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** Never: the node must have the image. */
  NEVER = 'Never',
}
