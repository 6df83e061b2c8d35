import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mechanism } from '../../src';
import type { Measured, Spread } from '../../src/private/explanation/measured';
import { HEADING } from '../bench/section';
import { ROOT } from '../paths';
import { README_ROWS, withRows } from './readme-rows';
import { MECHANISMS, readShown, type Shown } from './shown';

/** What `--bench` has recorded; the verdicts are recorded in `e2e/shown`. */
const RESULTS = join(ROOT, 'bench', 'results.md');
const FACTS = join(ROOT, 'src', 'private', 'explanation', 'measured.json');
const README = join(ROOT, 'README.md');

/** Writes the facts, and the README's rows of them, from what is recorded. */
export function writeFacts(): void {
  const shown = readShown();
  const facts = factsOf(readFileSync(RESULTS, 'utf8'), shown);
  writeFileSync(FACTS, factsText(facts));
  writeFileSync(README, withRows(readFileSync(README, 'utf8'), shown, facts));
}

export function factsText(facts: Measured): string {
  return `${JSON.stringify(facts, null, 2)}\n`;
}

/**
 * What is recorded, as the library and the documents say it.
 *
 * @param page bench/results.md
 * @throws if a figure is not there
 */
export function factsOf(page: string, shown: Shown): Measured {
  const section = page.slice(page.indexOf(`\n${HEADING}\n`));
  const where = /^Kubernetes (\S+), one node, (.*), load [^]*?, in turns, (\d+) rounds;/mu.exec(section);
  if (where === null) throw new Error(`bench/results.md does not say below "${HEADING}" where it was measured`);
  const figure = figuresOf(section);
  const spread = (row: string): Spread => ({ median: figure(row, 'median, ms'), p95: figure(row, 'p95, ms') });
  const later = (row: string, than: string): number => figure(row, 'median, ms') - figure(than, 'median, ms');
  return {
    kubernetes: where[1]!, machine: where[2]!, rounds: Number(where[3]),
    ready: {
      'native': spread('`NATIVE` (httpGet startup probe, period 1)'),
      'native-waiter': spread('`NATIVE_WAITER`'),
      'init-waiter': spread('`INIT_WAITER`'),
      'guard': spread('`GUARD`'),
      'post-start': spread('`POST_START`'),
    },
    readyPolled: { guard: spread('`GUARD`, a sidecar that is not ours') },
    started: figure('`GUARD`, native sidecar, the waiter in the image', 'sidecar\'s start to application\'s, ms'),
    delay: {
      'native': later('`NATIVE`', 'no gate at all'),
      'native-waiter': later('`NATIVE_WAITER`, the waiter in the image', 'no gate at all'),
      'init-waiter': later('`INIT_WAITER`, the sidecar ready at once', 'no gate at all'),
      'guard': later('`GUARD`, the waiter in the image', 'no gate at all'),
      'post-start': later('`POST_START`, the waiter in the image', 'no gate at all'),
    },
    initContainer: figure('plain init containers, the first step takes 3 s', 'between steps, median, ms'),
    installer: later('`GUARD`, the waiter installed', '`GUARD`, the waiter in the image'),
    imageVolume: later('the default: `GUARD`, the waiter by image volume', '`GUARD`, the waiter in the image'),
    waiterBytes: figure('`GUARD`, the waiter installed', 'bytes copied'),
    played: Object.keys(shown),
    opened: {
      'native': openedOf(shown, Mechanism.NATIVE),
      'native-waiter': openedOf(shown, Mechanism.NATIVE_WAITER),
      'init-waiter': openedOf(shown, Mechanism.INIT_WAITER),
      'guard': openedOf(shown, Mechanism.GUARD),
      'post-start': openedOf(shown, Mechanism.POST_START),
    },
    gatesAgain: MECHANISMS.filter((mechanism) => {
      const faults = README_ROWS['the dependent restarts']!;
      const cells = Object.values(shown).flat().filter((cell) => faults.includes(cell.fault) && cell.mechanism === mechanism);
      return cells.length > 0 && cells.every(({ verdict }) => verdict === 'gated again');
    }),
  };
}

/** Finds a figure by its row and its column, in whichever table has both. */
function figuresOf(section: string): (row: string, column: string) => number {
  const cells = new Map<string, number>();
  let head: string[] | undefined;
  for (const line of section.split('\n')) {
    const [name, ...rest] = line.startsWith('| ') ? line.slice(2, -2).split(' | ') : [];
    if (name === undefined) head = undefined;
    else if (head === undefined) head = rest;
    else for (const [index, text] of rest.entries()) cells.set(`${name} / ${head[index]!}`, Number(text));
  }
  return (row, column) => {
    const found = cells.get(`${row} / ${column}`);
    if (found === undefined) throw new Error(`bench/results.md has no "${column}" of ${row}`);
    return found;
  };
}

function openedOf(shown: Shown, mechanism: Mechanism): Record<string, string[]> {
  const opened: Record<string, string[]> = {};
  for (const [version, cells] of Object.entries(shown)) {
    for (const cell of cells) {
      if (cell.mechanism === mechanism && cell.verdict === 'open') (opened[cell.fault] ??= []).push(version);
    }
  }
  return opened;
}
