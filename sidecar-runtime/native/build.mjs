// Builds native/linux-amd64/startgate and native/linux-arm64/startgate. See docs/decisions/native-waiter.md.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BuildError } from './command.mjs';
import { compileBytecode, linkExecutable, TARGETS } from './program.mjs';
import { prepareToolchain } from './toolchain.mjs';

const USAGE = `usage: node native/build.mjs [OPTION...]
  --arch amd64|arm64   only this architecture (default: both)
  --out DIR            where linux-ARCH/startgate is put (default: native)
  --cache DIR          what can be made again (default: native/build)
`;

/** What most processes do: by hand, and as the library renders it. */
const REHEARSALS = [
  ['wait', 'http://127.0.0.1:8080/ready'],
  ['exec', '--wait', 'sidecar=http://localhost:8080/ready', '--timeout', '60s', '--', 'true'],
];

/** @param {string | undefined} name */
function architectures(name) {
  const all = /** @type {(keyof typeof TARGETS)[]} */ (Object.keys(TARGETS));
  const chosen = all.filter((arch) => name === undefined || arch === name);
  if (chosen.length === 0) throw new BuildError(`--arch must be one of ${all.join(', ')}, got "${name}"\n${USAGE}`);
  return chosen;
}

async function main() {
  const here = import.meta.dirname;
  const { values } = parseArgs({
    options: { arch: { type: 'string' }, out: { type: 'string', default: here }, cache: { type: 'string', default: join(here, 'build') } },
  });
  const { cache, out } = values;
  const chosen = architectures(values.arch);
  mkdirSync(cache, { recursive: true });
  const toolchain = await prepareToolchain(cache);
  const bytecode = await compileBytecode(toolchain, { cache, name: 'startgate', entry: join(here, '../src/native-main.ts') });
  for (const arch of chosen) {
    const output = join(out, `linux-${arch}`, 'startgate');
    await linkExecutable(toolchain, { cache, arch, bytecode, output, rehearsals: REHEARSALS });
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
