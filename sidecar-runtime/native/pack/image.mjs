// Makes the images of the Dockerfile as OCI archives, without an engine: native/images/startgate.tar, and startgate-node.tar
// when it is given a root file system with Node.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BuildError } from '../make/command.mjs';
import { SIDECAR, WAITER, sidecarFiles, waiterFiles } from './images.mjs';
import { filesIn } from './layer.mjs';
import { ociArchive } from './oci.mjs';
import { TARGETS } from '../make/program.mjs';

const USAGE = `usage: node native/pack/image.mjs [OPTION...]
  --out DIR              where the archives are put (default: native/images)
  --node-root ARCH=DIR   also makes the image with the sidecar, on this root file system with Node (amd64, arm64, or both)
`;

const NATIVE = join(import.meta.dirname, '..');

/** @typedef {import('./layer.mjs').Entry} Entry */
/** @typedef {import('./images.mjs').Arch} Arch */

const ARCHITECTURES = /** @type {Arch[]} */ (Object.keys(TARGETS));

/**
 * @param {string} text
 * @returns {[Arch, string]}
 */
function nodeRoot(text) {
  const arch = ARCHITECTURES.find((name) => text.startsWith(`${name}=`));
  if (arch === undefined) throw new BuildError(`--node-root must be ${ARCHITECTURES.map((name) => `${name}=DIR`).join(' or ')}, got "${text}"\n${USAGE}`);
  const folder = text.slice(arch.length + 1);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new BuildError(`--node-root must name a folder, got "${text}"`);
  return [arch, folder];
}

/**
 * @param {string} out
 * @param {typeof WAITER} image
 * @param {Record<string, Entry[][]>} layers
 */
async function write(out, { name, settings }, layers) {
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(join(NATIVE, '../package.json'), 'utf8'));
  const { version, license } = /** @type {{ version: string, license: string }} */ (manifest);
  const annotations = {
    'org.opencontainers.image.title': name,
    'org.opencontainers.image.version': version,
    'org.opencontainers.image.licenses': license,
  };
  const archive = await ociArchive({ reference: `${name}:${version}`, settings, annotations, layers });
  const path = join(out, `${name}.tar`);
  writeFileSync(path, archive);
  process.stdout.write(`${path}: ${archive.length} bytes\n`);
}

async function main() {
  const { values } = parseArgs({ options: { 'out': { type: 'string', default: join(NATIVE, 'images') }, 'node-root': { type: 'string', multiple: true, default: [] } } });
  const { out, 'node-root': roots } = values;
  const bases = roots.map(nodeRoot);
  mkdirSync(out, { recursive: true });
  await write(out, WAITER, Object.fromEntries(ARCHITECTURES.map((arch) => [arch, [waiterFiles(arch)]])));
  if (bases.length === 0) return;
  await write(out, SIDECAR, Object.fromEntries(bases.map(([arch, folder]) => [arch, [filesIn(folder, ''), [...sidecarFiles(), ...waiterFiles(arch)]]])));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof BuildError) && !(error instanceof TypeError && 'code' in error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
