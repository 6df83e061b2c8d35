import { RULES } from '../../private/rules/index';
import { MANIFEST_ONLY, type RuleInfo } from './manifest-only';

/** Every rule that `check` can name: those of the library, then those of manifests alone. */
export const CATALOGUE: readonly RuleInfo[] = [...RULES, ...MANIFEST_ONLY].map(({ id, severity, title, cure }) => ({ id, severity, title, cure }));

const BY_ID = new Map(CATALOGUE.map((rule) => [rule.id, rule]));

export function ruleOf(id: string): RuleInfo | undefined {
  return BY_ID.get(id);
}
