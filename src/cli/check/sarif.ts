import { CATALOGUE } from '../../private/catalogue';
import { VERSION } from '../version';
import type { LocatedFinding } from './checked';
import type { CheckFormat } from './format';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;
const RULE_INDEX = new Map(CATALOGUE.map(({ id }, index) => [id, index]));

/**
 * What code scanners read. A finding that an annotation silences is in it, as suppressed.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarifFormat: CheckFormat = {
  write: (findings) => `${JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'cdk8s-startgate',
          version: VERSION,
          informationUri: 'https://github.com/startgate/cdk8s-startgate',
          rules: CATALOGUE.map(({ id, severity, title, cure }) => ({
            id, shortDescription: { text: title }, help: { text: `cure: ${cure}` }, defaultConfiguration: { level: LEVELS[severity] },
          })),
        },
      },
      columnKind: 'utf16CodeUnits',
      results: findings.map(resultOf),
    }],
  }, null, 2)}\n`,
};

function resultOf({ id, severity, message, cure, file, line, column, workload, container, silenced }: LocatedFinding): object {
  const parts = workload === undefined ? [] : [workload.namespace, workload.kind, workload.name, container];
  const named = workload === undefined ? [] : [parts.filter((part) => part !== undefined).join('/')];
  return {
    ruleId: id,
    ...(RULE_INDEX.has(id) ? { ruleIndex: RULE_INDEX.get(id) } : {}),
    level: LEVELS[severity],
    message: { text: `${message}; cure: ${cure}` },
    locations: [{
      physicalLocation: {
        artifactLocation: { uri: uriOf(file) },
        ...(line === undefined ? {} : { region: { startLine: line, startColumn: column ?? 1 } }),
      },
      logicalLocations: named.map((fullyQualifiedName) => ({ fullyQualifiedName, kind: 'resource' })),
    }],
    ...(silenced === undefined ? {} : { suppressions: [{ kind: 'inSource', justification: silenced }] }),
  };
}

function uriOf(file: string): string {
  const path = file.split(/[\\/]/u).map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
