import { execFileSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { configFile } from '../../src/server/config-file.ts';
import { ManualTimers } from '../support/manual-timers.ts';
import { MountedVolume } from '../support/mounted-volume.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Settles at the next change. */
function nextChange(path: string): Promise<void> {
  return new Promise((resolve) => {
    onTestFinished(configFile(path, new ManualTimers()).watch(resolve));
  });
}

/** Follows a file, which is read only when it is said to have changed: `until` settles when that has given this text. */
function follow(path: string): { readonly timers: ManualTimers; readonly until: (text: string) => Promise<void> } {
  const timers = new ManualTimers();
  const reads = new EventEmitter();
  let last: string | undefined;
  const read = async (): Promise<void> => {
    last = await textOf(path).catch(() => undefined);
    reads.emit('read');
  };
  onTestFinished(configFile(path, timers).watch(() => void read()));
  const until = async (text: string): Promise<void> => {
    while (last !== text) await once(reads, 'read');
  };
  return { timers, until };
}

async function textOf(path: string): Promise<string> {
  return new TextDecoder().decode(await configFile(path).read());
}

test('a file is read', async () => {
  const path = join(tempFolder(), 'a.yaml');
  writeFileSync(path, 'port: 8080\n');
  expect(await textOf(path)).toBe('port: 8080\n');
});

test('a file of a mounted volume is read through its links', async () => {
  const volume = new MountedVolume();
  volume.update({ 'a.yaml': 'port: 1' });
  expect(await textOf(volume.path('a.yaml'))).toBe('port: 1');
});

test('an update of a mounted volume is seen', async () => {
  const volume = new MountedVolume();
  volume.update({ 'a.yaml': 'port: 1' });
  const change = nextChange(volume.path('a.yaml'));
  volume.update({ 'a.yaml': 'port: 2' });
  await change;
  expect(await textOf(volume.path('a.yaml'))).toBe('port: 2');
});

test('a file that is written later is seen', async () => {
  const path = join(tempFolder(), 'a.yaml');
  const change = nextChange(path);
  writeFileSync(path, 'port: 1');
  await change;
});

/** Ways to put a folder with another file in the place of a folder. */
const REPLACEMENTS: readonly (readonly [string, (folder: string, parent: string) => void])[] = [
  ['is deleted and made anew', (folder) => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  }],
  ['is replaced by another', (folder, parent) => {
    mkdirSync(join(parent, 'new'));
    renameSync(folder, join(parent, 'old'));
    renameSync(join(parent, 'new'), folder);
  }],
  ['becomes a link', (folder, parent) => {
    mkdirSync(join(parent, 'new'));
    rmSync(folder, { recursive: true });
    symlinkSync('new', folder);
  }],
];

test.each(REPLACEMENTS)('a folder that %s is seen, and watched again', async (_, replace) => {
  const parent = tempFolder();
  const folder = join(parent, 'etc');
  const path = join(folder, 'a.yaml');
  mkdirSync(folder);
  writeFileSync(path, 'port: 1');
  const { timers, until } = follow(path);
  replace(folder, parent);
  writeFileSync(path, 'port: 2');
  timers.pass(1000);
  await until('port: 2');
  writeFileSync(path, 'port: 3');
  await until('port: 3');
});

test.each(['folder', 'parent'])('a swapped link to the %s is seen, and what it leads to is watched', async (what) => {
  const folder = tempFolder();
  for (const version of ['v1', 'v2']) {
    mkdirSync(join(folder, version, 'etc'), { recursive: true });
    writeFileSync(join(folder, version, 'etc', 'a.yaml'), version);
  }
  const target = (version: string): string => (what === 'folder' ? join(version, 'etc') : version);
  const path = what === 'folder' ? join(folder, 'link', 'a.yaml') : join(folder, 'link', 'etc', 'a.yaml');
  symlinkSync(target('v1'), join(folder, 'link'));
  const { timers, until } = follow(path);
  symlinkSync(target('v2'), join(folder, 'next'));
  renameSync(join(folder, 'next'), join(folder, 'link'));
  timers.pass(1000);
  await until('v2');
  writeFileSync(join(folder, 'v2', 'etc', 'a.yaml'), 'v3');
  await until('v3');
});

test('a folder that comes back later is followed', async () => {
  const folder = join(tempFolder(), 'etc');
  const path = join(folder, 'a.yaml');
  mkdirSync(folder);
  const timers = new ManualTimers();
  const changes = new EventEmitter();
  onTestFinished(configFile(path, timers).watch(() => changes.emit('change')));
  const look = async (): Promise<void> => {
    const change = once(changes, 'change');
    timers.pass(1000);
    await change;
  };
  rmSync(folder, { recursive: true });
  await look();
  while (timers.pending === 0) await once(changes, 'change');
  mkdirSync(folder);
  writeFileSync(path, 'port: 1');
  await look();
  expect(await textOf(path)).toBe('port: 1');
});

test('nothing is left of a file that is no longer watched', () => {
  const timers = new ManualTimers();
  configFile(join(tempFolder(), 'a.yaml'), timers).watch(() => undefined)();
  expect(timers.pending).toBe(0);
});

test('a file of exactly 1 MiB is read, one byte more fails', async () => {
  const path = join(tempFolder(), 'a.yaml');
  writeFileSync(path, 'x'.repeat(1024 * 1024));
  expect((await configFile(path).read()).length).toBe(1024 * 1024);
  writeFileSync(path, 'x'.repeat(1024 * 1024 + 1));
  await expect(configFile(path).read()).rejects.toThrow('larger than the limit of 1048576 bytes, got 1048577: is it the right file?');
});

test('fails when the file does not exist', async () => {
  await expect(configFile(join(tempFolder(), 'none.yaml')).read()).rejects.toThrow(
    'cannot be read (ENOENT): it does not exist: mount it, or correct the path',
  );
});

test('fails when it is a folder', async () => {
  await expect(configFile(tempFolder()).read()).rejects.toThrow('cannot be read (EISDIR): the path is a folder: name the file in it');
});

test('fails when it is a pipe, without waiting for a writer', async () => {
  const path = join(tempFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  await expect(configFile(path).read()).rejects.toThrow('cannot be read: not a regular file: name a file');
});

test('fails when a part of the path is a file', async () => {
  const path = join(tempFolder(), 'a.yaml');
  writeFileSync(path, '');
  await expect(configFile(join(path, 'b.yaml')).read()).rejects.toThrow(
    'cannot be read (ENOTDIR): a part of the path is no folder: correct the path',
  );
});

test('fails when the links of the path go round', async () => {
  const folder = tempFolder();
  execFileSync('ln', ['-s', 'a.yaml', join(folder, 'a.yaml')]);
  await expect(configFile(join(folder, 'a.yaml')).read()).rejects.toThrow(
    'cannot be read (ELOOP): the symbolic links form a loop: correct the links',
  );
});

test('fails when there is no folder to watch', () => {
  const folder = join(tempFolder(), 'none');
  expect(() => configFile(join(folder, 'a.yaml')).watch(() => undefined)).toThrow(
    `cannot watch the folder "${folder}" (ENOENT): it does not exist: mount it, or correct the path`,
  );
});
