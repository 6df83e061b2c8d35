import { durationText } from '../duration-text';
import type { ContainerModel } from '../model';
import { conditionText } from '../step-condition-text';

/** How a container runs as a step of a row. */
export interface ExplainedStep {
  /** Undefined: without a limit. */
  readonly timeoutSeconds?: number;
  readonly onError: 'stop' | 'continue';
  /** The conditions on earlier steps, each as a part of a sentence: `"test" ends with exit code 0`. */
  readonly when: readonly string[];
  readonly results: readonly string[];
  /** The limit of all results together, if not the default. */
  readonly resultsLimitBytes?: number;
}

/** Undefined for a container that is no step. */
export function explainedStep({ step, stepOptions = {} }: ContainerModel): ExplainedStep | undefined {
  if (step !== true) return undefined;
  const { timeoutMs, onError = 'stop', when = [], results = [], resultsLimit } = stepOptions;
  return {
    ...(timeoutMs === undefined ? {} : { timeoutSeconds: timeoutMs / 1000 }),
    onError,
    when: when.map(conditionText),
    results: [...results],
    ...(resultsLimit === undefined ? {} : { resultsLimitBytes: resultsLimit }),
  };
}

/** The same as lines of text. */
export function stepLines({ timeoutSeconds, onError, when, results, resultsLimitBytes }: ExplainedStep): string[] {
  const limit = resultsLimitBytes === undefined ? '' : `, together at most ${resultsLimitBytes} bytes`;
  return [
    `runs ${timeoutSeconds === undefined ? 'without a time limit' : `for at most ${durationText(timeoutSeconds * 1000)}`}; when it fails, later steps ${onError === 'stop' ? 'are skipped' : 'run'}`,
    ...(when.length === 0 ? [] : [`runs only when ${when.join(' and ')}`]),
    ...(results.length === 0 ? [] : [`leaves the ${results.length === 1 ? 'result' : 'results'} ${results.map((name) => `"${name}"`).join(', ')}${limit}`]),
  ];
}
