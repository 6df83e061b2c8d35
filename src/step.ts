import type { Duration } from 'cdk8s';
import type { OnError } from './on-error';
import { LABEL, requireValue } from './private/option';
import { referenceText, resultsFolder } from './private/step-names';
import type { When } from './when';

/** How a step of a row runs. */
export interface StepOptions {
  /**
   * How long its command may run; then it gets SIGTERM, 10 s later SIGKILL, and the step has failed with 124.
   * More than zero, at most 596 hours.
   *
   * @default - as long as it likes
   */
  readonly timeout?: Duration;

  /**
   * What happens to those behind it when it fails.
   *
   * @default OnError.STOP
   */
  readonly onError?: OnError;

  /**
   * What must hold of earlier steps: it is skipped unless all do, and those behind it run.
   *
   * @default - it always runs
   */
  readonly when?: When[];

  /**
   * Names of the results that it leaves: files of these names in the folder that the variable `STARTGATE_RESULTS` gives it.
   *
   * @default - none
   */
  readonly results?: string[];

  /**
   * What its results may hold together, in bytes, 1 to 65536. Over it, the step fails with 65. Larger files belong in the workspace.
   *
   * @default 4096
   */
  readonly resultsLimit?: number;
}

/** A step that brings its container. */
export interface StepProps extends StepOptions {
  /** Name of the step and of its container, a DNS label. */
  readonly name: string;

  /** Image reference, for example `registry.example/builder:1.4`. */
  readonly image: string;

  /**
   * The program and its arguments: what the image would run is not known here.
   *
   * @default - what `imageEntrypoint` of its container says; without it synthesis fails
   */
  readonly command?: string[];

  /**
   * More arguments. `Step.result` may stand in them.
   *
   * @default - none
   */
  readonly args?: string[];

  /**
   * Environment variables by name. `Step.result` may stand in them.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * Resources as the Kubernetes API spells them.
   *
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   * @default - none
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly resources?: any;

  /**
   * More fields of the container as the Kubernetes API spells them, such as `securityContext` and `volumeMounts`. What is
   * an option of the step is given there.
   *
   * @default - none
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly container?: any;
}

/** What steps pass on to later ones. */
export class Step {
  /**
   * Stands for a result of an earlier step, in the command, an argument or a variable of a later one, alone or within a text. The
   * guard puts the result in its place, byte for byte but for one line feed at its end. In the text of a script it would become a part
   * of the script: give it as a variable or an argument there.
   *
   * @param step name of the earlier step
   * @param result one of its `results`
   * @throws if a name can't be that of a step or result
   */
  public static result(step: string, result: string): string {
    return referenceText({
      step: requireValue('"step" of Step.result', step, LABEL),
      result: requireValue('"result" of Step.result', result, LABEL),
    });
  }

  /**
   * The file of a result, as a later step reads it.
   *
   * @param step name of the earlier step
   * @param result one of its `results`
   * @throws if a name can't be that of a step or result
   */
  public static resultPath(step: string, result: string): string {
    return `${resultsFolder(requireValue('"step" of Step.resultPath', step, LABEL))}/${requireValue('"result" of Step.resultPath', result, LABEL)}`;
  }

  private constructor() {}
}
