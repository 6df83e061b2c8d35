import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * @typedef {object} Step
 * @property {string} title what is said when it is done
 * @property {string} output the file or folder that it makes
 * @property {readonly string[]} files what it reads, by content
 * @property {unknown} [settings] whatever else decides what comes out
 * @property {() => void | Promise<void>} work
 */

/**
 * Does a step of the build, unless its output is there and was made from the same inputs. The mark of what it was made
 * from is written last, so that a step that failed or was interrupted is done again.
 *
 * @param {Step} step
 */
export async function runStep({ title, output, files, settings = null, work }) {
  const mark = `${output}.inputs`;
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of files) hash.update(`\0${file.slice(file.lastIndexOf('/') + 1)}\0`).update(readFileSync(file));
  const inputs = hash.digest('hex');
  if (existsSync(output) && existsSync(mark) && readFileSync(mark, 'utf8') === inputs) return;
  process.stderr.write(`${title}\n`);
  rmSync(mark, { force: true });
  mkdirSync(dirname(output), { recursive: true });
  await work();
  writeFileSync(mark, inputs);
}
