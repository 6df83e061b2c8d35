import { OnError } from '../on-error';
import type { StepOptions } from '../step';
import { When } from '../when';
import { DURATION, LABEL, listOf, memberOf, type OptionRules, wholeNumber } from './option';

/** What the options of a step may be. */
export const STEP_OPTIONS: OptionRules<StepOptions> = {
  timeout: DURATION,
  onError: memberOf('OnError', OnError),
  when: listOf('a list of conditions, such as [When.exitCode("test", 0)]', (item) => item instanceof When),
  results: listOf(`a list of names, such as ["digest"], each ${LABEL.allowed}`, LABEL.holds),
  resultsLimit: wholeNumber(1, 65536),
};
