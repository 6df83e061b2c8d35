import { EXIT as CLI_EXIT } from '../../src/cli/exit-code';
import { POLICY_SCHEMA, type Schema } from '../../src/cli/policy/schema';
import * as podNames from '../../src/private/pod-names';
import { EXIT as WAITER_EXIT } from '../../sidecar-runtime/src/waiter/exit-code';
import { ENDPOINTS } from '../../sidecar-runtime/src/server/app';
import { ANNOTATIONS, DEPENDENCY, EXIT_CODES, HEADERS, LABELS, MORE_EXIT_CODES, ORDER, PLACES, VARIABLES } from './facts';

/** A metric as the registry of a server has it. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly labels: readonly string[];
}

const PAGES = [
  ['every option of the library', '[API.md](../../API.md)'],
  ['every rule, with its cure', '[Rules](../rules.md)'],
  ['every flag of the command line', '[The command line](../cli.md)'],
  ['every flag of the waiter, the guard and the sample sidecar', '[The runtime](../../sidecar-runtime/README.md#its-command-line)'],
  ['every check, and which mechanism can run it', '[Checks](../checks.md)'],
] as const;

/** The page docs/reference/README.md, from the constants of the sources. */
export function referencePage(metrics: readonly Metric[]): string {
  const sections = [
    ['Other pages', table(['what', 'where'], PAGES)],
    ['Annotations', table(['annotation', 'on', 'value', 'what it does'], Object.entries(ANNOTATIONS).map(([name, { on, value, means }]) =>
      [code(name.endsWith('.') ? `${name}RULE` : name), on, value, means]))],
    ['The annotation of the order', orderSection()],
    ['Exit codes of cdk8s-startgate', table(['code', 'meaning'], codes(CLI_EXIT, EXIT_CODES.cli))],
    ['Exit codes of the waiter and guard', table(['code', 'meaning'], byNumber([...codes(WAITER_EXIT, EXIT_CODES.waiter), ...MORE_EXIT_CODES]))],
    ['Environment variables', table(['variable', 'read by', 'what it does'], Object.entries(VARIABLES).map(([name, { of, means }]) => [code(name), of, means]))],
    ['Endpoints of a sidecar', table(['path', 'answer'], Object.entries(ENDPOINTS).map(([path, answer]) => [code(path), answer]))],
    ['Headers', table(['header', 'from', 'value', 'what it does'], Object.entries(HEADERS).map(([name, { from, value, means }]) => [code(name), from, value, means]))],
    ['Metrics', metricsSection(metrics)],
    ['Names and places in a Pod', table(['name', 'what it is'], Object.entries(PLACES).map(([key, means]) =>
      [code(podNames[key as keyof typeof podNames] as string), means]))],
    ['Fields of a policy file', `[A policy](../policy.md) has an example. \`cdk8s-startgate policy --schema\` writes the same as a JSON Schema.\n\n${policyTable()}`],
  ] as const;
  const intro = 'Every name that the library, the command line and the runtime read or write. The tables are written from the sources by a test.';
  return `# Reference\n\n${intro}\n\n${sections.map(([title, text]) => `## ${title}\n\n${text}`).join('\n\n')}\n`;
}

function orderSection(): string {
  const rows = (fields: Readonly<Record<string, { values: string; means: string }>>): string[][] =>
    Object.entries(fields).map(([name, { values, means }]) => [code(name), values, means]);
  return [
    '`startgate.dev/order` is one JSON object:', table(['field', 'value', 'meaning'], rows(ORDER)),
    'Each of `dependencies` has:', table(['field', 'value', 'meaning'], rows(DEPENDENCY)),
  ].join('\n\n');
}

function metricsSection(metrics: readonly Metric[]): string {
  const used = new Set(metrics.flatMap(({ labels }) => labels));
  const rows = metrics.map(({ name, type, labels, help }) => [code(name), type, labels.map(code).join(', '), help]);
  return [
    '`/metrics` of a sidecar server, as Prometheus text. The gates of the Pod need `STARTGATE_STATE`; the configuration needs `loadConfig` with the same registry.',
    table(['metric', 'type', 'labels', 'meaning'], rows),
    table(['label', 'values'], Object.entries(LABELS).filter(([name]) => used.has(name)).map(([name, values]) => [code(name), values])),
  ].join('\n\n');
}

function policyTable(): string {
  return table(['field', 'value', 'meaning'], fieldsOf(POLICY_SCHEMA, ''));
}

/** A row for each field; a definition is shown where it is used first. */
function fieldsOf(schema: Schema, path: string, seen = new Set<string>()): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, declared]) => {
    const field = path === '' ? name : `${path}.${name}`;
    const isRequired = schema.required?.includes(name) === true;
    const value = resolved(declared);
    const inner = value.items === undefined ? value : resolved(value.items);
    const key = JSON.stringify(inner);
    const row = [code(field), `${valueText(value)}${isRequired ? ', required' : ''}`, (declared.description ?? value.description ?? '').replaceAll('|', '\\|')];
    if (inner.properties === undefined || seen.has(key)) return [row];
    seen.add(key);
    return [row, ...fieldsOf(inner, value.items === undefined ? field : `${field}[]`, seen)];
  });
}

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (POLICY_SCHEMA.definitions ?? {})[name]!;
}

function valueText(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
  if (schema.title !== undefined) return schema.title.replaceAll('|', '\\|');
  if (schema.items !== undefined) return `a list: ${valueText(resolved(schema.items))}`;
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type ?? [];
  const range = schema.minimum === undefined ? '' : `, ${schema.minimum} to ${schema.maximum ?? 'any'}`;
  return `${types.map((type) => `${/^[aio]/u.test(type) ? 'an' : 'a'} ${type}`).join(' or ')}${range}`;
}

function codes<Key extends string>(values: Readonly<Record<Key, number>>, means: Readonly<Record<Key, string>>): string[][] {
  return (Object.keys(values) as Key[]).map((key) => [String(values[key]), means[key]]);
}

/** What is no number stands last. */
function byNumber(rows: readonly (readonly string[])[]): (readonly string[])[] {
  const rank = ([first]: readonly string[]): number => (/^\d+$/u.test(first!) ? Number(first) : 256);
  return [...rows].sort((one, other) => rank(one) - rank(other));
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
