import { readdirSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { makeGo, makeJava, makePython } from './bindings.mjs';
import { makePeers } from './bindings/peers.mjs';
import { mustCapture } from './exec.mjs';
import { GO_ENV } from './go.mjs';
import { install } from './install.mjs';
import {
  ALERT_PROGRAMS, ARTEFACTS, BENCH, CACHE, NEWEST, NPM_REGISTRY, PIPE_PROGRAMS, REGISTRY_PROGRAMS, RELEASE, ROOT, SIDECAR, SITE,
  SITE_PAGES, TRANSLATIONS, bin,
} from './paths.mjs';
import { releaseSteps } from '../release/make.mjs';
import { hashOf, unlessDone } from './stamp.mjs';

/** What decides the tools' results beside the sources: their versions and settings. */
const TOOLS = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/lib'];
/** The documents that are no result of a step. */
const PAGES = readdirSync(join(ROOT, 'docs')).filter((name) => name !== 'languages').map((name) => join('docs', name));
const SIDECAR_TOOLS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];
const CODE = [
  'src', 'test', 'projenrc', 'scripts', 'bench', 'examples', 'e2e', 'sidecar-runtime', 'site', '.projenrc.ts', 'eslint.config.mjs',
  'vitest.config.mts',
];

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<boolean>} run resolves to whether there was something to do
 */

/** @type {Step} */
const compileLibrary = stamped('compile the library', ['src', 'README.md', ...TOOLS], [
  join(ROOT, 'lib', 'index.js'), join(ROOT, '.jsii'),
], async () => {
  // a file whose source is gone must not be shipped
  rmSync(join(ROOT, 'lib'), { recursive: true, force: true });
  await mustCapture(bin('jsii'), ['--silence-warnings=reserved-word', '--fail-on-warnings']);
  await mustCapture(process.execPath, [join(ROOT, 'scripts', 'lib', 'bundle-library.mjs')]);
});

/** @type {Step} */
const bundleCli = stamped('bundle the command line', ['src', 'sidecar-runtime/src/waiter', ...TOOLS], [join(ROOT, 'lib', 'cli', 'main.mjs')], async () => {
  rmSync(join(ROOT, 'lib', 'cli'), { recursive: true, force: true });
  await mustCapture(process.execPath, [join(ROOT, 'scripts', 'lib', 'bundle-cli.mjs')]);
});

/** @type {Step} */
const compileSidecar = {
  name: 'compile sidecar-runtime',
  run: () =>
    unlessDone(
      {
        file: join(SIDECAR, 'node_modules', '.startgate-compiled'),
        hash: hashOf(SIDECAR, ['src', ...SIDECAR_TOOLS], ['into an empty folder']),
        outputs: [join(SIDECAR, 'dist')],
      },
      async () => {
        // a file whose source is gone must not be shipped
        rmSync(join(SIDECAR, 'dist'), { recursive: true, force: true });
        await mustCapture(bin('tsc', SIDECAR), ['-b'], { cwd: SIDECAR });
      },
    ),
};

/**
 * The waiter as one static executable for each architecture.
 *
 * @type {Step}
 */
export const native = {
  name: 'build the native waiter',
  run: () =>
    unlessDone(
      {
        file: join(SIDECAR, 'node_modules', '.startgate-native'),
        hash: hashOf(SIDECAR, ['src', 'native', ...SIDECAR_TOOLS]),
        outputs: ['amd64', 'arm64'].map((architecture) => join(SIDECAR, 'native', `linux-${architecture}`, 'startgate')),
      },
      () => mustCapture(process.execPath, ['native/make/build.mjs'], { cwd: SIDECAR }),
    ),
};

/**
 * A registry and two of the programs that ask one, for the tests of the image lock.
 *
 * @type {Step}
 */
export const registryPrograms = stamped('build the registry, crane and regctl', ['test/registry/programs', 'scripts/lib/go.mjs'], [
  join(REGISTRY_PROGRAMS, 'crane'), join(REGISTRY_PROGRAMS, 'regctl'), join(REGISTRY_PROGRAMS, 'registry'),
], async () => {
  const tools = ['github.com/google/go-containerregistry/cmd/crane', 'github.com/regclient/regclient/cmd/regctl'];
  const args = ['build', '-mod=readonly', '-trimpath', '-ldflags', '-s -w', '-o', `${REGISTRY_PROGRAMS}/`, './registry', ...tools];
  await mustCapture('go', args, { cwd: join(ROOT, 'test', 'registry', 'programs'), env: GO_ENV });
});

