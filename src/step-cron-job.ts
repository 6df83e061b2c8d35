import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { declareSteps } from './declare-steps';
import type { JsonObject } from './private/manifest';
import { ID, STEP_CRON_JOB_PROPS } from './private/construct/step-pod-option';
import { stepJobSpec } from './private/construct/step-pod-spec';
import { requireScope } from './private/construct/workload';
import { requireOptions, requireValue } from './private/option';
import type { StartOrder } from './start-order';
import type { StepCronJobProps } from './step-pod-props';

/** The fields of a CronJob that the options set, with the option. */
const OPTIONS: Readonly<Record<string, string>> = { schedule: 'schedule', timeZone: 'timeZone', jobTemplate: 'steps' };

/**
 * A CronJob whose containers run one after another.
 *
 * @example
 * declare const chart: Chart;
 * new StepCronJob(chart, 'backup', {
 *   schedule: '0 3 * * *',
 *   runtimeImage: 'registry.example/startgate:0.1.0',
 *   steps: [
 *     { name: 'dump', image: 'a:1', command: ['/dump'] },
 *     { name: 'upload', image: 'b:1', command: ['/upload'] },
 *   ],
 * });
 */
export class StepCronJob extends Construct {
  /** The object in the manifest. */
  public readonly apiObject: ApiObject;

  /** The order of its containers. */
  public readonly order: StartOrder;

  /**
   * @param scope the parent construct
   * @param id the name in the scope
   * @param props the schedule, the steps, and their common options
   * @throws if there is no step, if two steps have one name, if an option is misspelt or wrong, or if `cronJobSpec`, `podSpec` or
   * `container` sets an option
   */
  constructor(scope: Construct, id: string, props: StepCronJobProps) {
    super(requireScope('StepCronJob', scope), requireValue('"id" of StepCronJob', id, ID));
    const place = `StepCronJob "${this.node.path}"`;
    const given = requireOptions(place, props, STEP_CRON_JOB_PROPS);
    const { spec, steps } = stepJobSpec(place, given);
    const { schedule, timeZone } = given;
    this.apiObject = new ApiObject(this, 'Default', {
      apiVersion: 'batch/v1', kind: 'CronJob', metadata: given.metadata,
      spec: { schedule, ...(timeZone === undefined ? {} : { timeZone }), ...cronJobFieldsOf(place, given), jobTemplate: { spec } },
    });
    this.order = declareSteps(this, { ...given, steps });
  }
}

/** What `cronJobSpec` adds: nothing of it takes the place of an option. */
function cronJobFieldsOf(place: string, { cronJobSpec = {} }: StepCronJobProps): JsonObject {
  const fields = cronJobSpec as JsonObject;
  const taken = Object.keys(OPTIONS).find((field) => fields[field] !== undefined);
  if (taken === undefined) return fields;
  throw new Error(`"cronJobSpec" of ${place} has "${taken}", which is an option of the construct; set the option: { ${OPTIONS[taken]}: … }`);
}
