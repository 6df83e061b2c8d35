import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MAVEN_LOCAL } from '../bindings/cache.mjs';
import { writeGoModules } from '../bindings/go.mjs';
import { buildJava } from '../bindings/java.mjs';
import { makePeers, peers, versions } from '../bindings/peers.mjs';
import { buildPython } from '../bindings/python.mjs';
import { withSources } from '../bindings/sources.mjs';
import { ARTEFACTS, ROOT } from '../paths.mjs';
import { fileTimestamp } from '../source-date.mjs';
import { stamped } from '../step.mjs';

/** @typedef {import('../step.mjs').Step} Step */

/** The examples of the documents in each language, from the step that compiles them. */
const EXAMPLES = '.jsii.tabl.json';

/** What is in the package of every language, as in the tarball for npm, and what makes packages of that. */
const INPUTS = [
  'lib', '.jsii', EXAMPLES, 'package.json', 'package-lock.json', 'README.md', 'API.md', 'CHANGELOG.md', 'LICENSE',
  'scripts/lib/bindings', 'scripts/lib/go.mjs',
];

/** A wheel and a source distribution. */
const python = artefactStep('make the Python package', 'python', buildPython);

/** The jar with its sources and documentation, laid out as a Maven repository. */
const java = artefactStep('make the Java package', 'java', (sources, outdir) => buildJava({
  sources, repository: outdir, local: MAVEN_LOCAL, repositories: [peers().maven], versions: versions(), documented: true,
}));

/** Laid out as a module proxy. */
const go = artefactStep('make the Go module', 'go', writeGoModules);

/**
 * What the registries lack of the peers: generated once for each version, for every clone.
 *
 * @type {Step}
 */
const peerBindings = { name: 'generate the bindings of the peers that Maven Central and the Go proxy lack', run: makePeers };

/**
 * The package of each language, as a registry of its kind has it; after API.md is written and the examples are compiled.
 *
 * @param {boolean} isJava whether this machine makes the one for Java
 * @param {boolean} isGo
 * @returns {Step[]}
 */
export function languagePackages(isJava, isGo) {
  return [python, ...(isJava || isGo ? [peerBindings] : []), ...(isJava ? [java] : []), ...(isGo ? [go] : [])];
}

/**
 * @param {string} name
 * @param {'python' | 'java' | 'go'} language
 * @param {(sources: string, outdir: string) => Promise<void>} make
 */
function artefactStep(name, language, make) {
  const outdir = join(ARTEFACTS, language);
  return stamped(name, {
    inputs: INPUTS,
    extra: [fileTimestamp()],
    outputs: [outdir],
    work: () => {
      rmSync(outdir, { recursive: true, force: true });
      return withSources(language, [ROOT], (sources) => make(sources, outdir), ['--rosetta-tablet', join(ROOT, EXAMPLES)]);
    },
  });
}