/**
 * The programs that pipe manifests through the command line, for the tests of that. Both versions of Helm have the same name, so each
 * program is built on its own; they share what they are compiled from.
 *
 * @type {Step}
 */
export const pipePrograms = stamped('build Helm 3, Helm 4 and kustomize', ['test/pipes/programs', 'scripts/lib/go.mjs'], [
  join(PIPE_PROGRAMS, 'helm3'), join(PIPE_PROGRAMS, 'helm4'), join(PIPE_PROGRAMS, 'kustomize'),
], async () => {
  const programs = {
    helm3: 'helm.sh/helm/v3/cmd/helm', helm4: 'helm.sh/helm/v4/cmd/helm', kustomize: 'sigs.k8s.io/kustomize/kustomize/v5',
  };
  for (const [name, source] of Object.entries(programs)) {
    const args = ['build', '-mod=readonly', '-trimpath', '-ldflags', '-s -w', '-o', join(PIPE_PROGRAMS, name), source];
    await mustCapture('go', args, { cwd: join(ROOT, 'test', 'pipes', 'programs'), env: GO_ENV });
  }
});

/**
 * What judges alert rules and queries as Prometheus does, for the tests of the alerts and the dashboard.
 *
 * @type {Step}
 */
export const alertPrograms = stamped('build the judge of alert rules', ['test/alerts/programs', 'scripts/lib/go.mjs'], [
  join(ALERT_PROGRAMS, 'rules'),
], async () => {
  const args = ['build', '-mod=readonly', '-trimpath', '-ldflags', '-s -w', '-o', `${ALERT_PROGRAMS}/`, './rules'];
  await mustCapture('go', args, { cwd: join(ROOT, 'test', 'alerts', 'programs'), env: GO_ENV });
});

/**
 * Everything that a release uploads, for the tests that install it.
 *
 * @type {Step}
 */
export const release = stamped('make what a release uploads', [
  'src', 'README.md', 'rosetta', 'API.md', 'CHANGELOG.md', 'LICENSE', 'sidecar-runtime', 'scripts/release', ...TOOLS,
], [join(RELEASE, 'SHA256SUMS')], async () => {
  for (const { run } of releaseSteps(RELEASE)) await run();
});

/** Lanes of what every command needs first; each installs, then compiles. */
export const installRoot = [installStep('the root package', ROOT)];
export const library = [...installRoot, compileLibrary, bundleCli];
export const sidecar = [installStep('sidecar-runtime', SIDECAR), compileSidecar];
export const newestPeers = [installStep('the newest peers', NEWEST)];
export const siteTools = [installStep('the generator of the site', SITE)];
export const npmRegistry = [installStep('an npm registry', NPM_REGISTRY)];
export const benchPeers = [installStep('what is measured against', BENCH)];

/** @type {Step} */
export const writeApi = stamped('write API.md', ['src', 'README.md', ...TOOLS], [join(ROOT, 'API.md')], () =>
  mustCapture(bin('jsii-docgen'), ['-o', 'API.md']),
);

/** @type {Step} */
export const compileExamples = stamped('compile the examples of the documents', [
  'src', 'README.md', 'rosetta', ...TOOLS,
], [join(ROOT, '.jsii.tabl.json')], () => {
  // jsii-rosetta keeps the translations that are there, also of another name of the package
  rmSync(join(ROOT, '.jsii.tabl.json'), { force: true });
  return mustCapture(bin('jsii-rosetta'), ['extract', '--strict', '--directory', ROOT]);
});

/**
 * The examples of README.md and docs in Python, Java and Go, and a page for each of these languages.
 *
 * @type {Step}
 */
export const translateExamples = stamped('write the examples in Python, Java and Go', [
  'src', 'README.md', ...PAGES, 'rosetta', ...TOOLS,
], [TRANSLATIONS, join(ROOT, 'docs', 'languages', 'go.md')], () =>
  mustCapture(process.execPath, [join(ROOT, 'scripts', 'lib', 'write-languages.mjs')]),
);

