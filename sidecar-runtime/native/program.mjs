import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runCommand } from './command.mjs';
import { leaveOutUnnamed, makeRecordable, namesOf } from './engine.mjs';
import { bundleParts } from './parts.mjs';
import { recordProgram } from './snapshot.mjs';
import { runStep } from './step.mjs';

/** @typedef {import('./toolchain.mjs').Toolchain} Toolchain */

/** The architectures, as container platforms and as the compiler call them. */
export const TARGETS = { amd64: 'x86_64-linux-musl', arm64: 'aarch64-linux-musl' };

const HERE = import.meta.dirname;
const HOST_FILES = ['host.c', 'memory.c', 'copy.c', 'encode.c', 'load.c', 'run.c', 'arguments.c', 'program.c', 'host.h', 'arguments.h', 'calls.h', 'memory.h', 'program.h', 'snapshot.h'].map((name) => join(HERE, name));
const ENGINE = 'quickjs.c';
const SNAPSHOT = 'snapshot.c';
const SNAPSHOT_FILES = [SNAPSHOT, 'memory.h', 'program.h', 'snapshot.h'].map((name) => join(HERE, name));
const ENGINE_FILES = ['libregexp.c', 'libunicode.c', 'dtoa.c'];

/** @type {unknown} */
const MANIFEST = JSON.parse(readFileSync(join(HERE, '../package.json'), 'utf8'));
const { version: VERSION } = /** @type {{ version: string }} */ (MANIFEST);

/** The engine without its parser runs bytecode only. */
const BYTECODE_ONLY = ['-DQJS_DISABLE_PARSER'];
/** Small, and the same bytes wherever it is built. */
const SMALL = [
  '-Os', '-flto', '-ffunction-sections', '-fdata-sections', '-fno-unwind-tables', '-fno-asynchronous-unwind-tables',
  '-fno-stack-protector', '-fomit-frame-pointer', '-g0', '-DNDEBUG', '-D_GNU_SOURCE', ...BYTECODE_ONLY,
];
const STRICT = ['-std=c17', '-Wall', '-Wextra', '-Werror'];
const LINK = ['-static', '-s', '-Wl,--gc-sections', '-Wl,--build-id=none'];

/**
 * Bundles a TypeScript program and compiles it to the bytecode that program.c includes.
 *
 * @param {Toolchain} toolchain
 * @param {{ cache: string, name: string, entry: string }} options `entry` is its first file
 * @returns {Promise<string>} the folder that holds bytecode.h
 */
export async function compileBytecode(toolchain, { cache, name, entry }) {
  const compiler = await buildCompiler(toolchain, cache);
  const folder = join(cache, 'bytecode', name);
  const scripts = await bundleParts(entry, {
    // A field that is given a value by the constructor is no code of its own then.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    format: 'iife', target: 'es2023', platform: 'neutral', minify: true, charset: 'ascii', define: { VERSION: JSON.stringify(VERSION) }, logLevel: 'warning',
  });
  const output = join(folder, 'bytecode.h');
  await runStep({
    title: `compiling ${name} to bytecode`,
    output,
    files: [compiler],
    settings: scripts,
    work: () => {
      const files = scripts.map((text, number) => {
        const file = join(folder, `${name}-${number}.js`);
        writeFileSync(file, text);
        return file;
      });
      writeFileSync(output, runCommand([compiler, ...files]));
    },
  });
  return folder;
}

/**
 * Links bytecode, host and engine to an executable that needs nothing but the kernel.
 *
 * @param {Toolchain} toolchain
 * @param {{ cache: string, arch: keyof typeof TARGETS, bytecode: string, output: string, rehearsals?: readonly (readonly string[])[] }} options
 *   `bytecode` is a folder, `rehearsals` are for recordProgram
 */
