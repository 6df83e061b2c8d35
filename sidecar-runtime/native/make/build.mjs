// Builds native/linux-amd64/startgate and native/linux-arm64/startgate, and the licenses of what is inside. See
// docs/decisions/native-waiter.md.
import { statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { BuildError } from './command.mjs';
import { LICENSES, licenseText, nativeParts } from './parts.mjs';
import { buildProgram, CACHE, TARGETS } from './program.mjs';

const NATIVE = join(import.meta.dirname, '..');
const USAGE = `usage: node native/make/build.mjs [OPTION...]
  --arch amd64|arm64   only this architecture (default: both)
  --out DIR            where linux-ARCH/startgate and its licenses are put (default: native)
  --cache DIR          what can be made again (default: native/build)
`;

/** @param {string | undefined} name */
function architectures(name) {
  const all = /** @type {(keyof typeof TARGETS)[]} */ (Object.keys(TARGETS));
  const chosen = all.filter((arch) => name === undefined || arch === name);
  if (chosen.length === 0) throw new BuildError(`--arch must be one of ${all.join(', ')}, got "${name}"\n${USAGE}`);
  return chosen;
}

async function main() {
  const { values } = parseArgs({
    options: { arch: { type: 'string' }, out: { type: 'string', default: NATIVE }, cache: { type: 'string', default: CACHE } },
  });
  for (const arch of architectures(values.arch)) {
    const output = join(values.out, `linux-${arch}`, 'startgate');
    await buildProgram({ cache: values.cache, arch, name: 'startgate', entry: join(NATIVE, '../src/native-main.ts'), output });
    writeFileSync(join(dirname(output), LICENSES), licenseText('The executable startgate', await nativeParts(values.cache)));
    process.stdout.write(`${output}: ${statSync(output).size} bytes\n`);
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof BuildError) && !(error instanceof TypeError && 'code' in error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
