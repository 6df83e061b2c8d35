import type { ApiObjectMetadata, Duration } from 'cdk8s';
import type { Sidecar } from './sidecar';
import type { StepProps } from './step';

/** Options of `StepPod`. */
export interface StepPodProps {
  /** The steps, in the order in which they run. */
  readonly steps: StepProps[];

  /**
   * Image that carries the guard, which an init container copies from it.
   *
   * @default - nothing is installed: say of each step where its image has it, `order.container(name).waiterPath(path)`
   */
  readonly runtimeImage?: string;

  /**
   * Oldest Kubernetes version that the manifest must work on, for example `1.29`.
   *
   * @default '1.33'
   */
  readonly kubernetesVersion?: string;

  /**
   * Containers that run beside the steps and are stopped when these have ended. The first step waits for those that have a check, or a
   * startup, readiness or liveness probe of their own.
   *
   * @default - none
   */
  readonly sidecars?: Sidecar[];

  /**
   * Path of the folder that all steps share, where each of them starts.
   *
   * @default '/workspace'
   */
  readonly workspace?: string;

  /**
   * The source of the volume that holds the workspace, as the Kubernetes API spells it.
   *
   * @default { emptyDir: {} }
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly workspaceVolume?: any;

  /**
   * How long the Pod may run in all, in whole seconds.
   *
   * @default - as long as it likes
   */
  readonly activeDeadline?: Duration;

  /**
   * Metadata of the object.
   *
   * @default - a generated name
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * More fields of the Pod's spec as the Kubernetes API spells them, such as `serviceAccountName` and `volumes`. Its containers are
   * the steps and sidecars.
   *
   * @default - none
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly podSpec?: any;
}

/** Options of `StepJob`. */
export interface StepJobProps extends StepPodProps {
  /**
   * How often the whole row is tried again when a step has failed.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
   * @default 0
   */
  readonly backoffLimit?: number;
}
