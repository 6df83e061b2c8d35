import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.mjs';
import { hashOf, unlessDone } from '../stamp.mjs';
import { BINDINGS, MAVEN_LOCAL } from './cache.mjs';
import { writeGoModules } from './go.mjs';
import { buildJava } from './java.mjs';
import { withSources } from './sources.mjs';

/** What the registries lack of the peers: cdk8s-plus-28 for Maven, cdk8s and cdk8s-plus-28 for Go. */
const LACKING = { java: ['cdk8s-plus-28'], go: ['cdk8s', 'cdk8s-plus-28'] };

/** What decides the result beside the versions. */
const MAKERS = ['bindings/go.mjs', 'bindings/java.mjs', 'bindings/module-zip', 'bindings/peers.mjs', 'bindings/sources.mjs', 'source-date.mjs']
  .map((name) => join('scripts', 'lib', name));

/**
 * The versions of a build, by artifactId: the lowest that package.json promises, and the jsii that generates.
 *
 * @returns {Record<string, string>}
 */
export function versions() {
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const { peerDependencies = {}, devDependencies = {} } = /** @type {Record<string, Record<string, string>>} */ (manifest);
  /** @type {Record<string, string>} */
  const found = { 'jsii-runtime': devDependencies['jsii-pacmak'] ?? '' };
  for (const [name, range] of Object.entries(peerDependencies)) found[name] = range.replace('^', '');
  return found;
}

/**
 * @returns {{ maven: string, go: string, stamp: string }} a Maven repository and a Go module proxy, as folders; kept for every clone
 *   and every later run
 */
export function peers() {
  const key = hashOf(ROOT, MAKERS, [JSON.stringify(versions())]).slice(0, 16);
  const folder = join(BINDINGS, 'peers', key);
  return { maven: join(folder, 'maven'), go: join(folder, 'go'), stamp: join(folder, 'done') };
}

/**
 * Generates what the registries lack, unless that is done.
 *
 * @returns {Promise<boolean>} whether there was something to do
 */
export function makePeers() {
  const { maven, go, stamp } = peers();
  return unlessDone({ file: stamp, hash: stamp, outputs: [maven, go] }, async () => {
    rmSync(join(stamp, '..'), { recursive: true, force: true });
    await withSources('java', installed(LACKING.java), (sources) =>
      buildJava({ sources, repository: maven, local: MAVEN_LOCAL, versions: versions() }));
    writeMetadata(maven);
    await withSources('go', installed(LACKING.go), (sources) => writeGoModules(sources, go));
  });
}

/** @param {string[]} names */
function installed(names) {
  return names.map((name) => join(ROOT, 'node_modules', name));
}

/**
 * Maven finds a range of versions only with this file.
 *
 * @param {string} repository
 */
function writeMetadata(repository) {
  const version = versions()['cdk8s-plus-28'] ?? '';
  const folder = join(repository, 'org', 'cdk8s', 'cdk8s-plus-28');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'maven-metadata.xml'), [
    '<metadata>', '  <groupId>org.cdk8s</groupId>', '  <artifactId>cdk8s-plus-28</artifactId>',
    `  <versioning><release>${version}</release><versions><version>${version}</version></versions></versioning>`, '</metadata>', '',
  ].join('\n'));
}
