// Runs the tests of the host, and of the command line, on executables with AddressSanitizer and UndefinedBehaviorSanitizer.
// Arguments are files of tests, when not all are wanted. Needs a C compiler of the system that has both, as gcc and clang do; CC names another one than `cc`.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { compileBytecode } from './program.mjs';
import { prepareToolchain } from './toolchain.mjs';

const HERE = import.meta.dirname;
const ROOT = join(HERE, '..');
const FLAGS = ['-std=gnu17', '-g', '-O1', '-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer', '-D_GNU_SOURCE', '-DQJS_DISABLE_PARSER'];
const PROGRAMS = { startgate: 'src/native-main.ts', 'host-cases': 'test/native/host-cases.ts' };

const cache = join(HERE, 'build');
mkdirSync(join(cache, 'sanitized'), { recursive: true });
const toolchain = await prepareToolchain(cache);
const cc = process.env.CC ?? 'cc';
const objects = ['quickjs.c', 'libregexp.c', 'libunicode.c', 'dtoa.c'].map((name) => {
  const output = join(cache, 'sanitized', name.replace(/c$/, 'o'));
  runCommand([cc, ...FLAGS, '-w', '-c', join(toolchain.engine, name), '-o', output]);
  return output;
});
for (const [name, entry] of Object.entries(PROGRAMS)) {
  const bytecode = await compileBytecode(toolchain, { cache, name, entry: join(ROOT, entry) });
  const sources = ['host.c', 'setup.c', 'encode.c', 'load.c', 'run.c', 'arguments.c', 'program.c'].map((file) => join(HERE, file));
  runCommand([cc, ...FLAGS, '-Wall', '-Wextra', '-Werror', `-I${toolchain.engine}`, `-I${bytecode}`, ...sources, ...objects, '-lm', '-o', join(cache, 'sanitized', name)]);
}
// The engine ends with the process: what it holds then is reachable, and no leak.
const env = {
  ...process.env,
  STARTGATE_HOST_CASES: join(cache, 'sanitized', 'host-cases'),
  STARTGATE_PROGRAM: join(cache, 'sanitized', 'startgate'),
  UBSAN_OPTIONS: 'print_stacktrace=1',
};
const vitest = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'vitest.sanitized.config.ts', ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, vitest, { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1;