export async function linkExecutable(toolchain, { cache, arch, bytecode, output, rehearsals = [] }) {
  const objects = await compileEngine(toolchain, { cache, arch, bytecode, rehearsals });
  const target = ['-target', TARGETS[arch]];
  const command = [...target, ...SMALL, ...STRICT, `-I${toolchain.engine}`, `-I${bytecode}`, ...HOST_FILES.filter((file) => file.endsWith('.c')), ...objects, ...LINK];
  await runStep({
    title: `linking ${output}`,
    output,
    files: [...HOST_FILES, join(bytecode, 'bytecode.h'), ...objects],
    settings: [SMALL, STRICT, LINK],
    work: () => {
      runCommand([...toolchain.zig, 'cc', ...command, '-o', output], { env: toolchain.env });
      // The linker leaves the file in the page cache in single pages. Written in one piece it is in larger ones, which are mapped with fewer faults.
      writeFileSync(output, readFileSync(output));
    },
  });
}

/**
 * The engine as an object file a source, which takes longest and hardly ever changes. Each program has its own, with the
 * functions that it uses, as it is when the main part of the program has run.
 *
 * @param {Toolchain} toolchain
 * @param {{ cache: string, arch: keyof typeof TARGETS, bytecode: string, rehearsals: readonly (readonly string[])[] }} options
 */
async function compileEngine(toolchain, { cache, arch, bytecode, rehearsals }) {
  const { zig, engine, env } = toolchain;
  const source = readFileSync(join(engine, ENGINE), 'utf8');
  const scripts = readdirSync(bytecode).filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(bytecode, name), 'utf8'));
  const names = namesOf(readFileSync(join(engine, 'quickjs-atom.h'), 'utf8'), readFileSync(join(bytecode, 'bytecode.h'), 'utf8'), scripts);
  const folder = join(cache, 'snapshots', basename(bytecode));
  const own = makeRecordable(leaveOutUnnamed(source, names), names);
  await runStep({ title: `leaving out of the engine what ${basename(bytecode)} never names`, output: join(folder, ENGINE), files: [], settings: own, work: () => writeFileSync(join(folder, ENGINE), own) });
  await recordProgram(toolchain, { folder, bytecode, names, flags: BYTECODE_ONLY, rehearsals });
  const objects = join(cache, 'objects', arch);
  const snapshot = join(objects, basename(bytecode), 'snapshot.o');
  // The engine's own warnings are the engine's business. The sources are named without a folder, which would end up in the file.
  const compile = (/** @type {string} */ name, /** @type {string} */ output, /** @type {string} */ cwd, /** @type {readonly string[]} */ folders) =>
    void runCommand([...zig, 'cc', '-target', TARGETS[arch], ...SMALL, '-w', ...folders.map((path) => `-I${path}`), '-c', name, '-o', output], { cwd, env });
  await runStep({
    title: `compiling the engine for ${arch}`,
    output: snapshot,
    files: [...SNAPSHOT_FILES, join(folder, ENGINE), join(folder, 'recorded.h'), join(HERE, 'requirements.txt')],
    settings: SMALL,
    work: () => compile(SNAPSHOT, snapshot, HERE, [folder, engine]),
  });
  const others = [];
  for (const name of ENGINE_FILES) {
    const output = join(objects, name.replace(/c$/, 'o'));
    others.push(output);
    await runStep({ title: `compiling ${name} for ${arch}`, output, files: [join(HERE, 'requirements.txt')], settings: [SMALL, name], work: () => compile(name, output, engine, [engine]) });
  }
  return [snapshot, ...others];
}

/**
 * The program that turns a script into bytecode, for the machine that builds.
 *
 * @param {Toolchain} toolchain
 * @param {string} cache
 */
async function buildCompiler({ zig, engine, env }, cache) {
  const source = join(HERE, 'compile.c');
  const output = join(cache, 'compile');
  await runStep({
    title: 'building the compiler of bytecode',
    output,
    files: [source, join(HERE, 'requirements.txt')],
    work: () => {
      const command = ['-O1', '-DNDEBUG', '-D_GNU_SOURCE', '-w', `-I${engine}`, source, ...[ENGINE, ...ENGINE_FILES].map((name) => join(engine, name)), '-lm', '-o', output];
      runCommand([...zig, 'cc', ...command], { env });
    },
  });
  return output;
}
