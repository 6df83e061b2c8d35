import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashOf, unlessDone } from '../../scripts/lib/stamp.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'startgate-stamp-'));
  mkdirSync(join(root, 'src', 'private'), { recursive: true });
  writeFileSync(join(root, 'src', 'a.ts'), 'a');
  writeFileSync(join(root, 'src', 'private', 'b.ts'), 'b');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('hashOf', () => {
  test('stays the same when only the time of a file changes', () => {
    const before = hashOf(root, ['src']);
    utimesSync(join(root, 'src', 'a.ts'), 1, 1);
    expect(hashOf(root, ['src'])).toBe(before);
  });

  test.each([
    ['the content of a file deep in a folder', () => writeFileSync(join(root, 'src', 'private', 'b.ts'), 'c')],
    ['a new file', () => writeFileSync(join(root, 'src', 'c.ts'), '')],
    ['a file that is gone', () => rmSync(join(root, 'src', 'a.ts'))],
  ])('changes with %s', (_what, change) => {
    const before = hashOf(root, ['src']);
    change();
    expect(hashOf(root, ['src'])).not.toBe(before);
  });

  test('changes with the further text', () => {
    expect(hashOf(root, ['src'], ['1.0'])).not.toBe(hashOf(root, ['src'], ['1.1']));
  });

  test('leaves out what is installed or made', () => {
    const before = hashOf(root, ['src']);
    for (const folder of ['node_modules', 'dist', 'build']) {
      mkdirSync(join(root, 'src', folder));
      writeFileSync(join(root, 'src', folder, 'x'), '');
    }
    expect(hashOf(root, ['src'])).toBe(before);
  });
});

describe('unlessDone', () => {
  let runs = 0;
  const work = () => {
    runs += 1;
    writeFileSync(join(root, 'output'), '');
    return Promise.resolve();
  };
  const stamp = (hash: string) => ({ file: join(root, 'stamps', 'work'), hash, outputs: [join(root, 'output')] });

  beforeEach(() => {
    runs = 0;
  });

  test('does the work once for the same hash', async () => {
    expect([await unlessDone(stamp('1'), work), await unlessDone(stamp('1'), work), runs]).toEqual([true, false, 1]);
  });

  test('does it again for another hash', async () => {
    expect([await unlessDone(stamp('1'), work), await unlessDone(stamp('2'), work), runs]).toEqual([true, true, 2]);
  });

  test('does it again when an output is gone', async () => {
    await unlessDone(stamp('1'), work);
    rmSync(join(root, 'output'));
    expect([await unlessDone(stamp('1'), work), runs]).toEqual([true, 2]);
  });

  test('does it again after a failure, also for a hash that was done before', async () => {
    await unlessDone(stamp('1'), work);
    await expect(unlessDone(stamp('2'), () => Promise.reject(new Error('no')))).rejects.toThrow(new Error('no'));
    expect([await unlessDone(stamp('1'), work), runs]).toEqual([true, 2]);
  });
});
