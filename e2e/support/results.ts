import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../cluster/settings';
import type { Run } from './run';
import type { Cell, Scenario } from './scenario';

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

export function record(settings: Settings, { name, cell }: Scenario, run: Run): void {
  const starts = run.starts();
  const result: Result = {
    name,
    ...(cell === undefined ? {} : { cell }),
    starts: starts.length,
    early: starts.filter(({ readySince }) => readySince === undefined).length,
    delays: starts.flatMap(({ at, readySince }) => (readySince === undefined ? [] : [(at - readySince) / 1e6])),
  };
  mkdirSync(resultsFolder(settings), { recursive: true });
  writeFileSync(join(resultsFolder(settings), `${name}.json`), JSON.stringify(result));
}
