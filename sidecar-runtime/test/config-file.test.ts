import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { configFile } from '../src/config-file.ts';
import { MountedVolume } from './support/mounted-volume.ts';
import { tempFolder } from './support/temp-folder.ts';

/** Settles at the next change. */
function nextChange(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    onTestFinished(configFile(path).watch(resolve, reject));
  });
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
  await expect(configFile(tempFolder()).read()).rejects.toThrow('cannot be read (EISDIR): it is a folder: name the file in it');
});

test('fails when it is a pipe, without waiting for a writer', async () => {
  const path = join(tempFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  await expect(configFile(path).read()).rejects.toThrow('cannot be read: it is no regular file: name a file');
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
    'cannot be read (ELOOP): its links go round in a circle: correct the links',
  );
});

test('fails when there is no folder to watch', () => {
  const folder = join(tempFolder(), 'none');
  expect(() => configFile(join(folder, 'a.yaml')).watch(() => undefined, () => undefined)).toThrow(
    `cannot watch the folder "${folder}" (ENOENT): it does not exist: mount it, or correct the path`,
  );
});
