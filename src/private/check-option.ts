import { Check } from '../check';
import type { OptionRule } from './option';

/** The rule of an option that takes a check. */
export const CHECK: OptionRule = { allowed: 'a Check, such as Check.httpGet("/ready")', holds: (value) => value instanceof Check };
