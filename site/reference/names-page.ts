import { EXIT as CLI_EXIT } from '../../src/cli/exit-code';
import * as podNames from '../../src/private/pod-names';
import { EXIT as WAITER_EXIT } from '../../sidecar-runtime/src/waiter/exit-code';
import { ENDPOINTS } from '../../sidecar-runtime/src/server/app';
import { ANNOTATIONS, DEPENDENCY, EXIT_CODES, HEADERS, LABELS, MORE_EXIT_CODES, ORDER, PLACES, VARIABLES } from './facts';
import { code, page, table } from './table';

/** A metric as the registry of a server has it. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly labels: readonly string[];
}

const PAGES = [
  ['[Options of the library](options.md)', 'every class, option, default and value'],
  ['[Rules](../rules.md)', 'every rule, with its severity and cure'],
  ['[Options of the command line](command-line.md)', 'every command and option of `cdk8s-startgate`'],
  ['[Flags of the waiter and guard](waiter.md)', 'every target and flag of `startgate`, the program inside of a Pod'],
  ['[Fields of a policy file](policy-file.md)', 'every field that `apply` and kustomize read'],
  ['[Checks](../checks.md)', 'every check, and which mechanism can run it'],
] as const;

/** docs/reference/README.md, from the constants of the sources. */
export function namesPage(metrics: readonly Metric[]): string {
  return page('Reference', 'Every name that the library, the command line and the runtime read or write. These pages are written from the sources by a test.', [
    ['Pages', table(['page', 'what is there'], PAGES)],
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
  ]);
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

function codes<Key extends string>(values: Readonly<Record<Key, number>>, means: Readonly<Record<Key, string>>): string[][] {
  return (Object.keys(values) as Key[]).map((key) => [String(values[key]), means[key]]);
}

/** What is no number stands last. */
function byNumber(rows: readonly (readonly string[])[]): (readonly string[])[] {
  const rank = ([first]: readonly string[]): number => (/^\d+$/u.test(first!) ? Number(first) : 256);
  return [...rows].sort((one, other) => rank(one) - rank(other));
}