/** What becomes pages of the site. */
const SITE_SOURCES = ['docs', 'README.md', 'API.md', 'CHANGELOG.md', 'SECURITY.md', 'bench/results.md', 'sidecar-runtime/README.md'];

/**
 * The documentation site, from documents alone: nothing has to be compiled.
 *
 * @param {string} base the path under which the site is served
 * @returns {Step}
 */
export function buildSite(base = '/') {
  const work = async () => {
    const output = await mustCapture(bin('vitepress', SITE), ['build'], { cwd: SITE, env: { STARTGATE_DOCS_BASE: base } });
    if (/\(!\)|\bwarn/iu.test(output)) throw new Error(`vitepress warned:\n${output.trimEnd()}`);
  };
  const inputs = [...SITE_SOURCES, 'package.json', 'scripts/lib', 'site'];
  return {
    name: 'build the site',
    // the hash when it is asked for: an earlier step may write documents
    run: () => unlessDone({
      file: join(SITE, 'node_modules', '.startgate-built'), hash: hashOf(ROOT, inputs, [base]), outputs: [join(SITE_PAGES, 'index.html')],
    }, work),
  };
}

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

/** @type {Step} */
export const lint = stamped('lint', [...CODE, ...TOOLS], [], () => mustCapture(bin('eslint'), ['--max-warnings', '0', '.']));

/** @type {Step} */
export const checkTypes = stamped('check the types', [...CODE, ...TOOLS], [], async () => {
  for (const folder of ['test', 'test/browser', 'site', 'projenrc', 'scripts', 'e2e']) {
    await mustCapture(bin('tsc'), ['-p', `${folder}/tsconfig.json`, '--noEmit']);
  }
  await mustCapture(bin('tsc', SIDECAR), ['-p', 'sidecar-runtime/test/tsconfig.json', '--noEmit']);
});

/**
 * @param {string} what
 * @param {string} folder
 * @returns {Step}
 */
function installStep(what, folder) {
  return { name: `install ${what}`, run: () => install(folder) };
}

/**
 * @param {string} name
 * @param {string} language
 * @param {(outdir: string) => Promise<void>} make
 * @returns {Step}
 */
function artefactStep(name, language, make) {
  const outdir = join(ARTEFACTS, language);
  return stamped(name, ['src', 'README.md', 'rosetta', ...TOOLS], [outdir], async () => {
    rmSync(outdir, { recursive: true, force: true });
    await make(outdir);
  });
}

/**
 * A step that is skipped when nothing changed since its last success.
 *
 * @param {string} name
 * @param {string[]} inputs
 * @param {string[]} outputs
 * @param {() => Promise<unknown>} work
 * @returns {Step}
 */
function stamped(name, inputs, outputs, work) {
  return {
    name,
    run: () => unlessDone({ file: join(CACHE, 'done', name.replaceAll(' ', '-')), hash: hashOf(ROOT, inputs), outputs }, work),
  };
}

/**
 * Runs lanes side by side, the steps of a lane one after another, and says what each took.
 *
 * @param {Step[][]} lanes
 * @returns {Promise<string[]>} the names of the steps that failed
 */
export async function runLanes(...lanes) {
  const failed = await Promise.all(lanes.map(runLane));
  return failed.flat();
}

/**
 * @param {Step[]} lane
 * @returns {Promise<string[]>}
 */
async function runLane(lane) {
  for (const step of lane) {
    const start = performance.now();
    try {
      const worked = await step.run();
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(`ok    ${step.name} ${worked ? `(${seconds} s)` : '(up to date)'}\n`);
    } catch (error) {
      process.stdout.write(`${error instanceof Error ? error.message : String(error)}\nFAIL  ${step.name}\n`);
      return [step.name];
    }
  }
  return [];
}

/**
 * As `runLanes`, but a failed step is an error.
 *
 * @param {Step[][]} lanes
 */
export async function mustRun(...lanes) {
  const failed = await runLanes(...lanes);
  if (failed.length > 0) {
    throw new Error(`failed: ${failed.join(', ')}`);
  }
}
