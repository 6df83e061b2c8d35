import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mechanism } from '../../src';
import { ROOT } from '../paths';
import type { Kinds } from '../faults/drawn-pod';
import type { Cell } from './scenario';

/** What whole runs have shown, a file for each Kubernetes version; kept in the repository. */
export const SHOWN_FOLDER = join(ROOT, 'e2e', 'shown');

/** By Kubernetes version. */
export type Shown = Readonly<Record<string, readonly Cell[]>>;

/** What random faults have come to: of the longest run that has passed. */
export interface ShownFaults {
  readonly version: string;
  readonly seed: string;
  readonly runs: number;
  readonly faults: number;
  /** Starts behind gates that fail closed. */
  readonly gated: number;
  readonly early: number;
  /** Starts that a postStart hook has let through. */
  readonly opened: number;
  readonly kinds: Kinds;
}

const FAULTS = join(SHOWN_FOLDER, 'faults.json');

export function readShownFaults(): ShownFaults | undefined {
  return existsSync(FAULTS) ? (JSON.parse(readFileSync(FAULTS, 'utf8')) as ShownFaults) : undefined;
}

export function writeShownFaults(faults: ShownFaults): void {
  writeFileSync(FAULTS, `${JSON.stringify(faults, null, 2)}\n`);
}

export function readShown(): Shown {
  const entries = readdirSync(SHOWN_FOLDER).filter((file) => file.startsWith('v')).sort().map((file): [string, Cell[]] =>
    [file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(SHOWN_FOLDER, file), 'utf8')) as Cell[]]);
  return Object.fromEntries(entries);
}

/** The columns of every table, by mechanism. */
export const COLUMNS: Readonly<Record<Mechanism, string>> = {
  [Mechanism.NATIVE]: '`NATIVE`',
  [Mechanism.NATIVE_WAITER]: '`NATIVE_WAITER`',
  [Mechanism.INIT_WAITER]: '`INIT_WAITER`',
  [Mechanism.GUARD]: '`GUARD`',
  [Mechanism.POST_START]: '`POST_START`',
};
export const MECHANISMS = Object.values(Mechanism);

/** A row of a table in Markdown. */
export function row(words: readonly string[]): string {
  return `| ${words.join(' | ')} |`;
}

/** A verdict as it is printed: what opens stands out. */
function verdictText(verdict: Cell['verdict']): string {
  return verdict === 'open' ? '**open**' : verdict;
}

/** What the versions have shown of a fault under a mechanism. */
function verdictsOf(shown: Shown, fault: string, mechanism: Mechanism): { readonly version: string; readonly verdict: string }[] {
  return Object.entries(shown).flatMap(([version, cells]) => cells
    .filter((cell) => cell.fault === fault && cell.mechanism === mechanism)
    .map(({ verdict }) => ({ version, verdict: verdictText(verdict) })));
}

/** The same as a text; the versions are named where they differ, and where not every one has played it. */
export function cellText(shown: Shown, fault: string, mechanism: Mechanism): string {
  const verdicts = verdictsOf(shown, fault, mechanism);
  if (verdicts.length === 0) return '-';
  const isWhole = verdicts.length === Object.keys(shown).length && new Set(verdicts.map(({ verdict }) => verdict)).size === 1;
  if (isWhole) return verdicts[0]!.verdict;
  return [...new Set(verdicts.map(({ verdict }) => verdict))]
    .map((each) => `${verdicts.filter(({ verdict }) => verdict === each).map(({ version }) => version).join(', ')}: ${each}`)
    .join('; ');
}

/** Whether two versions have shown something else of a fault. */
export function differs(shown: Shown, fault: string): boolean {
  return MECHANISMS.some((mechanism) => new Set(verdictsOf(shown, fault, mechanism).map(({ verdict }) => verdict)).size > 1);
}
