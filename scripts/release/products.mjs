import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativeParts } from '../../sidecar-runtime/native/make/parts.mjs';
import { CACHE, TARGETS } from '../../sidecar-runtime/native/make/program.mjs';
import { BUNDLED_PARTS, ROOT, SIDECAR } from '../lib/paths.mjs';
import { npmPart, npmPurl } from '../lib/bundled-packages.mjs';
import { filesBelow, sha256 } from './checksums.mjs';

/**
 * @typedef {import('./bill.mjs').Product} Product
 * @typedef {import('./bill.mjs').Installed} Installed
 * @typedef {import('../../sidecar-runtime/native/make/parts.mjs').Part} Part
 */

/** @typedef {{ name: string, version: string, description: string }} Manifest */
/** @typedef {{ dev?: boolean, integrity: string, dependencies?: Record<string, string> }} Locked */

/**
 * What a release consists of, and what is in each: the library in all its languages, the runtime for npm, the image.
 *
 * @param {string} outdir where the files of the release are
 * @returns {Promise<Record<string, Product>>} by the name of the bill
 */
export async function products(outdir) {
  const [library, runtime] = [manifest(ROOT), manifest(SIDECAR)];
  const native = await nativeParts(CACHE);
  const all = filesBelow(outdir);
  const artefacts = (/** @type {(file: string) => boolean} */ chosen) => all.filter(chosen)
    .map((file) => ({ file, sha256: sha256(join(outdir, file)) }));
  /** @type {unknown} */
  const bundled = JSON.parse(readFileSync(BUNDLED_PARTS, 'utf8'));
  const tarball = `npm/startgate-${runtime.version}.tgz`;
  const image = 'images/startgate.tar';
  const executables = (/** @type {(architecture: string) => string} */ place) => Object.keys(TARGETS).map((architecture) => ({
    file: place(architecture), sha256: sha256(join(SIDECAR, `native/linux-${architecture}/startgate`)),
  }));
  return {
    [`cdk8s-startgate-${library.version}`]: {
      ...library, type: 'library', purl: npmPurl(library.name, library.version), beside: [], executables: [],
      artefacts: artefacts((file) => file !== tarball && file !== image && !file.startsWith('sbom/')),
      inside: /** @type {Part[]} */ (bundled),
    },
    [`startgate-${runtime.version}`]: {
      ...runtime, type: 'library', purl: npmPurl(runtime.name, runtime.version), inside: native, beside: installedWith(SIDECAR),
      artefacts: artefacts((file) => file === tarball), executables: executables((architecture) => `native/linux-${architecture}/startgate`),
    },
    [`startgate-image-${runtime.version}`]: {
      ...runtime, type: 'container', description: 'The image with the waiter, for linux/amd64 and linux/arm64', inside: native, beside: [],
      purl: `pkg:oci/startgate@${imageDigest(join(outdir, image)).replace(':', '%3A')}?tag=${runtime.version}`,
      artefacts: artefacts((file) => file === image), executables: executables((architecture) => `linux/${architecture}/startgate`),
    },
  };
}

/**
 * @param {string} folder
 * @returns {Manifest}
 */
function manifest(folder) {
  /** @type {unknown} */
  const read = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, description } = /** @type {Manifest} */ (read);
  return { name, version, description };
}

/**
 * @param {string} archive
 * @returns {string} the digest that a registry gives the image in an OCI archive
 */
function imageDigest(archive) {
  /** @type {unknown} */
  const index = JSON.parse(execFileSync('tar', ['-xOf', archive, 'index.json'], { encoding: 'utf8' }));
  const { manifests: [image] } = /** @type {{ manifests: [{ digest: string }] }} */ (index);
  return image.digest;
}

/**
 * What npm installs with a package, by its lock file.
 *
 * @param {string} folder
 * @returns {Installed[]}
 */
function installedWith(folder) {
  /** @type {unknown} */
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  const { packages } = /** @type {{ packages: Record<string, Locked> }} */ (lock);
  return Object.entries(packages).filter(([place, { dev }]) => place !== '' && dev !== true).map(([place, { integrity, dependencies = {} }]) => {
    const needs = Object.keys(dependencies).map((name) => {
      const nested = `${place}/node_modules/${name}`;
      const { version } = npmPart(join(folder, existsSync(join(folder, nested)) ? nested : `node_modules/${name}`));
      return npmPurl(name, version);
    });
    return { ...npmPart(join(folder, place)), integrity, dependencies: needs };
  });
}
