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

/** What stands for a result in a command, an argument or a variable until its step has written it. */
export function referenceText({ step, result }: ResultReference): string {
  return `$(steps.${step}.results.${result})`;
}

/** The results that a text refers to. */
export function referencesIn(text: string): ResultReference[] {
  const references = text.matchAll(/\$\(steps\.([a-z0-9-]+)\.results\.([a-z0-9-]+)\)/gu);
  return [...references].map(([, step, result]) => ({ step: step!, result: result! }));
}
