import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustCapture } from '../exec.mjs';
import { GO_ENV } from '../go.mjs';
import { fileTimestamp } from '../source-date.mjs';

const ZIP = fileURLToPath(new URL('module-zip', import.meta.url));

/**
 * Writes Go modules as a module proxy has them, so that `GOPROXY=file://<proxy>` finds them.
 *
 * @param {string} sources the folder of the modules that jsii-pacmak wrote
 * @param {string} proxy
 */
export async function writeGoModules(sources, proxy) {
  for (const name of readdirSync(sources)) await writeGoModule(join(sources, name), proxy);
}

/**
 * @param {string} sources
 * @param {string} proxy
 */
async function writeGoModule(sources, proxy) {
  const mod = readFileSync(join(sources, 'go.mod'), 'utf8');
  const path = /^module (\S+)$/mu.exec(mod)?.[1] ?? '';
  const version = `v${readFileSync(join(sources, 'version'), 'utf8').trim()}`;
  // the proxy protocol writes an upper case letter as "!" and the lower case one
  const folder = join(proxy, path.replace(/[A-Z]/gu, (letter) => `!${letter.toLowerCase()}`), '@v');
  mkdirSync(folder, { recursive: true });
  await mustCapture('go', ['run', '-mod=readonly', '.', sources, `${path}@${version}`, join(folder, `${version}.zip`)], { cwd: ZIP, env: GO_ENV });
  cpSync(join(sources, 'go.mod'), join(folder, `${version}.mod`));
  writeFileSync(join(folder, `${version}.info`), `${JSON.stringify({ Version: version, Time: fileTimestamp() })}\n`);
  writeFileSync(join(folder, 'list'), `${version}\n`);
}
