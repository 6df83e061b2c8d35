import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustCapture } from '../exec.mjs';
import { fileTimestamp } from '../source-date.mjs';

/** What a Maven project names, in the words of a pom.xml. */
const COORDINATES = /<groupId>(?<groupId>[^<]*)<\/groupId>\s*<artifactId>(?<artifactId>[^<]*)<\/artifactId>\s*<version>(?<version>[^<]*)<\/version>\s*<packaging>/u;
const CHECKSUMS = ['md5', 'sha1', 'sha256', 'sha512'];

/**
 * @typedef {object} JavaBuild
 * @property {string} sources the Maven project that jsii-pacmak wrote; changed here
 * @property {string} repository the folder that gets the artefact, laid out as a Maven repository
 * @property {string} local the local repository of Maven
 * @property {string[]} [repositories] folders that have more artefacts
 * @property {Record<string, string>} versions of the dependencies for this build, by artifactId
 * @property {boolean} [documented] whether there is a jar of the sources and one of their documentation too, as Maven Central asks for
 */

/**
 * Compiles a Maven project, and writes its artefact with a pom that accepts the versions that jsii-pacmak says.
 *
 * @param {JavaBuild} build
 */
export async function buildJava({ sources, repository, local, repositories = [], versions, documented = false }) {
  undate(join(sources, 'src'));
  const pom = readFileSync(join(sources, 'pom.xml'), 'utf8').replace(/ on \d{4}-\d\d-\d\dT[\d:.]+Z -->/u, ' -->');
  writeFileSync(join(sources, 'build.xml'), pinned(pom, versions, repositories));
  const without = documented ? [] : ['-Dmaven.javadoc.skip', '-Dmaven.source.skip'];
  await maven(sources, local, ['--file', 'build.xml', 'package', `-Dproject.build.outputTimestamp=${fileTimestamp()}`, ...without]);

  const { groupId = '', artifactId = '', version = '' } = COORDINATES.exec(pom)?.groups ?? {};
  const folder = join(repository, ...groupId.split('.'), artifactId, version);
  mkdirSync(folder, { recursive: true });
  for (const kind of ['', ...(documented ? ['-sources', '-javadoc'] : [])]) {
    const name = `${artifactId}-${version}${kind}.jar`;
    cpSync(join(sources, 'target', name), join(folder, name));
  }
  writeFileSync(join(folder, `${artifactId}-${version}.pom`), pom);
  for (const name of readdirSync(folder)) sum(join(folder, name));
}

/**
 * @param {string} folder
 * @param {string} local
 * @param {string[]} args
 */
export function maven(folder, local, args) {
  return mustCapture('mvn', ['--batch-mode', '--quiet', `-Dmaven.repo.local=${local}`, ...args], { cwd: folder });
}

/**
 * For the build alone: one version of each dependency, because Maven reads every version in a range; and no copy of this file in the jar.
 *
 * @param {string} pom
 * @param {Record<string, string>} versions
 * @param {string[]} repositories
 */
function pinned(pom, versions, repositories) {
  const found = repositories.map((folder, index) => `<repository><id>folder-${index}</id><url>file://${folder}</url></repository>`);
  return pom
    .replace(/(<artifactId>([^<]*)<\/artifactId>\s*<version>)\[([^,<]*),[^<]*/gu, (_all, before, name, lowest) => String(before) + (versions[String(name)] ?? String(lowest)))
    .replace('<archive>', '<archive><addMavenDescriptor>false</addMavenDescriptor>')
    .replace('</project>', `<repositories>${found.join('')}</repositories></project>`);
}

/** @param {string} folder whose Java files say when they were generated */
function undate(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) undate(path);
    else if (name.endsWith('.java')) writeFileSync(path, readFileSync(path, 'utf8').replace(/, date = "[^"]*"\)/gu, ')'));
  }
}

/** @param {string} file gets its checksums beside it */
function sum(file) {
  for (const kind of CHECKSUMS) writeFileSync(`${file}.${kind}`, createHash(kind).update(readFileSync(file)).digest('hex'));
}
