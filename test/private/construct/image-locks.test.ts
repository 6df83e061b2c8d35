import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { afterAll, expect, test } from 'vitest';
import { imageLockAt } from '../../../src/private/construct/image-locks';
import { imageLockText } from '../../../src/private/image-lock';
import { newChart } from '../../shop';
import { lockOf } from '../support';

const folder = mkdtempSync(join(tmpdir(), 'startgate-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, image: string): string {
  const path = join(folder, name);
  writeFileSync(path, imageLockText(lockOf({ [image]: { entrypoint: ['/app'] } }).images));
  return path;
}

test('a lock has its path and its images', () => {
  const path = written('one.json', 'app:1');
  expect(imageLockAt(newChart(), path)).toEqual(lockOf({ 'app:1': { entrypoint: ['/app'] } }, path));
});

test('an app reads a lock once, whatever chart asks', () => {
  const app = Testing.app();
  const path = written('once.json', 'app:1');
  const first = imageLockAt(newChart(app, 'a'), path);
  written('once.json', 'app:2');
  expect(imageLockAt(newChart(app, 'b'), path)).toBe(first);
});

test('another app reads the lock anew', () => {
  const path = written('anew.json', 'app:1');
  imageLockAt(newChart(), path);
  written('anew.json', 'app:2');
  expect([...imageLockAt(newChart(), path).images.keys()]).toEqual(['app:2']);
});

test('fails when there is no lock', () => {
  expect(() => imageLockAt(newChart(), 'no-such-lock.json')).toThrow(
    new Error(`can't read the image lock "no-such-lock.json" in ${process.cwd()}: ENOENT; write the lock with cdk8s-startgate lock`),
  );
});
