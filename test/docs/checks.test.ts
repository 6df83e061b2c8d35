import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { MechanismName } from '../../src/private/model';
import { compilePod } from '../oracle/model/compile';
import { Kubelet } from '../oracle/model/kubelet';
import type { Pod } from '../oracle/model/pod';
import { RUNS, type Program } from '../oracle/model/program';
import { rendered } from '../private/rendered';
import { caseOf, MECHANISMS, type MatrixRow, refusalOf, ROWS } from './check-matrix';
import { checksPage, readmeChecks } from './checks-page';

const PAGE = checksPage();
const CELLS = ROWS.flatMap((row) => MECHANISMS.map((mechanism) => [`${row.check} ${row.option}`.trim(), mechanism, row] as const));
const WORKS = CELLS.filter(([, mechanism, row]) => refusalOf(row, mechanism) === undefined);
const REFUSED = CELLS.filter(([, mechanism, row]) => refusalOf(row, mechanism) !== undefined);

/** When the application starts by the model of the kubelet, which shares no code with the library; undefined: never. */
function startOf(row: MatrixRow, mechanism: MechanismName, program: Partial<Program>): number | undefined {
  const { pod, order } = caseOf(row, mechanism);
  const common = { listensOn: 'all', tls: false, file: '/none', socket: '/none', healthCommand: '/none', behaviour: RUNS } as const;
  const programs = new Map<string, Program>([
    ['app', { ...common, port: 0 }],
    ['proxy', { ...common, port: 8080, file: '/shared/ready', socket: '/shared/proxy.sock', healthCommand: '/health', ...row.program, ...program }],
  ]);
  let at: number | undefined;
  const started = ({ is: { name } }: { is: { name: string } }, { now }: { now: number }): void => { if (name === 'app') at ??= now; };
  new Kubelet(compilePod(rendered(pod, order) as unknown as Pod, programs, 35), { started, until: 50_000 }).play();
  return at;
}

test.each(WORKS)('%s works by %s: the application starts when the sidecar is ready, and not before', (_name, mechanism, row) => {
  const at = startOf(row, mechanism, { behaviour: { ...RUNS, readyAfter: 10_000 } });
  expect(at).toBeGreaterThanOrEqual(10_000);
  expect(at).toBeLessThanOrEqual(13_000);
});

/** A program that the option does not fit. */
const UNFIT: Readonly<Record<string, Partial<Program>>> = {
  'timeout': { answerMs: 6000 }, 'headers': { header: 'X-Probe: b' }, 'headers.Host': { header: 'Host: other.example' }, 'statuses': { status: 403 },
  'service': { service: 'other' }, 'two ports': { otherPort: 9091 }, 'tls': { tls: false },
};

test.each(WORKS.filter(([, , { check, option }]) => option in UNFIT && (option !== 'timeout' || check === 'httpGet')))('%s by %s asks for what was declared: another sidecar is never ready', (_name, mechanism, row) => {
  expect(startOf(row, mechanism, UNFIT[row.option]!)).toBeUndefined();
});

test.each(REFUSED)('%s by %s is an error with a cure', (_name, mechanism, row) => {
  const { reason, cure } = refusalOf(row, mechanism)!;
  expect(PAGE).toContain(` | ${reason} | `);
  expect(cure).toMatch(/^(use|run|mount|put|declare|make|remove) /u);
});

test('docs/checks.md has every check with every option by every mechanism', async () => {
  // after a change: npx vitest run -u --project lowest test/docs/checks.test.ts
  await expect(PAGE).toMatchFileSnapshot('../../docs/checks.md');
});

test('the README sums it up', () => {
  expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain(readmeChecks().join('\n'));
});
