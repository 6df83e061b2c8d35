import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError } from './command.mjs';
import { bundleProgram } from './bytecode.mjs';
import { prepareToolchain, REQUIREMENTS } from './toolchain.mjs';

/**
 * Something of others that is inside what ships.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} version
 * @property {string} license as SPDX names it
 * @property {string} purl
 * @property {string} [cpe] where those who look for vulnerabilities know it by that
 * @property {string} what of it is inside
 * @property {string} text of the license
 * @property {{ url: string, sha256: string }} [source] what was compiled
 */

/** The file of licenses beside what contains the parts. */
export const LICENSES = 'THIRD-PARTY-LICENSES.txt';

const ENTRY = join(import.meta.dirname, '../../src/native-main.ts');

/**
 * What the native startgate is linked from, beside our own sources: the engine, the C library, and what the compiler brings. The versions
 * are those of the files that were compiled.
 *
 * @param {string} cache the folder for everything that can be made again
 * @returns {Promise<Part[]>}
 */
export async function nativeParts(cache) {
  const { metafile } = await bundleProgram(ENTRY);
  const strangers = Object.keys(metafile.inputs).filter((path) => path.includes('node_modules/'));
  if (strangers.length > 0) throw new BuildError(`the native startgate must hold no npm package, got ${strangers.join(', ')}: name it in nativeParts, with its license`);
  const { engine, ziglang } = await prepareToolchain(cache);
  const musl = join(ziglang, 'lib/libc/musl');
  const [engineSource, zig] = [pinned('quickjs-ng'), pinned('ziglang')];
  const engineVersion = ['MAJOR', 'MINOR', 'PATCH']
    .map((part) => found(join(engine, 'quickjs.h'), new RegExp(`^#define QJS_VERSION_${part} +(\\d+)`, 'mu'))).join('.');
  const muslVersion = found(join(musl, 'src/internal/version.h'), /"([\d.]+)"/u);
  return [
    {
      name: 'quickjs-ng',
      version: engineVersion,
      license: 'MIT',
      purl: `pkg:github/quickjs-ng/quickjs@v${engineVersion}`,
      what: 'the JavaScript engine, without its parser',
      text: commentText(found(join(engine, 'quickjs.c'), /^\/\*\n([^]*?)\*\//u)),
      source: { url: `https://pypi.org/project/quickjs-ng/${engineSource.version}/`, sha256: engineSource.hashes[0] ?? '' },
    },
    {
      name: 'musl',
      version: muslVersion,
      license: 'MIT',
      purl: `pkg:generic/musl@${muslVersion}`,
      cpe: `cpe:2.3:a:musl-libc:musl:${muslVersion}:*:*:*:*:*:*:*`,
      what: 'the C library, as the compiler brings it',
      text: readFileSync(join(musl, 'COPYRIGHT'), 'utf8'),
    },
    {
      name: 'zig',
      version: zig.version,
      license: 'MIT',
      purl: `pkg:pypi/ziglang@${zig.version}`,
      what: 'the parts of the C library that the compiler has in its own language, and its runtime routines',
      text: readFileSync(join(ziglang, 'LICENSE'), 'utf8'),
    },
  ];
}

/**
 * The licenses that ask to be told where a copy is: one file for what ships.
 *
 * @param {string} where what the parts are in
 * @param {readonly Part[]} parts
 */
export function licenseText(where, parts) {
  const sections = parts.map(({ name, version, license, what, text }) => `${'='.repeat(80)}\n${name} ${version} (${license}): ${what}\n\n${text.trim()}\n`);
  return `${where} contains the following parts of others, each under its own license.\n\n${sections.join('\n')}`;
}

/**
 * @param {string} name
 * @returns {{ version: string, hashes: string[] }} as it stands in the requirements
 */
function pinned(name) {
  const block = readFileSync(REQUIREMENTS, 'utf8').split('\n\n').find((text) => new RegExp(`^${name}==`, 'mu').test(text)) ?? '';
  const version = /==([\d.]+)/u.exec(block)?.[1];
  if (version === undefined) throw new BuildError(`${REQUIREMENTS} pins no ${name}`);
  return { version, hashes: [...block.matchAll(/sha256:([0-9a-f]{64})/gu)].map(([, hash]) => /** @type {string} */ (hash)) };
}

/**
 * @param {string} file
 * @param {RegExp} pattern
 */
function found(file, pattern) {
  const text = pattern.exec(readFileSync(file, 'utf8'))?.[1];
  if (text === undefined) throw new BuildError(`${file} has nothing like ${String(pattern)}: the next release says it elsewhere`);
  return text;
}

/** @param {string} comment the inside of a C comment */
function commentText(comment) {
  return `${comment.split('\n').map((line) => line.replace(/^ \*? ?/u, '')).join('\n').trim()}\n`;
}
