import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { stepPodSpec } from './private/construct/step-pod-spec';
import type { StartOrder } from './start-order';
import type { StepPodProps } from './step-pod';

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

/**
 * A Job whose containers run one after another.
 *
 * @example
 * declare const chart: Chart;
 * new StepJob(chart, 'build', {
 *   runtimeImage: 'registry.example/startgate:1.0',
 *   steps: [
 *     { name: 'one', image: 'a:1', command: ['/one'] },
 *     { name: 'two', image: 'b:1', command: ['/two'] },
 *   ],
 * });
 */
export class StepJob extends Construct {
  /** The object in the manifest. */
  public readonly apiObject: ApiObject;

  /** The order of its containers. */
  public readonly order: StartOrder;

  /**
   * @param scope where it belongs
   * @param id its name there
   * @param props the steps, and what they share
   * @throws if there is no step, two have one name, or an option is wrong
   */
  constructor(scope: Construct, id: string, props: StepJobProps) {
    super(scope, id);
    const { spec, declare } = stepPodSpec(`StepJob "${this.node.path}"`, props);
    const { backoffLimit = 0 } = props;
    if (!Number.isInteger(backoffLimit) || backoffLimit < 0) throw new Error(`"backoffLimit" of StepJob "${this.node.path}" must be a whole number from 0 on; got ${String(backoffLimit)}`);
    const seconds = props.activeDeadline?.toSeconds();
    this.apiObject = new ApiObject(this, 'Default', {
      apiVersion: 'batch/v1', kind: 'Job', metadata: props.metadata,
      spec: { backoffLimit, ...(seconds === undefined ? {} : { activeDeadlineSeconds: seconds }), template: { spec } },
    });
    this.order = declare(this);
  }
}
