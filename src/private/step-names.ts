import { valueText } from './option';
import { STATE_DIRECTORY } from './pod-names';

/** A result of a step, by both names. */
export interface ResultReference {
  readonly step: string;
  readonly result: string;
}

/** The variable that tells a step where to leave its results. */
export const RESULTS_VARIABLE = 'STARTGATE_RESULTS';

/** Where the results of a step are, in its own container and in those behind it. */
export function resultsFolder(step: string): string {
  return `${STATE_DIRECTORY}/${step}/results`;
}

/** @throws if it is no DNS label */
export function requireLabel(what: string, value: string): string {
  if (typeof value === 'string' && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/u.test(value)) return value;
  throw new Error(`${what} must be a DNS label (lower-case letters, digits and "-", at most 63 characters); got ${valueText(value)}`);
}

/** @throws if it is none */
export function requireExitCode(step: string, code: number): number {
  if (Number.isInteger(code) && code >= 0 && code <= 255) return code;
  throw new Error(`the exit code that a condition compares step "${step}" with must be a whole number from 0 to 255; got ${valueText(code)}`);
}

/** What stands for a result in a command, an argument or a variable until its step has written it. */
export function referenceText({ step, result }: ResultReference): string {
  return `$(steps.${step}.results.${result})`;
}

/** The results that a text refers to. */
export function referencesIn(text: string): ResultReference[] {
  return [...text.matchAll(/\$\(steps\.([a-z0-9-]+)\.results\.([a-z0-9-]+)\)/gu)].map(([, step, result]) => ({ step: step!, result: result! }));
}
