import { Condition } from '../condition';
import type { DependencyOptions, WaitOptions } from '../dependency';
import { Mechanism } from '../mechanism';
import { OnTimeout } from '../on-timeout';
import type { EdgeModel } from './model';
import { DURATION, FLAG, memberOf, type OptionRules, requireOptions } from './option';

const WAIT_OPTIONS: OptionRules<WaitOptions> = {
  timeout: DURATION,
  onTimeout: memberOf('OnTimeout', OnTimeout),
  mechanism: memberOf('Mechanism', Mechanism),
  regate: FLAG,
};

/** The rules of the options of a dependency. */
export const DEPENDENCY_OPTIONS: OptionRules<DependencyOptions> = {
  condition: memberOf('Condition', Condition), ...WAIT_OPTIONS, optional: FLAG,
};

/** What a dependency says beside its two containers. */
export type EdgeOptions = Omit<EdgeModel, 'dependent' | 'dependency'>;

/**
 * The options of a dependency as data.
 *
 * @param what the dependency as messages name it
 */
export function edgeOptions(what: string, options: DependencyOptions): EdgeOptions {
  return withMilliseconds(requireOptions(what, options, DEPENDENCY_OPTIONS));
}

/** The same of a wait for what is outside of the Pod. */
export function waitOptions(what: string, options: WaitOptions): EdgeOptions {
  return withMilliseconds(requireOptions(what, options, WAIT_OPTIONS));
}

function withMilliseconds({ timeout, ...rest }: DependencyOptions): EdgeOptions {
  return timeout === undefined ? rest : { ...rest, timeoutMs: timeout.toMilliseconds() };
}
