import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { row } from '../../e2e/support/shown';
import { playedPage } from './played-page';
import { pageOf } from './run-examples';

interface Rules {
  readonly groups: readonly { readonly rules: readonly {
    readonly alert: string; readonly expr: string; readonly for?: string; readonly labels: { readonly severity: string };
    readonly annotations: { readonly summary: string };
  }[]; }[];
}

const PAGE = pageOf('platform-teams.md');
const RULES = (parse(readFileSync(new URL('../../examples/prometheus/alerts.yaml', import.meta.url), 'utf8')) as Rules).groups
  .flatMap(({ rules }) => rules);

/** What the alert says, without the names of one Pod. */
function fires(summary: string): string {
  return summary.replaceAll(/\{\{ \$labels\.(\w+) \}\}/gu, (_whole, name: string) => (name === 'pod' ? 'a Pod' : `a ${name}`));
}

/** The metrics that the rule reads, by who has them. */
function needs(expr: string): string {
  const [own, cluster] = [/\bstartgate_/u.test(expr), /\bkube_/u.test(expr)];
  const annotation = expr.includes('kube_pod_annotations') ? ', with the annotation' : '';
  return [...(own ? ['the sidecar'] : []), ...(cluster ? [`kube-state-metrics${annotation}`] : [])].join(', ');
}

const TABLE = [
  row(['alert', 'fires when', 'after', 'severity', 'metrics of']), row(['---', '---', '---', '---', '---']),
  ...RULES.map(({ alert, expr, for: after, labels: { severity }, annotations: { summary } }) =>
    row([`\`${alert}\``, fires(summary), after ?? 'at once', severity, needs(expr)])),
].join('\n');

/** The page with its outputs and its table of alerts. */
async function written(): Promise<string> {
  const played = await playedPage(PAGE);
  return played.replace(/\| alert \|[^]*?(?=\n\n)/u, () => TABLE);
}

test('docs/platform-teams.md: outputs and alerts are the real ones', async () => {
  // after a change: npx vitest run -u --project lowest test/docs/platform-teams.test.ts
  await expect(await written()).toMatchFileSnapshot('../../docs/platform-teams.md');
});
