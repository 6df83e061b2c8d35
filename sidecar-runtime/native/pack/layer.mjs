import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pack } from 'tar-stream';
import { BuildError } from '../make/command.mjs';

/**
 * One file of a file system. A path is relative to its root, without a slash at either end.
 *
 * @typedef {object} Entry
 * @property {string} path
 * @property {'file' | 'directory' | 'symlink'} type
 * @property {number} mode
 * @property {Buffer} [content] of a file
 * @property {string} [target] of a symbolic link
 */

/**
 * @param {string} path
 * @param {Buffer} content
 * @param {number} [mode]
 * @returns {Entry}
 */
export function file(path, content, mode = 0o644) {
  return { path, type: 'file', mode, content };
}

/**
 * @param {string} path
 * @returns {Entry}
 */
export function directory(path) {
  return { path, type: 'directory', mode: 0o755 };
}

/**
 * @param {string} path
 * @param {string} target
 * @returns {Entry}
 */
export function link(path, target) {
  return { path, type: 'symlink', mode: 0o777, target };
}

/**
 * A folder with all that is in it, in the order of its names, whatever order the disk has. All of it becomes root's.
 *
 * @param {string} folder
 * @param {string} path its place in the image; the root itself, `''`, is not listed
 * @returns {Entry[]}
 */
export function filesIn(folder, path) {
  const inside = readdirSync(folder).sort().flatMap((name) => {
    const [source, target] = [join(folder, name), path === '' ? name : `${path}/${name}`];
    const status = lstatSync(source);
    if (status.isDirectory()) return filesIn(source, target);
    if (status.isSymbolicLink()) return [link(target, readlinkSync(source))];
    if (!status.isFile()) throw new BuildError(`an image has only files, folders and symbolic links, got something else: ${source}`);
    return [file(target, readFileSync(source), (status.mode & 0o111) === 0 ? 0o644 : 0o755)];
  });
  return path === '' ? inside : [directory(path), ...inside];
}

/**
 * A tar archive with the time zero and root as the owner of everything: the same entries are the same bytes.
 *
 * @param {readonly Entry[]} entries
 * @returns {Promise<Buffer>}
 */
export async function archive(entries) {
  const tar = pack();
  for (const { path, type, mode, content, target } of entries) {
    const header = { name: path, type, mode, mtime: new Date(0), ...(target !== undefined && { linkname: target }) };
    tar.entry(header, content ?? Buffer.alloc(0));
  }
  tar.finalize();
  const chunks = [];
  for await (const chunk of tar) chunks.push(/** @type {Buffer} */ (chunk));
  return Buffer.concat(chunks);
}
