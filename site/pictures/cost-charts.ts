import type { Bar, Chart } from './chart';
import { figure, plain, type Row, tablesOf } from './results-table';

const KUBELET = 'On a real kubelet';

/** The charts of docs/cost.md, by the names of their files, from the text of bench/results.md. */
export function costCharts(page: string): Record<string, Chart> {
  const [ready = [], started = [], memory = [], steps = []] = tablesOf(page, KUBELET);
  const [, programs = []] = tablesOf(page, 'The native waiter beside the same in C and Go, and beside its peers');
  const [servers = []] = tablesOf(page, '/ready beside its peers');
  const [synthesis = []] = tablesOf(page, 'Synthesis');
  const [policy = []] = tablesOf(page, 'Synthesis under one policy');
  return {
    'cost-ready': {
      title: 'From ready to the first instruction', axis: 'milliseconds after readiness, median', unit: 'ms', logarithmic: true,
      ours: 'startgate', peers: 'another way', bars: ascending(ready.map((row) => kubeletBar(row, 'mechanism', 'median, ms'))),
    },
    'cost-start': {
      title: 'From kubectl apply to the first instruction', axis: 'milliseconds, median, the sidecar is ready at once', unit: 'ms',
      ours: 'startgate', peers: 'no gate', bars: ascending(started.map((row) => kubeletBar(row, 'mechanism', 'median, ms'))),
    },
    'cost-memory': {
      title: 'Memory of the waiter while it waits', axis: 'KiB resident, median', unit: 'KiB',
      ours: 'startgate', bars: ascending(memory.map((row) => ({
        label: plain(row.mechanism!), value: figure(row, 'resident, median, KiB'),
      }))),
    },
    'cost-steps': {
      title: 'From the end of a step to the next step', axis: 'milliseconds, median of ten steps', unit: 'ms', logarithmic: true,
      ours: 'startgate', peers: 'another way', bars: steps.map((row) => kubeletBar(row, 'ten steps', 'between steps, median, ms')),
    },
    'cost-waiter': {
      title: 'Start and one check, beside other programs', axis: 'milliseconds, median', unit: 'ms', logarithmic: true,
      ours: 'startgate', peers: 'another program', bars: programs.map((row) => programBar(row, 'start + check, ms')),
    },
    'cost-size': {
      title: 'Memory while it polls, beside other programs', axis: 'KiB resident at most', unit: 'KiB', logarithmic: true,
      ours: 'startgate', peers: 'another program', bars: programs.map((row) => {
        const bar = programBar(row, 'peak resident, bytes');
        return { ...bar, value: Math.round(bar.value / 1024) };
      }),
    },
    'cost-server': {
      title: 'Requests to /ready, beside other servers', axis: 'requests a second, median', unit: '/s',
      ours: 'startgate', peers: 'another server', bars: servers.map((row) => ({
        label: plain(row.server!), value: figure(row, 'requests/s'), peer: !row.server!.startsWith('startgate'),
      })),
    },
    'cost-synthesis': {
      title: 'Synthesis of 1,000 Deployments', axis: 'milliseconds of CPU time, median', unit: 'ms',
      ours: 'with a start order', peers: 'the same manifests without the library', bars: [...orderBars(synthesis), ...policyBars(policy)],
    },
  };
}

/** In these tables a name of ours is code. */
function kubeletBar(row: Row, name: string, value: string): Bar {
  const label = plain(row[name]!).replace(/^peer: /u, '');
  return { label, value: figure(row, value), p95: figure(row, 'p95, ms'), peer: !row[name]!.includes('`') };
}

function ascending(bars: readonly Bar[]): Bar[] {
  return [...bars].sort((one, other) => one.value - other.value);
}

function programBar(row: Row, column: string): Bar {
  const label = plain(row['']!);
  return { label, value: figure(row, column), peer: label !== 'startgate' };
}

function orderBars(rows: readonly Row[]): Bar[] {
  const row = rows.find(({ Deployments }) => Deployments === '1000')!;
  return [
    { label: 'three containers, without a start order', value: figure(row, 'without, ms'), peer: true },
    { label: 'three containers, two dependencies each', value: figure(row, 'with, ms') },
  ];
}

function policyBars(rows: readonly Row[]): Bar[] {
  const row = rows.find(({ against }) => against === 'the same manifests by hand')!;
  return [
    { label: 'the manifests of a policy, written by hand', value: figure(row, 'without the library, ms'), peer: true },
    { label: 'one policy: two sidecars, three dependencies each', value: figure(row, 'with the policy, ms') },
  ];
}
