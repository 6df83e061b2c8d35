import type { Duration } from 'cdk8s';
import type { OnError } from './on-error';
import { LABEL, requireValue } from './private/option';
import { referenceText, resultsFolder } from './private/step-names';
import type { When } from './when';

/** How a step runs. */
export interface StepOptions {
  /**
   * How long the command may run: more than zero, at most 596 hours. After that, the command gets SIGTERM, 10 s later SIGKILL, and the step
   * fails with exit code 124.
   *
   * @default - no limit
   */
  readonly timeout?: Duration;

  /**
   * What happens to the later steps when this step fails.
   *
   * @default OnError.STOP
   */
  readonly onError?: OnError;

  /**
   * Conditions on earlier steps. Unless all conditions are true, this step is skipped, and the later steps run.
   *
   * @default - the step always runs
   */
  readonly when?: When[];

  /**
   * Names of the results of this step. Each result is a file of this name in the folder of the variable `STARTGATE_RESULTS`.
   *
   * @default - none
   */
  readonly results?: string[];

  /**
   * The size limit of all results of this step together, in bytes, 1 to 65536. Above it, the step fails with exit code 65. Put larger files
   * in the workspace.
   *
   * @default 4096
   */
  readonly resultsLimit?: number;
}

/** A step with its container. */
export interface StepProps extends StepOptions {
  /** Name of the step and of its container, a DNS label. */
  readonly name: string;

  /** Image reference, for example `registry.example/builder:1.4`. */
  readonly image: string;

  /**
   * The program and its arguments. The entrypoint of the image is not known here.
   *
   * @default - `imageEntrypoint` of the container, else the image lock of the order; without both, synthesis fails
   */
  readonly command?: string[];

  /**
   * More arguments. They may contain `Step.result`.
   *
   * @default - none
   */
  readonly args?: string[];

  /**
   * Environment variables by name. Their values may contain `Step.result`.
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
   * More fields of the container as the Kubernetes API spells them, such as `securityContext` and `volumeMounts`. Options of the
   * step are not allowed here.
   *
   * @default - none
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly container?: any;
}

/** The results that steps pass to later steps. */
export class Step {
  /**
   * A reference to a result of an earlier step, for the command, an argument or a variable of a later step, alone or within a string. The
   * guard replaces the reference by the result, byte for byte, without one line feed at its end. Do not use the reference in the text of
   * a script, where the result would become code: pass it as a variable or an argument.
   *
   * @param step name of the earlier step
   * @param result one of its `results`
   * @throws if a name can't be the name of a step or a result
   */
  public static result(step: string, result: string): string {
    return referenceText({
      step: requireValue('"step" of Step.result', step, LABEL),
      result: requireValue('"result" of Step.result', result, LABEL),
    });
  }

  /**
   * The path of the file of a result, for a later step.
   *
   * @param step name of the earlier step
   * @param result one of its `results`
   * @throws if a name can't be the name of a step or a result
   */
  public static resultPath(step: string, result: string): string {
    return `${resultsFolder(requireValue('"step" of Step.resultPath', step, LABEL))}/${requireValue('"result" of Step.resultPath', result, LABEL)}`;
  }

  private constructor() {}
}
