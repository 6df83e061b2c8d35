import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { mustCapture } from '../exec.mjs';
import { install } from '../install.mjs';
import { BENCH, NEWEST, NPM_REGISTRY, ROOT, SIDECAR, SITE, bin } from '../paths.mjs';
import { TOOLS, stamped } from '../step.mjs';

/** @typedef {import('../step.mjs').Step} Step */

const SIDECAR_TOOLS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];

const compileLibrary = stamped('compile the library', {
  inputs: ['src', 'README.md', ...TOOLS],
  outputs: [join(ROOT, 'lib', 'index.js'), join(ROOT, '.jsii')],
  work: async () => {
    // a file whose source is gone must not be shipped
    rmSync(join(ROOT, 'lib'), { recursive: true, force: true });
    await mustCapture(bin('jsii'), ['--silence-warnings=reserved-word', '--fail-on-warnings']);
    await mustCapture(process.execPath, [join(ROOT, 'scripts', 'lib', 'bundle-library.mjs')]);
  },
});

const bundleCli = stamped('bundle the command line', {
  inputs: ['src', 'sidecar-runtime/src/waiter', ...TOOLS],
  outputs: [join(ROOT, 'lib', 'cli', 'main.mjs')],
  work: async () => {
    rmSync(join(ROOT, 'lib', 'cli'), { recursive: true, force: true });
    await mustCapture(process.execPath, [join(ROOT, 'scripts', 'lib', 'bundle-cli.mjs')]);
  },
});

const compileSidecar = stamped('compile sidecar-runtime', {
  folder: SIDECAR,
  inputs: ['src', ...SIDECAR_TOOLS],
  outputs: [join(SIDECAR, 'dist')],
  work: async () => {
    // a file whose source is gone must not be shipped
    rmSync(join(SIDECAR, 'dist'), { recursive: true, force: true });
    await mustCapture(bin('tsc', SIDECAR), ['-b'], { cwd: SIDECAR });
  },
});

/** The waiter as one static executable for each architecture. */
export const native = stamped('build the native waiter', {
  folder: SIDECAR,
  inputs: ['src', 'native', ...SIDECAR_TOOLS],
  outputs: ['amd64', 'arm64'].map((architecture) => join(SIDECAR, 'native', `linux-${architecture}`, 'startgate')),
  work: () => mustCapture(process.execPath, ['native/make/build.mjs'], { cwd: SIDECAR }),
});

/** Lanes of what every command needs first; each installs, then compiles. */
export const installRoot = [installStep('the root package', ROOT)];
export const library = [...installRoot, compileLibrary, bundleCli];
export const sidecar = [installStep('sidecar-runtime', SIDECAR), compileSidecar];
export const newestPeers = [installStep('the newest peers', NEWEST)];
export const siteTools = [installStep('the generator of the site', SITE)];
export const npmRegistry = [installStep('an npm registry', NPM_REGISTRY)];
export const benchPeers = [installStep('what is measured against', BENCH)];

/**
 * @param {string} what
 * @param {string} folder
 * @returns {Step}
 */
function installStep(what, folder) {
  return { name: `install ${what}`, run: () => install(folder) };
}
