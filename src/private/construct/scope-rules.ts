import type { IConstruct } from 'constructs';
import type { OrderRules, PolicyInUse } from '../policy/resolved-order';
import { type OrderSettings, requireSame } from '../declaration/order-declaration';

export interface PolicyInScope extends PolicyInUse {
  /** Every workload under this construct is looked at. */
  readonly scope: IConstruct;
}

/** What holds for every order under a scope. */
export interface ScopeRules extends OrderRules {
  readonly policies: readonly PolicyInScope[];
}

const NONE: ScopeRules = { defaults: {}, policies: [] };
const byScope = new WeakMap<IConstruct, ScopeRules>();

/** Adds defaults to a scope; an option that the scope has already must be the same. */
export function addDefaults(scope: IConstruct, settings: OrderSettings): void {
  const rules = byScope.get(scope) ?? NONE;
  requireSame(rules.defaults, settings, (key) => `"${key}" of the start order defaults of ${placeOf(scope)}`);
  byScope.set(scope, { ...rules, defaults: { ...rules.defaults, ...settings } });
}

export function addPolicy(policy: PolicyInScope): void {
  const rules = byScope.get(policy.scope) ?? NONE;
  byScope.set(policy.scope, { ...rules, policies: [...rules.policies, policy] });
}

/** What holds for a construct: of each default, that of the nearest scope; the policies of every scope, from the outermost on. */
export function rulesOf(construct: IConstruct): ScopeRules {
  const parent = construct.node.scope;
  const outer = parent === undefined ? NONE : rulesOf(parent);
  const own = byScope.get(construct);
  if (own === undefined) return outer;
  return { defaults: { ...outer.defaults, ...own.defaults }, policies: [...outer.policies, ...own.policies] };
}

/** A scope as messages name it. */
export function placeOf(scope: IConstruct): string {
  return scope.node.path === '' ? 'the App' : `"${scope.node.path}"`;
}
