import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { judge } from './judge';
import { KUBE_STATE_METRICS, namesIn, sidecarMetrics } from './metrics';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
  readonly targets?: readonly { readonly expr: string }[];
}

interface Dashboard {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string }[] };
}

const DASHBOARD = JSON.parse(readFileSync(join(ROOT, 'examples', 'grafana', 'startgate.json'), 'utf8')) as Dashboard;
const QUERIES = DASHBOARD.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const));
const VARIABLES = DASHBOARD.templating.list.map(({ name }) => name);

/** A query as Grafana sends it: with a value for each variable. */
function sent(expr: string): string {
  return expr.replaceAll('$__rate_interval', '4m').replaceAll(/\$(\w+)/gu, (_whole, name: string) => {
    if (!VARIABLES.includes(name)) throw new Error(`"${expr}" uses the variable $${name}, which the dashboard does not have`);
    return 'shop';
  });
}

test.each(QUERIES)('the panel "%s" has a query that Prometheus can parse: %s', async (_title, expr) => {
  expect((await judge({ queries: [sent(expr)] })).queries[0]).toEqual({ metrics: expect.any(Array) as unknown });
});

test('the parser finds an error in a query', async () => {
  expect((await judge({ queries: ['sum(startgate_gate_open'] })).queries[0]!.error).toContain('unclosed left parenthesis');
});

test('the queries read only what the sidecar and kube-state-metrics have', async () => {
  const { queries } = await judge({ queries: QUERIES.map(([, expr]) => sent(expr)) });
  const known = [...KUBE_STATE_METRICS, ...namesIn(await sidecarMetrics())];
  expect(queries.flatMap(({ metrics }) => metrics).filter((name) => !known.includes(name))).toEqual([]);
});

test('every metric of the sidecar is in a panel', async () => {
  const { queries } = await judge({ queries: QUERIES.map(([, expr]) => sent(expr)) });
  const shown = queries.flatMap(({ metrics }) => metrics);
  const own = namesIn(await sidecarMetrics()).filter((name) => name.startsWith('startgate_'));
  expect(own.filter((name) => !shown.includes(name))).toEqual([]);
});

test('every panel with a query says what it shows', () => {
  expect(DASHBOARD.panels.filter(({ targets, description }) => targets !== undefined && description === undefined)).toEqual([]);
});

test('no two panels overlap or share an id', () => {
  const cells = DASHBOARD.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_each, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`));
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(DASHBOARD.panels.map(({ id }) => id)).size).toBe(DASHBOARD.panels.length);
});
