import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { startContainer, type ContainerOptions } from '../support/container.ts';
import { makeImages } from '../support/make-images.ts';
import { OciArchive } from '../support/oci.ts';
import type { Outcome, Running } from '../support/program.ts';
import { httpServer } from '../support/servers.ts';
import { tempFolder } from '../support/temp-folder.ts';

const ROOT = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

function archive(name: string, ...args: readonly string[]): OciArchive {
  const out = tempFolder();
  expect(makeImages('--out', out, ...args)).toMatchObject({ status: 0, stderr: '' });
  return new OciArchive(join(out, `${name}.tar`));
}

function startWaiter(options: ContainerOptions): Running {
  return startContainer(archive('startgate'), options);
}

function runWaiter(options: ContainerOptions): Promise<Outcome> {
  return startWaiter(options).outcome;
}

/** A folder that every user may write to, as an emptyDir. */
function volume(): string {
  const folder = tempFolder();
  chmodSync(folder, 0o777);
  return folder;
}

/** A root file system with this Node and the libraries that it is linked with, and nothing else. */
function nodeRoot(): string {
  const root = tempFolder();
  const node = realpathSync(process.execPath);
  const libraries = execFileSync('ldd', [node], { encoding: 'utf8' }).split('\n').flatMap((line) => /(\/\S+) \(0x/.exec(line)?.[1] ?? []);
  for (const [source, target] of [[node, '/usr/local/bin/node'], ...libraries.map((path) => [path, path])] as [string, string][]) {
    mkdirSync(join(root, dirname(target)), { recursive: true });
    copyFileSync(source, join(root, target));
  }
  for (const name of ['proc', 'dev']) mkdirSync(join(root, name));
  return root;
}

test('the image runs without any other file', async () => {
  expect(await runWaiter({ args: ['--version'] })).toEqual({ code: 0, signal: null, stdout: `startgate ${version}\n`, stderr: '' });
});

test('the image runs by its second name, too', async () => {
  expect(await runWaiter({ entrypoint: ['/entrypoint'], args: ['--version'] })).toMatchObject({ code: 0, stdout: `startgate ${version}\n` });
});

test('a gate on a file of a volume opens when the file is there', async () => {
  const folder = volume();
  const waiting = startWaiter({ args: ['wait', 'x=file:///shared/ready'], mounts: { [folder]: '/shared' } });
  await waiting.says('waiting for x: no such file');
  writeFileSync(join(folder, 'ready'), '');
  expect((await waiting.outcome).code).toBe(0);
});

test('a gate on HTTP over a unix socket of a volume opens when the server is ready', async () => {
  const folder = volume();
  let ready = false;
  await httpServer((_, response) => {
    response.statusCode = ready ? 200 : 503;
    response.end();
  }, join(folder, 'app.sock'));
  chmodSync(join(folder, 'app.sock'), 0o777);
  const waiting = startWaiter({ args: ['wait', 'x=unix:///shared/app.sock:/ready'], mounts: { [folder]: '/shared' } });
  await waiting.says('waiting for x: http 503');
  ready = true;
  expect((await waiting.outcome).code).toBe(0);
});

test('a gate that stays closed ends the container with 69', async () => {
  expect((await runWaiter({ args: ['wait', '--timeout=100ms', 'x=tcp://127.0.0.1:1'] })).code).toBe(69);
});

test('a container installs the program for others, into a volume, by its numeric user', async () => {
  const folder = volume();
  expect(await runWaiter({ args: ['install', '/shared'], mounts: { [folder]: '/shared' } })).toMatchObject({ code: 0, stderr: '' });
  const { mode, uid } = statSync(join(folder, 'startgate'));
  expect([(mode & 0o7777).toString(8), uid]).toEqual(['555', 65532]);
  expect(execFileSync(join(folder, 'startgate'), ['--version'], { encoding: 'utf8' })).toBe(`startgate ${version}\n`);
});

test('the image with the sidecar serves, and holds the waiter that waits for it', async () => {
  const images = archive('startgate-node', '--node-root', `amd64=${nodeRoot()}`);
  const serving = startContainer(images, { args: ['serve', '--port=0', '--host=127.0.0.1'] });
  await serving.says('startgate: listening on');
  serving.kill('SIGTERM');
  expect((await serving.outcome).code).toBe(0);
  expect(await startContainer(images, { entrypoint: ['/startgate'], args: ['--version'] }).outcome).toMatchObject({ code: 0, stdout: `startgate ${version}\n` });
});
