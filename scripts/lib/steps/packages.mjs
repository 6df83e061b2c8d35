import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { releaseSteps } from '../../release/make.mjs';
import { makeGo, makeJava, makePython } from '../bindings.mjs';
import { makePeers } from '../bindings/peers.mjs';
import { ARTEFACTS, RELEASE } from '../paths.mjs';
import { TOOLS, stamped } from '../step.mjs';

/** @typedef {import('../step.mjs').Step} Step */

/**
 * What the registries lack of the peers: generated once for each version, for every clone.
 *
 * @type {Step}
 */
const peerBindings = { name: 'generate the bindings of the peers that Maven Central and the Go proxy lack', run: makePeers };

/** The package of each language, as a registry of its kind has it. */
const artefacts = {
  python: artefactStep('make the Python package', 'python', makePython),
  java: artefactStep('make the Java package', 'java', makeJava),
  go: artefactStep('make the Go module', 'go', makeGo),
};

/**
 * @param {boolean} java
 * @param {boolean} go
 * @returns {Step[]} what the tests of the languages need, after the examples are compiled
 */
export function languagePackages(java, go) {
  return [artefacts.python, ...(java || go ? [peerBindings] : []), ...(java ? [artefacts.java] : []), ...(go ? [artefacts.go] : [])];
}

/** Everything that a release uploads, for the tests that install it. */
export const release = stamped('make what a release uploads', {
  inputs: ['src', 'README.md', 'rosetta', 'API.md', 'CHANGELOG.md', 'LICENSE', 'sidecar-runtime', 'scripts/release', ...TOOLS],
  outputs: [join(RELEASE, 'SHA256SUMS')],
  work: async () => {
    for (const { run } of releaseSteps(RELEASE)) await run();
  },
});

/**
 * @param {string} name
 * @param {string} language
 * @param {(outdir: string) => Promise<void>} make
 */
function artefactStep(name, language, make) {
  const outdir = join(ARTEFACTS, language);
  return stamped(name, {
    inputs: ['src', 'README.md', 'rosetta', ...TOOLS],
    outputs: [outdir],
    work: async () => {
      rmSync(outdir, { recursive: true, force: true });
      await make(outdir);
    },
  });
}
