import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths';
import { writeFacts } from './facts';
import type { Cell } from './scenario';
import {
  cellText, COLUMNS, differs, MECHANISMS, readShown, readShownFaults, row, SHOWN_FOLDER, writeShownFaults, type Shown, type ShownFaults,
} from './shown';

const DOCUMENT = join(ROOT, 'docs', 'guarantees.md');

/** Stores the cells of a whole run, and rewrites the documents. */
export function writeGuarantees(version: string, cells: readonly Cell[]): void {
  mkdirSync(SHOWN_FOLDER, { recursive: true });
  writeFileSync(join(SHOWN_FOLDER, `${version}.json`), `${JSON.stringify(cells, null, 2)}\n`);
  writeFileSync(DOCUMENT, guaranteesText(readShown(), readShownFaults()));
  writeFacts();
}

/** Whether a run of random faults has shown more than the stored run: longer, or as long with more kinds of strikes or mechanisms. */
export function showsMore(faults: ShownFaults, kept: ShownFaults | undefined): boolean {
  if (kept === undefined || faults.runs !== kept.runs) return faults.runs > (kept?.runs ?? 0);
  const { strikes, mechanisms } = faults.kinds;
  return strikes > kept.kinds.strikes || mechanisms > kept.kinds.mechanisms;
}

/** Stores the result of a run of random faults and rewrites the document, unless the stored run has shown as much. */
export function writeFaults(faults: ShownFaults): void {
  if (!showsMore(faults, readShownFaults())) return;
  writeShownFaults(faults);
  writeFileSync(DOCUMENT, guaranteesText(readShown(), faults));
}

/** The table, the differences between versions, and the result of random faults. */
export function guaranteesText(shown: Shown, faults?: ShownFaults): string {
  const rows = [...new Set(Object.values(shown).flat().map(({ fault }) => fault))];
  const table = rows.map((fault) => ({ fault, cells: MECHANISMS.map((mechanism) => cellText(shown, fault, mechanism)) }));
  const differ = rows.filter((fault) => differs(shown, fault));
  return [
    '# What holds when something fails',
    '',
    `\`npm run e2e\` writes this page. Each cell was played on a real kubelet, Kubernetes ${Object.keys(shown).join(', ')}, in a namespace that enforces Pod`,
    'Security `restricted`. The output of the containers decides the verdict. Closed: no process of the application was seen while its sidecar',
    'was not ready. **Open**: such a process was seen; a run without one fails. A cell names its versions if they differ, or if other versions',
    'have not played it yet. A dash: the mechanism has no such case, or the result depends on the timing of the kubelet.',
    '',
    row(['', ...Object.values(COLUMNS)]),
    row(['---', ...Object.values(COLUMNS).map(() => '---')]),
    ...table.map(({ fault, cells }) => row([fault, ...cells])),
    '',
    differ.length === 0 ? `No cell differs between ${Object.keys(shown).join(', ')}.` : `Cells differ between the versions in: ${differ.join('; ')}.`,
    '',
    ...(faults === undefined ? [] : faultsText(faults)),
    'What `kubectl` shows in each case: [troubleshooting](troubleshooting.md).',
    '',
  ].join('\n');
}

function faultsText({ version, seed, runs, faults, gated, early, opened }: ShownFaults): string[] {
  return [
    `Random Pods of two to five containers and mixed mechanisms, with random faults (\`npm run e2e -- --faults ${runs} --seed ${seed}\`, ${version}): ${runs} runs,`,
    `${faults} faults, restarts of the kubelet among them, ${gated} starts after gates that fail closed. **Early starts: ${early}**. The gates that fail`,
    `open (\`POST_START\`; from 1.35 on also \`NATIVE\` and \`NATIVE_WAITER\`) opened early ${opened} times, as documented.`,
    '',
  ];
}
