import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runCommand } from './command.mjs';
import { leaveOutUnnamed } from './engine.mjs';
import { bundleParts } from './parts.mjs';
import { runStep } from './step.mjs';

/** @typedef {import('./toolchain.mjs').Toolchain} Toolchain */

/** The architectures, as container platforms and as the compiler call them. */
export const TARGETS = { amd64: 'x86_64-linux-musl', arm64: 'aarch64-linux-musl' };

const HERE = import.meta.dirname;
const HOST_FILES = ['host.c', 'memory.c', 'program.c', 'host.h', 'memory.h'].map((name) => join(HERE, name));
const ENGINE = 'quickjs.c';
const ENGINE_FILES = [ENGINE, 'libregexp.c', 'libunicode.c', 'dtoa.c'];

/** @type {unknown} */
const MANIFEST = JSON.parse(readFileSync(join(HERE, '../package.json'), 'utf8'));
const { version: VERSION } = /** @type {{ version: string }} */ (MANIFEST);

/** Small, and the same bytes wherever it is built. The engine without its parser runs bytecode only. */
const SMALL = [
  '-Os', '-flto', '-ffunction-sections', '-fdata-sections', '-fno-unwind-tables', '-fno-asynchronous-unwind-tables',
  '-fno-stack-protector', '-fomit-frame-pointer', '-g0', '-DNDEBUG', '-D_GNU_SOURCE', '-DQJS_DISABLE_PARSER',
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
 * @param {{ cache: string, arch: keyof typeof TARGETS, bytecode: string, output: string }} options `bytecode` is a folder
 */
export async function linkExecutable(toolchain, { cache, arch, bytecode, output }) {
  const objects = await compileEngine(toolchain, { cache, arch, bytecode });
  const target = ['-target', TARGETS[arch]];
  const command = [...target, ...SMALL, ...STRICT, `-I${toolchain.engine}`, `-I${bytecode}`, ...HOST_FILES.filter((file) => file.endsWith('.c')), ...objects, ...LINK];
  await runStep({
    title: `linking ${output}`,
    output,
    files: [...HOST_FILES, join(bytecode, 'bytecode.h'), ...objects],
    settings: [SMALL, STRICT, LINK],
    work: () => void runCommand([...toolchain.zig, 'cc', ...command, '-o', output], { env: toolchain.env }),
  });
}

/**
 * The engine as an object file a source, which takes longest and hardly ever changes. Each program has its own, with the
 * functions that it uses.
 *
 * @param {Toolchain} toolchain
 * @param {{ cache: string, arch: keyof typeof TARGETS, bytecode: string }} options
 */
async function compileEngine({ zig, engine, env }, { cache, arch, bytecode }) {
  const scripts = readdirSync(bytecode).filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(bytecode, name), 'utf8'));
  const own = leaveOutUnnamed(readFileSync(join(engine, ENGINE), 'utf8'), scripts);
  const folder = join(cache, 'objects', arch);
  const objects = [];
  for (const name of ENGINE_FILES) {
    const output = join(folder, name === ENGINE ? basename(bytecode) : '', name.replace(/c$/, 'o'));
    objects.push(output);
    await runStep({
      title: `compiling ${name} for ${arch}`,
      output,
      files: [join(HERE, 'requirements.txt')],
      settings: [SMALL, name === ENGINE ? own : name],
      work: () => {
        const cwd = name === ENGINE ? join(folder, basename(bytecode)) : engine;
        if (name === ENGINE) writeFileSync(join(cwd, name), own);
        // The engine's own warnings are the engine's business. The sources are named without a folder, which would end up in the file.
        runCommand([...zig, 'cc', '-target', TARGETS[arch], ...SMALL, '-w', `-I${engine}`, '-c', name, '-o', output], { cwd, env });
      },
    });
  }
  return objects;
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
      const command = ['-O1', '-DNDEBUG', '-D_GNU_SOURCE', '-w', `-I${engine}`, source, ...ENGINE_FILES.map((name) => join(engine, name)), '-lm', '-o', output];
      runCommand([...zig, 'cc', ...command], { env });
    },
  });
  return output;
}
