import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAVEN_LOCAL } from './bindings/cache.mjs';
import { writeGoModule } from './bindings/go.mjs';
import { buildJava } from './bindings/java.mjs';
import { makePeers, peers, versions } from './bindings/peers.mjs';
import { buildPython } from './bindings/python.mjs';
import { pacmak } from './pacmak.mjs';

/**
 * Makes the wheel and the source distribution of the compiled library.
 *
 * @param {string} outdir
 */
export function makePython(outdir) {
  return generated('python', (sources) => buildPython(sources, outdir));
}

/**
 * Makes the jar of the compiled library, with its sources and documentation, in a folder that is laid out as a Maven repository.
 *
 * @param {string} outdir
 */
export async function makeJava(outdir) {
  await makePeers();
  await generated('java', (sources) => buildJava({
    sources, repository: outdir, local: MAVEN_LOCAL, repositories: [peers().maven], versions: versions(), documented: true,
  }));
}

/**
 * Makes the Go module of the compiled library, in a folder that is laid out as a module proxy.
 *
 * @param {string} outdir
 */
export function makeGo(outdir) {
  return generated('go', (sources) => writeGoModule(join(sources, 'startgate'), outdir));
}

/**
 * @param {'python' | 'java' | 'go'} target
 * @param {(sources: string) => Promise<void>} use
 */
async function generated(target, use) {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-bindings-'));
  try {
    await pacmak(folder, [target], ['--code-only']);
    await use(join(folder, target));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
