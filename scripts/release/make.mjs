import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeGo, makeJava, makePython } from '../lib/bindings.mjs';
import { releaseDate } from '../lib/source-date.mjs';
import { writeChecksums } from './checksums.mjs';
import { makeImages } from './images.mjs';
import { makeNpm, npmVersion } from './npm-tarballs.mjs';

/**
 * The steps that make everything that a release uploads, from what is built. See docs/release.md.
 *
 * @param {string} outdir which is made anew
 * @returns {import('../lib/step.mjs').Step[]} each needs those before it
 */
export function releaseSteps(outdir) {
  return [
    step('the npm packages (npm/)', () => {
      rmSync(outdir, { recursive: true, force: true });
      return makeNpm(join(outdir, 'npm'));
    }),
    step('the image, as OCI archive (images/)', () => makeImages(join(outdir, 'images'))),
    step('the Python package (python/)', () => makePython(join(outdir, 'python'))),
    step('the Java package, as Maven repository (java/)', () => makeJava(join(outdir, 'java'))),
    step('the Go module, as module proxy (go/)', () => makeGo(join(outdir, 'go'))),
    step('the bills of materials (sbom/) and the checksums', async () => {
      // they import packages, and a fresh clone has none yet
      const [{ billOf }, { products }] = await Promise.all([import('./bill.mjs'), import('./products.mjs')]);
      const folder = join(outdir, 'sbom');
      mkdirSync(folder);
      const date = await releaseDate();
      const tools = { node: process.versions.node, npm: await npmVersion(), zlib: process.versions.zlib };
      for (const [name, product] of Object.entries(await products(outdir))) {
        writeFileSync(join(folder, `${name}.cdx.json`), billOf(product, date, tools));
      }
      writeChecksums(outdir);
    }),
  ];
}

/**
 * @param {string} name
 * @param {() => Promise<void>} work
 * @returns {import('../lib/step.mjs').Step}
 */
function step(name, work) {
  return { name, run: () => work().then(() => true) };
}
