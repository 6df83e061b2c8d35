import { MANIFEST_ONLY, type RuleInfo, SYNTHESIS_ONLY } from './manifest-only-rules';
import { RULES } from './rules/index';

/** Every rule that there is: those of the library, those that only synthesis knows, then those of manifests alone. */
export const CATALOGUE: readonly RuleInfo[] = [...RULES, ...SYNTHESIS_ONLY, ...MANIFEST_ONLY]
  .map(({ id, severity, title, cure }) => ({ id, severity, title, cure }));

const BY_ID = new Map(CATALOGUE.map((rule) => [rule.id, rule]));

export function ruleOf(id: string): RuleInfo | undefined {
  return BY_ID.get(id);
}
