import { ApiObject, type ApiObjectMetadata, type Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ID, STEP_POD_PROPS } from './private/construct/step-pod-option';
import { stepPodSpec } from './private/construct/step-pod-spec';
import { requireScope } from './private/construct/workload';
import { requireOptions, requireValue } from './private/option';
import type { Sidecar } from './sidecar';
import type { StartOrder } from './start-order';
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

/**
 * A Pod whose containers run one after another.
 *
 * @example
 * declare const chart: Chart;
 * new StepPod(chart, 'build', {
 *   runtimeImage: 'registry.example/startgate:0.1.0',
 *   steps: [
 *     { name: 'build', image: 'builder:1', command: ['/build'], results: ['digest'] },
 *     { name: 'report', image: 'reporter:1', command: ['/report'], args: [Step.result('build', 'digest')] },
 *   ],
 * });
 */
export class StepPod extends Construct {
  /** The object in the manifest. */
  public readonly apiObject: ApiObject;

  /** The order of its containers. */
  public readonly order: StartOrder;

  /**
   * @param scope where it belongs
   * @param id its name there
   * @param props the steps, and what they share
   * @throws if there is no step, two have one name, an option is misspelt or wrong, or `podSpec` or `container` has what is an option
   */
  constructor(scope: Construct, id: string, props: StepPodProps) {
    super(requireScope('StepPod', scope), requireValue('"id" of StepPod', id, ID));
    const place = `StepPod "${this.node.path}"`;
    const given = requireOptions(place, props, STEP_POD_PROPS);
    const { spec, declare } = stepPodSpec(place, given);
    const seconds = given.activeDeadline?.toSeconds();
    this.apiObject = new ApiObject(this, 'Default', {
      apiVersion: 'v1', kind: 'Pod', metadata: given.metadata,
      spec: { ...spec, ...(seconds === undefined ? {} : { activeDeadlineSeconds: seconds }) },
    });
    this.order = declare(this);
  }
}
