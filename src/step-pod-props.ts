import type { ApiObjectMetadata, Duration } from 'cdk8s';
import type { Sidecar } from './sidecar';
import type { StepProps } from './step';

/** Options of `StepPod`. */
export interface StepPodProps {
  /** The steps, in the order in which they run. */
  readonly steps: StepProps[];

  /**
   * Image with the guard. An init container copies the guard from the image.
   *
   * @default - nothing is installed: set the path of the guard for each step with `order.container(name).waiterPath(path)`
   */
  readonly runtimeImage?: string;

  /**
   * The oldest Kubernetes version that the manifest must work on, for example `1.29`.
   *
   * @default '1.35', the oldest version that is supported upstream
   */
  readonly kubernetesVersion?: string;

  /**
   * Containers that run beside the steps and stop when the steps have ended. The first step waits for each sidecar with a check, or with
   * its own startup, readiness or liveness probe.
   *
   * @default - none
   */
  readonly sidecars?: Sidecar[];

  /**
   * Path of the folder that all steps share. It is the working directory of each step.
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
   * How long the Pod may run, in whole seconds.
   *
   * @default - no limit
   */
  readonly activeDeadline?: Duration;

  /**
   * Metadata of the object.
   *
   * @default - a generated name
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * More fields of the Pod spec as the Kubernetes API spells them, such as `serviceAccountName` and `volumes`. The containers are
   * the steps and the sidecars.
   *
   * @default - none
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly podSpec?: any;
}

/** Options of `StepJob`. */
export interface StepJobProps extends StepPodProps {
  /**
   * How often the Job runs all steps again after a step has failed.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
   * @default 0
   */
  readonly backoffLimit?: number;
}

/** Options of `StepCronJob`. */
export interface StepCronJobProps extends StepJobProps {
  /**
   * When a Job is created, in cron syntax: `0 3 * * *` is every day at 3:00.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
   */
  readonly schedule: string;

  /**
   * The time zone of the schedule, for example `Europe/Berlin`.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones
   * @default - the time zone of the kube-controller-manager
   */
  readonly timeZone?: string;

  /**
   * More fields of the CronJob spec as the Kubernetes API spells them, such as `concurrencyPolicy` and `suspend`.
   *
   * @default - none
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly cronJobSpec?: any;
}
