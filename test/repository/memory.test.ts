import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deployments, POLICY } from '../../bench/cli/manifests.mjs';
import { LIMITS } from '../../src/cli/read/limits';
import { ROOT } from '../../scripts/lib/paths.mjs';

/** What docs/cli.md promises. */
const MOST_MIB = 1024;
/** Says at the end of a process how much memory it had at most. */
const TELL = 'data:text/javascript,process.on("exit",()=>process.stderr.write(`peak ${process.resourceUsage().maxRSS}`))';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'startgate-memory-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = ['--import', TELL, join(ROOT, 'lib', 'cli', 'main.mjs')];

/** Runs the program that is shipped on a text. */
function runOn(text: string, ...args: string[]): Promise<Ran> {
  const file = join(folder, 'in.yaml');
  writeFileSync(file, text);
  return runBuilt(spawn(process.execPath, [...PROGRAM, ...args, file]));
}

interface Ran {
  readonly code: number | null;
  readonly last: string;
  readonly peakMiB: number;
}

function runBuilt(child: ChildProcessWithoutNullStreams): Promise<Ran> {
  return new Promise((resolve, reject) => {
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => { out = (out + chunk.toString()).slice(-2000); });
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
    child.on('error', reject);
    child.on(
      'close',
      (code) => resolve({ code, last: out.trim().split('\n').at(-1) ?? '', peakMiB: Number(/peak (\d+)$/u.exec(err)?.[1]) / 1024 }),
    );
  });
}

const list = (count: number, part: (index: number) => string, between = '\n'): string => Array.from(
  { length: count }, (_, index) => part(index),
).join(between);
const workloads = (count: number): string => JSON.stringify({
  kind: 'List',
  items: Array.from(
    { length: count }, (_, index) => ({ kind: 'Pod', metadata: { name: `p${index}` }, spec: { containers: [{ name: 'a' }] } }),
  ),
});
const NONE = '0 workloads: 0 errors, 0 warnings, 0 infos';
const REFUSED = '0 workloads: 1 error, 0 warnings, 0 infos';

test.each<[string, () => string, string]>([
  ['a bomb of aliases', () => `a0: &a0 [x, x]\n${list(40, (index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`)}`, REFUSED],
  ['a bomb of merge keys', () => `a0: &a0 {k: 1}\n${list(30, (index) => `a${index + 1}: &a${index + 1} {<<: [*a${index}, *a${index}], k${index}: *a${index}}`)}`, REFUSED],
  ['a hundred thousand brackets', () => '['.repeat(100_000), REFUSED],
  ['ten thousand levels of blocks', () => list(10_000, (index) => `${' '.repeat(index)}a:`), REFUSED],
  ['as many YAML values as may be', () => `a: [${'{a},'.repeat(LIMITS.yamlValues - 1000)}]`, NONE],
  ['as long a YAML text as may be', () => `a: "${'x'.repeat(LIMITS.yamlCharacters - 20)}"`, NONE],
  ['a longer one, with what looks like documents', () => `a: "${'x\n---x\n'.repeat(3 * 1024 * 1024)}"`, REFUSED],
  ['as many JSON values as may be', () => `{"a":[${list(LIMITS.jsonValues / 3 - 1000, (index) => `{"k${index}":1}`, ',')}]}`, NONE],
  ['more JSON values', () => `[${'{},'.repeat(5 * 1024 * 1024)}{}]`, REFUSED],
  ['a hundred thousand Pods', () => workloads(100_000), '100000 workloads: 0 errors, 0 warnings, 0 infos'],
])('%s', async (_name, make, expected) => {
  const { last, peakMiB } = await runOn(make(), 'check');
  expect(last).toBe(expected);
  expect(peakMiB).toBeLessThan(MOST_MIB);
});

test.each([['/dev/zero', 'a device'], ['-', 'a stdin']])('%s as %s without an end is refused', async (operand) => {
  const zeros = createReadStream('/dev/zero');
  const child = spawn(process.execPath, [...PROGRAM, 'check', operand]);
  child.stdin.on('error', () => zeros.destroy()); // nobody reads on
  zeros.pipe(child.stdin);
  const { last, peakMiB } = await runBuilt(child);
  zeros.destroy();
  expect(last).toBe(REFUSED);
  expect(peakMiB).toBeLessThan(MOST_MIB);
});

test('twenty thousand Deployments get the order of a policy', async () => {
  const policy = join(folder, 'policy.yaml');
  writeFileSync(policy, POLICY);
  const { code, peakMiB } = await runOn(deployments(20_000), 'apply', '--policy', policy);
  expect(code).toBe(0);
  expect(peakMiB).toBeLessThan(MOST_MIB);
});

test('twenty thousand Pods as JSON are explained', async () => {
  const { code, last, peakMiB } = await runOn(workloads(20_000), 'explain', '--format', 'json');
  expect({ code, last }).toEqual({ code: 0, last: '}' });
  expect(peakMiB).toBeLessThan(MOST_MIB);
});
