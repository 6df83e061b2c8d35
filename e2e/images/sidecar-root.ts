import { cpSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from '../cluster/command';
import { IMAGES, RUNTIME } from '../paths';

/**
 * The root filesystem of the sidecar on Node: this machine's own `node`, the shared libraries that it is linked with, and the
 * package `startgate` with its dependencies, installed as a sidecar author would have them.
 */
export async function copySidecar(root: string): Promise<void> {
  place(process.execPath, join(root, 'usr/local/bin/node'));
  for (const library of await librariesOf(process.execPath)) place(library, join(root, library));

  const modules = join(root, 'sidecar', 'node_modules');
  for (const folder of await dependencies()) {
    cpSync(folder, join(modules, folder.slice(join(RUNTIME, 'node_modules').length)), {
      recursive: true, filter: (path) => !isNested(folder, path),
    });
  }
  for (const name of ['package.json', 'dist']) cpSync(join(RUNTIME, name), join(modules, 'startgate', name), { recursive: true });
  place(join(IMAGES, 'sidecar', 'main.mjs'), join(root, 'sidecar', 'main.mjs'));
}

/** Copies a file to a place in a root filesystem. */
export function place(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { dereference: true });
}

/** Nested packages come by themselves, as entries of the list. */
function isNested(folder: string, path: string): boolean {
  return path !== folder && basename(path) === 'node_modules';
}

/** The shared libraries of a program, by the paths under which the loader finds them. */
export async function librariesOf(program: string): Promise<string[]> {
  const lines = (await run('ldd', [program])).split('\n');
  return lines.flatMap((line) => /(?:=> )?(\/\S+) \(0x/.exec(line)?.[1] ?? []);
}

/** Folders of the packages that `startgate` needs at run time. */
async function dependencies(): Promise<string[]> {
  const [, ...folders] = (await run('npm', ['ls', '--omit=dev', '--all', '--parseable'], { cwd: RUNTIME })).trim().split('\n');
  return folders;
}
