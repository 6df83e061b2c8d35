import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { nodeLocks } from '../../src/platform/node-locks.ts';
import { tempFolder } from '../support/temp-folder.ts';

const BUILT = new URL('../../dist/platform/node-locks.js', import.meta.url).href;
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function lockPath(): string {
  return join(tempFolder(), 'lock');
}

/** Another process that takes the lock and lives on. */
async function holder(path: string): Promise<ChildProcess> {
  const code = `import { nodeLocks } from ${JSON.stringify(BUILT)}; process.stdout.write(String(await nodeLocks.acquire(${JSON.stringify(path)}))); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('true');
  return child;
}

test('is held while the process that took it lives, and free once it was killed', async () => {
  const path = lockPath();
  const child = await holder(path);
  expect(await nodeLocks.isHeld(path)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await nodeLocks.isHeld(path)).toBe(false);
});

test('is held while the process that took it is stopped', async () => {
  const path = lockPath();
  const child = await holder(path);
  child.kill('SIGSTOP');
  expect(await nodeLocks.isHeld(path)).toBe(true);
});

test('is not given twice', async () => {
  const path = lockPath();
  await holder(path);
  expect(await nodeLocks.acquire(path)).toBe(false);
});

test('is given again after its holder was killed', async () => {
  const path = lockPath();
  const child = await holder(path);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await holder(path);
  expect(await nodeLocks.isHeld(path)).toBe(true);
});

test('may be asked about by every user, and leaves no other file', async () => {
  const path = lockPath();
  await holder(path);
  expect(statSync(path).mode & 0o777).toBe(0o777);
  expect(readdirSync(join(path, '..'))).toEqual(['lock']);
});

test('is free where nothing, or no socket, is', async () => {
  const path = lockPath();
  expect(await nodeLocks.isHeld(path)).toBe(false);
  writeFileSync(path, '');
  expect(await nodeLocks.isHeld(path)).toBe(false);
});

test('is free where a link leads to a lock that is held, and nobody is called', async () => {
  const path = lockPath();
  await holder(path);
  symlinkSync('lock', `${path}.link`);
  expect([await nodeLocks.isHeld(path), await nodeLocks.isHeld(`${path}.link`)]).toEqual([true, false]);
});

test('is held, and none of ours, where it can\'t be looked at', async () => {
  const path = lockPath();
  symlinkSync('loop', join(path, '../loop'));
  expect(await nodeLocks.isHeld(join(path, '../loop/lock'))).toBe(true);
});

test('fails when the directory is not there', async () => {
  await expect(nodeLocks.acquire('/nowhere/at/all/lock')).rejects.toMatchObject({ name: 'PlatformError' });
});

test('fails when the path is too long for a socket', async () => {
  await expect(nodeLocks.acquire(join(lockPath(), '..', 'x'.repeat(120)))).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
});
