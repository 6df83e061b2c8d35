import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Never an input: made from the inputs, or not ours. */
const SKIPPED = new Set(['node_modules', 'build', 'dist', 'linux-amd64', 'linux-arm64', 'images', 'coverage', '.git', '.cache', 'generated', '.temp']);

/**
 * A hash over names and contents of files, whatever the time on their clocks.
 *
 * @param {string} root names are taken relative to it
 * @param {string[]} inputs files or folders; one that is missing counts as missing
 * @param {string[]} [extra] further text that decides the result, as a version
 */
export function hashOf(root, inputs, extra = []) {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap((input) => files(join(root, input))).sort()) {
    hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
  }
  for (const text of [process.version, ...extra]) {
    hash.update(`\0\0${text}`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function files(path) {
  if (!existsSync(path)) {
    return [];
  }
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .flatMap((entry) => files(path + sep + entry.name));
}

/**
 * Runs `work` unless it was done for the same hash and what it made is still there.
 *
 * @param {{ file: string, hash: string, outputs?: string[] }} stamp `file` keeps the hash of the last success
 * @param {() => Promise<unknown>} work
 * @returns {Promise<boolean>} whether there was something to do
 */
export async function unlessDone({ file, hash, outputs = [] }, work) {
  if (existsSync(file) && readFileSync(file, 'utf8') === hash && outputs.every((output) => existsSync(output))) {
    return false;
  }
  rmSync(file, { force: true });
  await work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
  return true;
}
