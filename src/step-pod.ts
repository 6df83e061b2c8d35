import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { declareSteps } from './declare-steps';
import { ID, STEP_POD_PROPS } from './private/construct/step-pod-option';
import { stepPodSpec } from './private/construct/step-pod-spec';
import { requireScope } from './private/construct/workload';
import { requireOptions, requireValue } from './private/option';
import type { StartOrder } from './start-order';
import type { StepPodProps } from './step-pod-props';

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
   * @param scope the parent construct
   * @param id the name in the scope
   * @param props the steps, and their common options
   * @throws if there is no step, if two steps have one name, if an option is misspelt or wrong, or if `podSpec` or
   * `container` sets an option
   */
  constructor(scope: Construct, id: string, props: StepPodProps) {
    super(requireScope('StepPod', scope), requireValue('"id" of StepPod', id, ID));
    const place = `StepPod "${this.node.path}"`;
    const given = requireOptions(place, props, STEP_POD_PROPS);
    const { spec, steps } = stepPodSpec(place, given);
    const seconds = given.activeDeadline?.toSeconds();
    this.apiObject = new ApiObject(this, 'Default', {
      apiVersion: 'v1', kind: 'Pod', metadata: given.metadata,
      spec: { ...spec, ...(seconds === undefined ? {} : { activeDeadlineSeconds: seconds }) },
    });
    this.order = declareSteps(this, { ...given, steps });
  }
}
