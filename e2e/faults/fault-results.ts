import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../cluster/settings';
import { resultsFolder } from '../support/results';
import type { ShownFaults } from '../support/shown';
import { ALL_KINDS } from './drawn-pod';
import type { FaultScenario } from './fault-scenarios';
import type { Judged } from './judge';

export interface FaultResult {
  readonly faults: number;
  readonly gated: number;
  readonly early: number;
  readonly opened: number;
}

/** Keeps what a run has come to. */
export function recordFaults(settings: Settings, { name, faults }: FaultScenario, { gated, early, opened }: Judged): void {
  const result: FaultResult = { faults, gated, early: early.length, opened };
  mkdirSync(resultsFolder(settings), { recursive: true });
  writeFileSync(join(resultsFolder(settings), `${name}.json`), JSON.stringify(result));
}

export function readFaultResults(settings: Settings): FaultResult[] {
  const folder = resultsFolder(settings);
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as FaultResult);
}

/** What all runs come to. */
export function faultsShown(version: string, seed: string, results: readonly FaultResult[]): ShownFaults {
  const sum = (key: keyof FaultResult) => results.reduce((total, result) => total + result[key], 0);
  return {
    version, seed, runs: results.length, faults: sum('faults'), gated: sum('gated'), early: sum('early'), opened: sum('opened'),
    kinds: ALL_KINDS,
  };
}

/** The same, in one line. */
export function faultsSummary(wanted: number, { seed, runs, faults, gated, early, opened }: ShownFaults): string {
  return `seed ${seed}: ${runs} of ${wanted} runs judged, ${faults} faults, ${gated} starts behind gates that fail closed, `
    + `early starts: ${early}; gates that fail open have let through ${opened}`;
}
