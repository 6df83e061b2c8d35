import { RULES } from '../../src/private/rules/index';
import { MANIFEST_ONLY, type RuleInfo, SYNTHESIS_ONLY } from '../../src/private/manifest-only-rules';
import { code, table } from './table';

/** A table of rules, as it stands in the page. */
const TABLE = /^\| rule \|.*\n(?:\|.*\n)+/gmu;

/** docs/rules.md: its words are kept, and its three tables are written from the rules. */
export function rulesPage(current: string): string {
  const tables = [RULES, SYNTHESIS_ONLY, MANIFEST_ONLY].map(rulesTable);
  return current.replace(TABLE, () => `${tables.shift() ?? ''}\n`);
}

function rulesTable(rules: readonly RuleInfo[]): string {
  return table(['rule', 'severity', 'what it keeps', 'cure'], rules.map(({ id, severity, title, cure }) => [code(id), severity, title, cure]));
}
