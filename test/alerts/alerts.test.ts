import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { judge, PROMETHEUS, RULES } from './judge';
import { KUBE_STATE_METRICS, namesIn, sidecarMetrics } from './metrics';

type Texts = Readonly<Record<string, string>>;

interface Expected {
  readonly alertname: string;
  readonly eval_time: string;
  readonly exp_alerts: readonly { readonly exp_labels: Texts; readonly exp_annotations: Texts }[];
}

interface TestFile {
  readonly tests: readonly {
    readonly name: string;
    readonly interval: string;
    readonly input_series: readonly { readonly series: string; readonly values: string }[];
    readonly alert_rule_test: readonly Expected[];
  }[];
}

/** The tests of promtool, which a user can run too. */
const { tests } = parse(readFileSync(join(PROMETHEUS, 'alerts.test.yaml'), 'utf8')) as TestFile;
const { groups } = parse(readFileSync(RULES, 'utf8')) as { groups: readonly { rules: readonly { alert: string; annotations: Texts }[] }[] };
const ALERTS = groups.flatMap(({ rules }) => rules);

test('the rules are right, by the parser of Prometheus', async () => {
  expect((await judge({ rules: RULES })).errors).toEqual([]);
});

test('the parser finds an error in a rule', async () => {
  expect((await judge({ rules: join(PROMETHEUS, 'alerts.test.yaml') })).errors).not.toEqual([]);
});

describe.each(tests)('$name', ({ interval, input_series: series, alert_rule_test: expected }) => {
  test.each(expected)('$alertname at $eval_time', async ({ alertname, eval_time: at, exp_alerts: alerts }) => {
    const { firing } = await judge({ rules: RULES, tests: [{ interval, series, at: [at] }] });
    expect(firing.flat(2).filter(({ name }) => name === alertname).map(({ labels, annotations }) => ({ labels, annotations }))).toEqual(
      alerts.map(({ exp_labels: labels, exp_annotations: annotations }) => ({ labels, annotations })),
    );
  });
});

test.each(ALERTS.map(({ alert }) => alert))('%s has a test in which it fires, and one in which it does not', (alert) => {
  const of = tests.flatMap(({ alert_rule_test: cases }) => cases).filter(({ alertname }) => alertname === alert);
  expect(new Set(of.map(({ exp_alerts: alerts }) => alerts.length > 0))).toEqual(new Set([true, false]));
});

test.each(ALERTS)('$alert has a summary, a description and a command as its cure', ({ annotations }) => {
  expect(Object.keys(annotations)).toEqual(['summary', 'description', 'cure']);
  expect(annotations['cure']).toMatch(/^(?:npx cdk8s-startgate status|kubectl (?:describe|logs)) /u);
});

test('the rules read only what the sidecar and kube-state-metrics have', async () => {
  const { metrics } = await judge({ rules: RULES });
  const known = [...KUBE_STATE_METRICS, ...namesIn(await sidecarMetrics())];
  expect(metrics.filter((name) => !known.includes(name))).toEqual([]);
});

test('docs/platform-teams.md names every metric of the sidecar, and no other', async () => {
  const page = readFileSync(join(ROOT, 'docs', 'platform-teams.md'), 'utf8');
  const named = new Set([...page.matchAll(/`(startgate_\w+)`/gu)].map(([, name]) => name!));
  expect([...named].sort()).toEqual(namesIn(await sidecarMetrics()).filter((name) => name.startsWith('startgate_')));
});
