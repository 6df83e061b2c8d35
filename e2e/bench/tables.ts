import type { Cost } from './cost';
import type { Measured, MeasuredRow } from './measure';
import { summarize } from './statistics';

/** A variant with all that its Pods have shown. */
export interface Series {
  readonly name: string;
  readonly measured: readonly Measured[];
  readonly cost: Cost;
}

/** What was promised, by the name of the variant. */
type Promises = Readonly<Record<string, string>>;

const READY_PROMISES: Promises = {
  '`GUARD`': 'median 2, p95 5',
  'chain of three `GUARD`s, each by `STARTED`': '25 in all',
  'chain of three `GUARD`s, each by `HEALTHY`': '25 in all',
  '`NATIVE_WAITER`': 'median 150',
};

const ROW_PROMISES: Promises = { '`StepPod`, the first step takes 3 s': 'median 3' };

/** From readiness to the application's first instruction. */
export function readyTable(series: readonly Series[]): string {
  return table(['mechanism', 'n', 'median, ms', 'p95, ms', 'max, ms', 'aim, ms'], series.map(({ name, measured }) => {
    const { n, median, p95, max } = summarize(measured.map(({ fromReady }) => fromReady));
    return [name, n, text(median), text(p95), text(max), READY_PROMISES[name] ?? '-'];
  }));
}

/** How fast the machine was: its kubelet alone. The first series has no gate. */
export function floorText(series: readonly Series[]): string {
  return `From the start of a container to that of the next, without any gate, this machine's kubelet took ${text(floorOf(series))} ms.`;
}

/** From `kubectl apply` to the application's first instruction; the first series is the measure of the others. */
export function appliedTable(series: readonly Series[]): string {
  const base = summarize(series[0]!.measured.map(({ applied }) => applied)).median;
  const floor = floorOf(series);
  return table(
    [
      'mechanism', 'n', 'median, ms', 'p95, ms', 'max, ms', 'over no gate', 'sidecar\'s start to application\'s, ms', 'over no gate',
      'containers more', 'bytes copied',
    ],
    series.map(({ name, measured, cost }) => {
      const { n, median, p95, max } = summarize(measured.map(({ applied }) => applied));
      const between = summarize(measured.map(({ fromStart }) => fromStart)).median;
      return [
        name, n, text(median), text(p95), text(max), percent(median / base),
        text(between), percent(between / floor), cost.containers, cost.bytes,
      ];
    }),
  );
}

/** What the guard costs where the waiter comes by image volume, over a Pod that has a volume anyway, as almost every Pod. */
export function volumeText(series: readonly Series[]): string {
  const medianOf = (name: string): number => {
    const found = series.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no variant is called "${name}"`);
    return summarize(found.measured.map(({ applied }) => applied)).median;
  };
  const base = medianOf('no gate, a volume in the Pod');
  const over = (name: string): string => percent(medianOf(name) / base);
  return `Over no gate in a Pod with a volume: \`GUARD\` by image volume ${over('the default: `GUARD`, the waiter by image volume')}, with a native sidecar ${over('`GUARD`, native sidecar, the waiter by image volume')}.`;
}

/** Rows of steps: between one step and the next, and the whole Pod. */
export function rowTable(series: readonly { readonly name: string; readonly measured: readonly MeasuredRow[] }[]): string {
  return table([
    'ten steps', 'n', 'between steps, median, ms', 'p95, ms', 'max, ms', 'aim, ms', 'whole Pod, median, ms',
  ], series.map(({ name, measured }) => {
    const gaps = summarize(measured.flatMap((row) => row.gaps));
    const whole = summarize(measured.map((row) => row.whole));
    return [name, whole.n, text(gaps.median), text(gaps.p95), text(gaps.max), ROW_PROMISES[name] ?? '-', text(whole.median)];
  }));
}

/** What the waiter has resident while it waits; nothing where the kubelet waits. */
export function memoryTable(series: readonly Series[]): string {
  return table(['mechanism', 'n', 'resident, median, KiB', 'max, KiB'], series.flatMap(({ name, measured }) => {
    const sizes = measured.flatMap(({ memory }) => memory ?? []);
    if (sizes.length === 0) return [];
    const { n, median, max } = summarize(sizes);
    return [[name, n, median, max]];
  }));
}

function floorOf(series: readonly Series[]): number {
  return summarize(series[0]!.measured.map(({ fromStart }) => fromStart)).median;
}

function text(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 20 ? 1 : 0);
}

function percent(ratio: number): string {
  const value = Math.round((ratio - 1) * 100);
  return `${value > 0 ? '+' : ''}${value} %`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
