import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { nodeHost } from '../../src/cli/node-host';
import { run } from '../../src/cli/run';

const POD = 'kind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: app, image: a }] }\n';

let folder: string;
beforeEach(({ onTestFinished }) => {
  folder = mkdtempSync(join(tmpdir(), 'startgate-host-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

/** Runs the program on the real disk. */
async function check(path: string): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const host = nodeHost();
  const output = (write: (text: string) => void): typeof host.stdout => ({ write, isTerminal: false });
  const code = await run(
    ['check', path],
    { ...host, env: {}, stdin: undefined, stdout: output((text) => { out += text; }), stderr: output((text) => { err += text; }) },
  );
  return { code, out: out.replaceAll(folder, ''), err: err.replaceAll(folder, '') };
}

test('a folder that links back to one above it is read once', async () => {
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'web.yaml'), POD);
  symlinkSync('..', join(folder, 'dist', 'up'));
  symlinkSync('.', join(folder, 'dist', 'self'));
  expect(await check(join(folder, 'dist'))).toEqual({ code: 0, err: '', out: '1 workload: 0 errors, 0 warnings, 0 infos\n' });
});

test('a folder that is linked to is read', async () => {
  mkdirSync(join(folder, 'dist'));
  mkdirSync(join(folder, 'more'));
  writeFileSync(join(folder, 'more', 'web.yaml'), POD);
  symlinkSync('../more', join(folder, 'dist', 'more'));
  expect((await check(join(folder, 'dist'))).out).toBe('1 workload: 0 errors, 0 warnings, 0 infos\n');
});

test.each(['', 'loop.yaml'])('a link to itself can\'t be read, and says so: %j', async (name) => {
  symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
  expect(await check(join(folder, name))).toEqual({
    code: 1, err: '',
    out: '/loop.yaml: error unreadable: can\'t be read: ELOOP\n  cure: fix the place that the message names; render a template first\n0 workloads: 1 error, 0 warnings, 0 infos\n',
  });
});

test('a part of a file is read, and less where the file ends', () => {
  writeFileSync(join(folder, 'a'), 'abcdef');
  const { files } = nodeHost();
  expect([[1, 3], [4, 9], [9, 1]].map(([offset, length]) => Buffer.from(files.readAt(join(folder, 'a'), offset!, length!)).toString())).toEqual(['bcd', 'ef', '']);
});

test('a file is written, and what it held is gone', () => {
  const { files } = nodeHost();
  files.write(join(folder, 'lock'), 'a longer text');
  files.write(join(folder, 'lock'), 'text');
  expect(Buffer.from(files.read(join(folder, 'lock'), 100)).toString()).toBe('text');
});
