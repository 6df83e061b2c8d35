import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mechanism } from '../../src';
import type { Settings } from '../cluster/settings';
import type { Run } from './run';
import type { Cell, Scenario } from './scenario';
import { earlyStarts } from './starts';

/** What a scenario has shown: it passed. */
export interface Result {
  readonly name: string;
  readonly cell?: Cell;
  /** Starts of the application's process, and how many of them were early. */
  readonly starts: number;
  readonly early: number;
  /** From readiness to each start that was in order, in milliseconds. */
  readonly delays: readonly number[];
}

/** A folder with one file for each scenario that passed. */
export function resultsFolder(settings: Settings): string {
  return join(settings.home, 'results', settings.version);
}

/** @param place of the scenario among all */
export function record(settings: Settings, place: number, { name, cell }: Scenario, run: Run): void {
  const starts = run.starts();
  const result: Result = {
    name,
    ...(cell === undefined ? {} : { cell }),
    starts: starts.length,
    early: earlyStarts(starts).length,
    delays: starts.flatMap(({ at, readySince }) => (readySince === undefined ? [] : [(at - readySince) / 1e6])),
  };
  mkdirSync(resultsFolder(settings), { recursive: true });
  writeFileSync(join(resultsFolder(settings), `${String(place).padStart(3, '0')}-${name}.json`), JSON.stringify(result));
}

/** In the order of the scenarios. */
export function readResults(settings: Settings): Result[] {
  const folder = resultsFolder(settings);
  return readdirSync(folder).sort().map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Result);
}

/** What a run comes to: nothing of what fails closed may have started early. */
export function summary(results: readonly Result[]): string {
  const closed = results.filter(({ cell }) => cell?.verdict === 'closed' || cell?.verdict === 'gated again');
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const lines = Object.values(Mechanism).flatMap((mechanism) => {
    const delays = closed.filter(({ cell }) => cell?.mechanism === mechanism).flatMap((result) => result.delays).sort((a, b) => a - b);
    return delays.length === 0 ? [] : [`${mechanism}: ready to started, ms: median ${milliseconds(delays, 0.5)}, max ${milliseconds(delays, 1)} (n ${delays.length})`];
  });
  return [...lines, `${results.length} scenarios passed; closed gates: ${closed.length} Pods, ${sum(closed.map(({ early }) => early))} early starts`].join('\n');
}

function milliseconds(sorted: readonly number[], quantile: number): string {
  return sorted[Math.ceil(quantile * sorted.length) - 1]!.toFixed(1);
}
