import type { Platform } from '../platform/platform.ts';
import { decodeUtf8 } from './bytes.ts';
import type { StepCondition } from './invocation.ts';
import { readResult, ResultError } from './results.ts';
import { readState } from './state.ts';

/** Why a step does not run, as the first condition that does not hold says it; undefined if all hold. */
export async function whySkipped(platform: Platform, state: string, conditions: readonly StepCondition[]): Promise<string | undefined> {
  for (const condition of conditions) {
    const reason = condition.kind === 'result' ? whyNotResult(platform, state, condition) : await whyNotCode(platform, state, condition);
    if (reason !== undefined) return `when ${textOf(condition)}: ${reason}`;
  }
  return undefined;
}

async function whyNotCode(platform: Platform, state: string, condition: Extract<StepCondition, { readonly kind: 'exit-code' }>): Promise<string | undefined> {
  const record = await readState(platform, state, condition.step);
  const code = record?.step?.exitCode;
  if (code === undefined) return record?.step === undefined ? 'it has not ended as a step' : `it was ${record.step.outcome}`;
  return (code === condition.code) === condition.equal ? undefined : `it ended with exit ${code}`;
}

/** The text itself is not repeated: a result is for the steps, not for everybody. */
function whyNotResult(platform: Platform, state: string, condition: Extract<StepCondition, { readonly kind: 'result' }>): string | undefined {
  try {
    const value = decodeUtf8(readResult(platform, state, condition));
    return (value === condition.value) === condition.equal ? undefined : `the result is ${condition.equal ? 'another' : 'that'}`;
  } catch (error) {
    if (error instanceof ResultError) return error.message;
    throw error;
  }
}

function textOf(condition: StepCondition): string {
  const operator = condition.equal ? '=' : '!=';
  return condition.kind === 'exit-code' ? `${condition.step}${operator}${condition.code}` : `${condition.step}.${condition.result}${operator}${condition.value}`;
}
