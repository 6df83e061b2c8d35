import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('../../sidecar-runtime/native/make/parts.mjs').Part} Part */

/** What the file of a package has inside already, which no bundler sees: it stands among its dependencies, by its exact version. */
const INLINED = /** @type {Record<string, string[]>} */ ({ '@dagrejs/dagre': ['@dagrejs/graphlib'] });

/**
 * The npm packages of which a bundle has code.
 *
 * @param {import('esbuild').Metafile} metafile
 * @param {string} root where the bundle was made
 * @returns {Part[]}
 */
export function bundledPackages({ outputs }, root) {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0));
  const names = new Set(files.flatMap(([file]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(file)?.[1] ?? []));
  const all = [...names].flatMap((name) => [name, ...(INLINED[name] ?? [])]);
  return [...new Set(all)].sort().map((name) => npmPart(join(root, 'node_modules', name)));
}

/**
 * An installed npm package, as it says itself.
 *
 * @param {string} folder
 * @returns {Part}
 * @throws Error when it does not say its license
 */
export function npmPart(folder) {
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license, description = '' } = /** @type {{ name: string, version: string, license?: unknown, description?: string }} */ (manifest);
  if (typeof license !== 'string') throw new Error(`${name} ${version} names no license in its package.json`);
  return { name, version, license, purl: npmPurl(name, version), what: description, text: readFileSync(join(folder, 'LICENSE'), 'utf8') };
}

/**
 * @see https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md
 * @param {string} name
 * @param {string} version
 */
export function npmPurl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
