import { Condition } from '../condition';
import type { DependencyOptions } from '../dependency';
import { Mechanism } from '../mechanism';
import { OnTimeout } from '../on-timeout';
import type { EdgeModel } from './model';
import { DURATION, FLAG, memberOf, type OptionRules, requireOptions } from './option';

/** The rules of the options of a dependency. */
export const DEPENDENCY_OPTIONS: OptionRules<DependencyOptions> = {
  condition: memberOf('Condition', Condition),
  timeout: DURATION,
  onTimeout: memberOf('OnTimeout', OnTimeout),
  mechanism: memberOf('Mechanism', Mechanism),
  regate: FLAG,
  optional: FLAG,
};

/** What a dependency says beside its two containers. */
export type EdgeOptions = Omit<EdgeModel, 'dependent' | 'dependency'>;

/**
 * The options of a dependency as data.
 *
 * @param what the dependency as messages name it
 */
export function edgeOptions(what: string, options: DependencyOptions): EdgeOptions {
  const { timeout, ...rest } = requireOptions(what, options, DEPENDENCY_OPTIONS);
  return timeout === undefined ? rest : { ...rest, timeoutMs: timeout.toMilliseconds() };
}
