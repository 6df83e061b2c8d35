import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileBytecode } from './bytecode.mjs';
import { runCommand } from './command.mjs';
import { compileEngine } from './engine.mjs';
import { runStep } from './step.mjs';
import { prepareToolchain } from './toolchain.mjs';

/** The architectures, as container platforms and as the compiler call them. */
export const TARGETS = { amd64: 'x86_64-linux-musl', arm64: 'aarch64-linux-musl' };

const NATIVE = join(import.meta.dirname, '..');

/** What can be made again. */
export const CACHE = join(NATIVE, 'build');

const HOST = join(NATIVE, 'host');
const HOST_FILES = readdirSync(HOST).sort().map((name) => join(HOST, name));
export const HOST_SOURCES = HOST_FILES.filter((file) => file.endsWith('.c'));
export const WARNINGS = ['-Wall', '-Wextra', '-Werror'];

/** Hard to exploit, and the same bytes wherever it is built. */
const FLAGS = [
  '-flto', '-ffunction-sections', '-fdata-sections', '-fno-unwind-tables', '-fno-asynchronous-unwind-tables',
  '-fomit-frame-pointer', '-fstack-protector-strong', '-g0', '-DNDEBUG',
];
/**
 * The engine for size, and what is small for speed: with the C library for size, a fifth of a start is `memcpy` and `memset`, byte by
 * byte.
 */
const SIZE = '-Os';
const SPEED = '-O2';
const LINK = ['-static', '-s', '-Wl,--gc-sections', '-Wl,--build-id=none', '-Wl,-z,relro,-z,now', '-Wl,-z,noexecstack'];

/**
 * Builds a program as the native waiter is built: bytecode, host and engine in one file that needs nothing but the kernel.
 *
 * @param {{ cache?: string, arch: keyof typeof TARGETS, name: string, entry: string, output: string }} options `entry` is its first file
 */
export async function buildProgram({ cache = CACHE, arch, name, entry, output }) {
  mkdirSync(cache, { recursive: true });
  const toolchain = await prepareToolchain(cache);
  const { zig, engine, env } = toolchain;
  const bytecode = await compileBytecode(toolchain, { cache, name, entry });
  const compiler = /** @type {const} */ ([...zig, 'cc', '-target', TARGETS[arch], ...FLAGS]);
  const objects = await compileEngine(toolchain, { folder: join(cache, 'objects', arch), compiler: [...compiler, SIZE] });
  await runStep({
    title: `linking ${output}`,
    output,
    files: [...HOST_FILES, join(bytecode, 'bytecode.h'), ...objects],
    settings: [compiler, SPEED, LINK],
    work: () => {
      runCommand([...compiler, SPEED, '-std=c17', '-D_GNU_SOURCE', ...WARNINGS, `-I${engine}`, `-I${bytecode}`, ...HOST_SOURCES, ...objects, ...LINK, '-o', output], { env });
      // The linker leaves the file in the page cache in single pages. Written in one piece it is in larger ones, which are mapped with
      // fewer faults.
      writeFileSync(output, readFileSync(output));
    },
  });
}
