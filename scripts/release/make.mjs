import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARTEFACTS, RELEASE } from '../lib/paths.mjs';
import { releaseDate } from '../lib/source-date.mjs';
import { TOOLS, stamped } from '../lib/step.mjs';
import { languagePackages } from '../lib/steps/packages.mjs';
import { writeChecksums } from './checksums.mjs';
import { makeImages } from './images.mjs';
import { makeNpm, npmVersion } from './npm-tarballs.mjs';

/** Everything that a release uploads, for the tests that install it. */
export const release = stamped('make what a release uploads', {
  inputs: ['src', 'README.md', 'rosetta', 'API.md', 'CHANGELOG.md', 'LICENSE', 'sidecar-runtime', 'scripts/release', ...TOOLS],
  outputs: [join(RELEASE, 'SHA256SUMS')],
  work: async () => {
    for (const { run } of releaseSteps(RELEASE)) await run();
  },
});

/**
 * The steps that make everything that a release uploads, from what is built. See docs/release.md.
 *
 * @param {string} outdir which is made anew
 * @returns {import('../lib/step.mjs').Step[]} each needs those before it
 */
export function releaseSteps(outdir) {
  return [
    ...languagePackages(true, true),
    step('the packages of these languages (python/, java/, go/)', () => {
      rmSync(outdir, { recursive: true, force: true });
      cpSync(ARTEFACTS, outdir, { recursive: true });
      return Promise.resolve();
    }),
    step('the npm packages (npm/)', () => makeNpm(join(outdir, 'npm'))),
    step('the image, as OCI archive (images/)', () => makeImages(join(outdir, 'images'))),
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
