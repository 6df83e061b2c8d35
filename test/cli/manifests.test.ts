import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LocatedFinding } from '../../src/cli/check/checked';
import type { ExplainDocument, ExplainedWorkload } from '../../src/cli/explain/model';
import { runIn } from './memory-host';

const FOLDER = join(import.meta.dirname, 'manifests');

/** Each manifest begins with what it is about, and what is expected: its workloads, waves, gates and findings. */
function expectedOf(text: string): string[] {
  const head = text.split('\n').filter((_line, index, lines) => lines.slice(0, index + 1).every((each) => each.startsWith('# ')));
  return head.slice(1).map((line) => line.slice(2));
}

function linesOf(workload: ExplainedWorkload, findings: readonly LocatedFinding[]): string[] {
  const { kind, name, waves, never, gates } = workload;
  const counted = findings.filter(({ severity, silenced }) => severity !== 'info' && silenced === undefined);
  return [
    `${kind} ${name}`,
    ...waves.map((names) => `wave ${[...names].sort().join(' ')}`),
    ...(never.length === 0 ? [] : [`never ${[...never].sort().join(' ')}`]),
    ...gates.map((gate) => `gate ${gate.dependent} ${gate.outside ? '=>' : '->'} ${gate.dependency} ${gate.mechanism} ${gate.verdict}`).sort(),
    ...counted.map(({ severity, id, container }) => `finds ${severity} ${id} ${container ?? '-'}`).sort(),
  ];
}

/** In the order in which `linesOf` writes them. */
function sortedByWorkload(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  for (const line of lines) {
    if (!/^(?:wave|never|gate|finds) /u.test(line)) blocks.push([line]);
    else blocks.at(-1)!.push(/^(?:wave|never) /u.test(line) ? [line.split(' ')[0]!, ...line.split(' ').slice(1).sort()].join(' ') : line);
  }
  const ofKind = (block: readonly string[], kind: string): string[] => block.filter((line) => line.startsWith(`${kind} `));
  return blocks.map((block) => [
    block[0]!, ...ofKind(block, 'wave'), ...ofKind(block, 'never'), ...ofKind(block, 'gate').sort(), ...ofKind(block, 'finds').sort(),
  ]);
}

const names = readdirSync(FOLDER);

test('there are at least 30 of them', () => {
  expect(names.length).toBeGreaterThanOrEqual(30);
});

describe.each(names)('%s', (name) => {
  test('has the order, the verdicts and the findings that it says', { timeout: 60_000 }, async () => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const explained = JSON.parse((await runIn({ files: { [name]: text } }, 'explain', '--format', 'json', name)).out) as ExplainDocument;
    const checked = JSON.parse(
      (await runIn({ files: { [name]: text } }, 'check', '--format', 'json', name)).out,
    ) as { findings: LocatedFinding[] };
    const got = explained.workloads.map((workload) => {
      const findings = checked.findings.filter((finding) => finding.workload?.name === workload.name);
      return linesOf(workload, findings);
    });
    expect(got).toEqual(sortedByWorkload(expectedOf(text)));
  });
});
