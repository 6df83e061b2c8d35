import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const SIDECAR = join(ROOT, 'sidecar-runtime');
export const BENCH = join(ROOT, 'bench');

/** The generator of the documentation site, and what it has written. */
export const SITE = join(ROOT, 'site');
export const SITE_PAGES = join(SITE, 'dist');
export const NEWEST = join(ROOT, 'test', 'newest');

/** What can be made anew: stamps, reports, the Python environment. `npm ci` removes it. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'startgate');

/** What of others is in the command line; not shipped. */
export const BUNDLED_PARTS = join(ROOT, 'lib', 'cli', 'parts.json');

/** A registry, and programs that ask one, built for the tests of the image lock. */
export const REGISTRY_PROGRAMS = join(CACHE, 'registry');

/** Helm 3, Helm 4 and kustomize, built for the tests of what they pipe through the command line. */
export const PIPE_PROGRAMS = join(CACHE, 'pipes');

/** The packages of the languages, for the tests: `python` has a wheel, `java` is a Maven repository, `go` is a module proxy. */
export const ARTEFACTS = join(CACHE, 'artefacts');

/** Every example of the documents in each language. */
export const TRANSLATIONS = join(CACHE, 'translations.json');
/** The parser and the engine of Prometheus, built for the tests of alerts and dashboards. */
export const ALERT_PROGRAMS = join(CACHE, 'alerts');
/** An npm registry, for the tests that install what a release uploads. */
export const NPM_REGISTRY = join(ROOT, 'test', 'packages', 'npm-registry');

/** What a release uploads, made once for these tests. */
export const RELEASE = join(CACHE, 'release');

/**
 * The program of an installed package.
 *
 * @param {string} name
 * @param {string} [folder] the package it is installed in
 */
export function bin(name, folder = ROOT) {
  return join(folder, 'node_modules', '.bin', name);
}
