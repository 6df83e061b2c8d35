import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const CHECKSUMS = 'SHA256SUMS';

/**
 * @param {string} file
 * @returns {string} its SHA-256, in hexadecimal
 */
export function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]} the files below it, sorted, with slashes
 */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
}

/**
 * Writes the checksums of all files of a folder, as `sha256sum --check` reads them.
 *
 * @param {string} folder
 */
export function writeChecksums(folder) {
  const files = filesBelow(folder).filter((file) => file !== CHECKSUMS);
  writeFileSync(join(folder, CHECKSUMS), files.map((file) => `${sha256(join(folder, file))}  ${file}\n`).join(''));
}
