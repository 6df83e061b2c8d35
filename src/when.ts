import type { StepConditionModel } from './private/model';
import { LABEL, requireValue, text, wholeNumber } from './private/option';

const EXIT_CODE = wholeNumber(0, 255);
const VALUE = text('a string, such as "none"', /^/u);

/** A condition on an earlier step: a later step runs only if the condition is true. */
export class When {
  /**
   * The earlier step ran, and its command ended with this exit code. The later steps run after another exit code than 0 only if the earlier
   * step has `OnError.CONTINUE`.
   *
   * @param step name of the earlier step
   * @param code 0 to 255
   * @throws if `code` is no exit code, or the name can't be the name of a step
   */
  public static exitCode(step: string, code: number): When {
    return When.onExitCode('When.exitCode', true, step, code);
  }

  /**
   * The earlier step ran, and its command ended with another exit code.
   *
   * @param step name of the earlier step
   * @param code 0 to 255
   * @throws if `code` is no exit code, or the name can't be the name of a step
   */
  public static notExitCode(step: string, code: number): When {
    return When.onExitCode('When.notExitCode', false, step, code);
  }

  /**
   * The earlier step wrote this string as a result. One line feed at the end of the file is ignored.
   *
   * @param step name of the earlier step
   * @param result name of its result
   * @param value the string
   * @throws if a name can't be the name of a step or a result
   */
  public static result(step: string, result: string, value: string): When {
    return When.onResult('When.result', true, step, result, value);
  }

  /**
   * The earlier step wrote another string as a result.
   *
   * @param step name of the earlier step
   * @param result name of its result
   * @param value the string
   * @throws if a name can't be the name of a step or a result
   */
  public static notResult(step: string, result: string, value: string): When {
    return When.onResult('When.notResult', false, step, result, value);
  }

  private static onExitCode(where: string, equal: boolean, step: string, code: number): When {
    return new When({
      kind: 'exit-code', equal,
      step: requireValue(`"step" of ${where}`, step, LABEL),
      code: requireValue(`"code" of ${where}`, code, EXIT_CODE),
    });
  }

  private static onResult(where: string, equal: boolean, step: string, result: string, value: string): When {
    return new When({
      kind: 'result', equal,
      step: requireValue(`"step" of ${where}`, step, LABEL),
      result: requireValue(`"result" of ${where}`, result, LABEL),
      value: requireValue(`"value" of ${where}`, value, VALUE),
    });
  }

  private constructor(
    /** @internal */
    public readonly _model: StepConditionModel,
  ) {}
}
