import type { Delivery, PullPolicy } from './delivery';
import type { FailOn } from './fail-on';
import type { Mechanism } from './mechanism';

/** Options of `StartOrder.configure`. */
export interface StartOrderOptions {
  /**
   * The oldest Kubernetes version that the manifest must work on, for example `1.29`.
   *
   * @default '1.35', the oldest version that is supported upstream
   */
  readonly kubernetesVersion?: string;

  /**
   * How the dependencies of this Pod are enforced, unless a dependency has its own mechanism.
   *
   * @default - with a `runtimeImage` or `waiterPath`: `GUARD` if the command is known and the guard can run the check, else `INIT_WAITER`,
   * which needs a `runtimeImage`. Otherwise `NATIVE`, with a warning from Kubernetes 1.35 on, where a kubelet that restarts opens its gate.
   * Before 1.29: `GUARD` if it can be rendered, else `POST_START`, with a warning
   */
  readonly mechanism?: Mechanism;

  /**
   * Image that carries the waiter, for containers that run it and have no `waiterPath`.
   *
   * @default - such containers are an error
   */
  readonly runtimeImage?: string;

  /**
   * How the waiter comes from the runtime image into a container.
   *
   * @default - `IMAGE_VOLUME` from Kubernetes 1.35 on, `INSTALL` before
   */
  readonly delivery?: Delivery;

  /**
   * When the runtime image is pulled.
   *
   * @default - as Kubernetes decides: always for the tag `latest`, else where the node does not have it
   */
  readonly runtimePullPolicy?: PullPolicy;

  /**
   * Names of the Secrets with which the runtime image is pulled. They are added to the `imagePullSecrets` of the Pod.
   *
   * @default - those of the Pod and of its service account
   */
  readonly runtimePullSecrets?: string[];

  /**
   * Resources of the init containers that the order brings, as the Kubernetes API spells them:
   * `{ requests: { cpu: '10m' }, limits: { memory: '16Mi' } }`.
   *
   * @default - limits of 100m CPU and 16Mi, a request of 10m CPU
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly runtimeResources?: any;

  /**
   * Whether a container is not ready while its guard waits, so that no Service sends requests to it and a rollout waits for it. In a Pod
   * with restartPolicy Always, a regular container with a guard gets a startup probe that passes when its gates are open, if it has
   * neither a startup nor a readiness probe, or a liveness probe that would kill it meanwhile.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-status
   * @default true
   */
  readonly readiness?: boolean;

  /**
   * Path of a file that says what images run, relative to the working directory. A guard uses the file if its container has neither
   * `command` nor `imageEntrypoint`. `cdk8s-startgate lock` writes the file. `configure` reads the file and asks no registry.
   *
   * @default - a guard needs `command` in the manifest or `imageEntrypoint`
   */
  readonly imageLock?: string;
}

/** Options of `StartOrder.defaults`. */
export interface StartOrderDefaults extends StartOrderOptions {
  /**
   * The lowest severity of a finding that fails the synthesis. A silenced finding never does.
   *
   * @default FailOn.ERROR
   */
  readonly failOn?: FailOn;
}

/** Options of `StartOrder.of`. */
export interface WorkloadOptions {
  /**
   * The path from the workload to its Pod template, the object with the `spec` of the Pod, for a custom resource: for example
   * `spec.jobTargetRef.template` for a ScaledJob of KEDA.
   *
   * @default - the place of the kind in Kubernetes, `spec.template` for every other kind
   */
  readonly podPath?: string;
}

/** Options of `StartOrder.find`. */
export interface FindOptions extends WorkloadOptions {
  /**
   * Namespace of the workload, as in its manifest.
   *
   * @default - any namespace, if only one workload has the kind and name
   */
  readonly namespace?: string;
}

/** Options of `StartOrder.ignore`. */
export interface IgnoreOptions {
  /** The reason why the rule does not matter in this Pod. */
  readonly reason: string;
}
