import type { StepConditionModel } from './model';

/** A condition in the middle of a sentence: `"test" ends with exit code 0`. */
export function conditionText(condition: StepConditionModel): string {
  const { step, equal } = condition;
  return condition.kind === 'exit-code'
    ? `"${step}" ends with ${equal ? 'exit code' : 'another exit code than'} ${condition.code}`
    : `the result "${condition.result}" of "${step}" is ${equal ? '' : 'not '}"${condition.value}"`;
}
