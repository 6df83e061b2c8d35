import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths';
import { Mechanism } from '../../src';
import type { Cell } from './scenario';

/** What whole runs have shown, a file for each Kubernetes version; kept in the repository. */
const SHOWN = join(ROOT, 'e2e', 'shown');
const DOCUMENT = join(ROOT, 'docs', 'guarantees.md');

/** By Kubernetes version. */
export type Shown = Readonly<Record<string, readonly Cell[]>>;

/** Keeps what a whole run has shown, and writes the document anew. */
export function writeGuarantees(version: string, cells: readonly Cell[]): void {
  mkdirSync(SHOWN, { recursive: true });
  writeFileSync(join(SHOWN, `${version}.json`), `${JSON.stringify(cells, null, 2)}\n`);
  const entries = readdirSync(SHOWN).sort().map((file): [string, Cell[]] =>
    [file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(SHOWN, file), 'utf8')) as Cell[]]);
  writeFileSync(DOCUMENT, guaranteesText(Object.fromEntries(entries)));
}

const COLUMNS: Readonly<Record<Mechanism, string>> = {
  [Mechanism.NATIVE]: '`NATIVE`',
  [Mechanism.NATIVE_WAITER]: '`NATIVE_WAITER`',
  [Mechanism.GUARD]: '`GUARD`',
  [Mechanism.POST_START]: '`POST_START`',
};
const MECHANISMS = Object.values(Mechanism);

/** The table, and what differs from version to version. */
export function guaranteesText(shown: Shown): string {
  const versions = Object.keys(shown);
  const cells = Object.values(shown).flat();
  const faults = [...new Set(cells.map(({ fault }) => fault))];
  const cell = (fault: string, mechanism: Mechanism) => {
    const verdicts = versions.flatMap((version) =>
      shown[version]!.filter((entry) => entry.fault === fault && entry.mechanism === mechanism).map(({ verdict }) => ({ version, verdict: verdict === 'open' ? '**open**' : verdict })));
    const different = new Set(verdicts.map(({ verdict }) => verdict));
    if (different.size === 0) return '-';
    return different.size === 1 ? verdicts[0]!.verdict : verdicts.map(({ version, verdict }) => `${version}: ${verdict}`).join(', ');
  };
  const row = (words: readonly string[]) => `| ${words.join(' | ')} |`;
  return [
    '# What holds when something fails',
    '',
    `Written by \`npm run e2e\`: each cell was played on a real kubelet, Kubernetes ${versions.join(', ')}, in a namespace that enforces Pod Security`,
    '`restricted`, and judged by what the containers themselves said. Closed: the process of the application was never seen while its sidecar was not',
    'ready. **Open**: it was, and has to be, or the run fails. A cell that differs between versions names them.',
    '',
    row(['', ...Object.values(COLUMNS)]),
    row(['---', ...Object.values(COLUMNS).map(() => '---')]),
    ...faults.map((fault) => row([fault, ...MECHANISMS.map((mechanism) => cell(fault, mechanism))])),
    '',
  ].join('\n');
}
