import type { RuleExample } from './example';
import { GRAPH_EXAMPLES } from './graph';
import { HEALTH_EXAMPLES } from './health';
import { MANIFEST_EXAMPLES } from './manifest';
import { MECHANISM_EXAMPLES } from './mechanism';
import { TIME_EXAMPLES } from './time';

/** An example of every rule, by its id. */
export const EXAMPLES: Readonly<Record<string, RuleExample>> = {
  ...GRAPH_EXAMPLES, ...HEALTH_EXAMPLES, ...MECHANISM_EXAMPLES, ...TIME_EXAMPLES, ...MANIFEST_EXAMPLES,
};
