// Builds what ships, host and engine, with AddressSanitizer and UndefinedBehaviorSanitizer, and runs the tests of the host, the
// command line, the faults and the fuzzer on it. Options and files of tests are handed on to vitest. Needs a C compiler of
// the system that has both, as gcc and clang do; CC names another one than `cc`.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileBytecode } from './bytecode.mjs';
import { runCommand } from './command.mjs';
import { compileEngine } from './engine.mjs';
import { CACHE, HOST_SOURCES, WARNINGS } from './program.mjs';
import { prepareToolchain } from './toolchain.mjs';

const ROOT = join(import.meta.dirname, '../..');
const FLAGS = ['-std=gnu17', '-g', '-O1', '-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer', '-D_GNU_SOURCE'];
const PROGRAMS = { startgate: 'src/native-main.ts', 'host-cases': 'test/native/host-cases.ts' };

const folder = join(CACHE, 'sanitized');
mkdirSync(folder, { recursive: true });
const toolchain = await prepareToolchain(CACHE);
const compiler = /** @type {const} */ ([process.env.CC ?? 'cc', ...FLAGS]);
const objects = await compileEngine({ engine: toolchain.engine }, { folder, compiler });
for (const [name, entry] of Object.entries(PROGRAMS)) {
  const bytecode = await compileBytecode(toolchain, { cache: CACHE, name, entry: join(ROOT, entry) });
  runCommand([...compiler, ...WARNINGS, `-I${toolchain.engine}`, `-I${bytecode}`, ...HOST_SOURCES, ...objects, '-lm', '-o', join(folder, name)]);
}
// The engine ends with the process: what it holds then is reachable, and no leak.
const env = {
  ...process.env,
  STARTGATE_HOST_CASES: join(folder, 'host-cases'),
  STARTGATE_PROGRAM: join(folder, 'startgate'),
  UBSAN_OPTIONS: 'print_stacktrace=1',
};
const vitest = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'vitest.sanitized.config.ts', ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, vitest, { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1;
