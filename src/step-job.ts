import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { declareSteps } from './declare-steps';
import { ID, STEP_JOB_PROPS } from './private/construct/step-pod-option';
import { stepJobSpec } from './private/construct/step-pod-spec';
import { requireScope } from './private/construct/workload';
import { requireOptions, requireValue } from './private/option';
import type { StartOrder } from './start-order';
import type { StepJobProps } from './step-pod-props';

/**
 * A Job whose containers run one after another.
 *
 * @example
 * declare const chart: Chart;
 * new StepJob(chart, 'build', {
 *   runtimeImage: 'registry.example/startgate:0.1.0',
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
   * @param scope the parent construct
   * @param id the name in the scope
   * @param props the steps, and their common options
   * @throws if there is no step, if two steps have one name, if an option is misspelt or wrong, or if `podSpec` or
   * `container` sets an option
   */
  constructor(scope: Construct, id: string, props: StepJobProps) {
    super(requireScope('StepJob', scope), requireValue('"id" of StepJob', id, ID));
    const place = `StepJob "${this.node.path}"`;
    const given = requireOptions(place, props, STEP_JOB_PROPS);
    const { spec, steps } = stepJobSpec(place, given);
    this.apiObject = new ApiObject(this, 'Default', { apiVersion: 'batch/v1', kind: 'Job', metadata: given.metadata, spec });
    this.order = declareSteps(this, { ...given, steps });
  }
}
