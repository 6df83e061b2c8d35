import { OnError } from '../on-error';
import type { StepOptions } from '../step';
import { When } from '../when';
import { DURATION, memberOf, number, type OptionRules, texts } from './option';

/** What the options of a step may be. */
export const STEP_OPTIONS: OptionRules<StepOptions> = {
  timeout: DURATION,
  onError: memberOf('OnError', OnError),
  when: { allowed: 'a list of conditions, such as [When.exitCode("test", 0)]', holds: (value) => Array.isArray(value) && value.every((item) => item instanceof When) },
  results: texts('a list of names, such as ["digest"]'),
  resultsLimit: number('a whole number from 1 to 65536'),
};
