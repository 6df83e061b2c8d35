import type { Rule } from './rule';
import { cycle } from './cycle';
import { unknownContainer } from './unknown-container';

/** Every rule, errors first, in the order in which a reader wants to hear of them. */
export const RULES: readonly Rule[] = [
  unknownContainer,
  cycle,
];
