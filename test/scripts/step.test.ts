import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mustRun, stamped } from '../../scripts/lib/step.mjs';

let folder: string;
let done: string[];
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'startgate-step-'));
  writeFileSync(join(folder, 'source'), '1');
  done = [];
  said = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const does = (name: string) => stamped(name, { folder, inputs: ['source'], work: () => Promise.resolve(done.push(name)) });
const fails = (name: string) => stamped(name, { folder, inputs: ['source'], work: () => Promise.reject(new Error('no space')) });

test('a step is done once', async () => {
  await mustRun([does('compile'), does('compile')]);
  expect({ done, last: said.at(-1) }).toEqual({ done: ['compile'], last: 'ok    compile (up to date)\n' });
});

test('a step is done again when an earlier one has changed its input', async () => {
  const write = stamped('write', { folder, inputs: [], work: () => writeFile(join(folder, 'source'), '2') });
  await mustRun([does('compile'), write, does('compile')]);
  expect(done).toEqual(['compile', 'compile']);
});

test('a step is done again when the packages of its folder are gone', async () => {
  await mustRun([does('compile')]);
  rmSync(join(folder, 'node_modules'), { recursive: true });
  await mustRun([does('compile')]);
  expect(done).toEqual(['compile', 'compile']);
});

test('a step that fails ends its lane, not the others, and is named at the end', async () => {
  await expect(mustRun([fails('install'), does('after')], [does('compile'), does('bundle')])).rejects.toThrow(new Error('failed: install'));
  expect(done).toEqual(['compile', 'bundle']);
});

test('a step that fails says why', async () => {
  await expect(mustRun([fails('install')])).rejects.toThrow();
  expect(said).toEqual(['no space\nFAIL  install\n']);
});
