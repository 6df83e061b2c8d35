import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runCommand } from './command.mjs';
import { ENGINE_SOURCES } from './engine.mjs';
import { runStep } from './step.mjs';
import { REQUIREMENTS } from './toolchain.mjs';

/** @typedef {import('./toolchain.mjs').Toolchain} Toolchain */

const HERE = import.meta.dirname;

/** @type {unknown} */
const MANIFEST = JSON.parse(readFileSync(join(HERE, '../../package.json'), 'utf8'));
const { version: VERSION } = /** @type {{ version: string }} */ (MANIFEST);

/**
 * Bundles a TypeScript program and compiles it to the bytecode that host/program.c includes.
 *
 * @param {Toolchain} toolchain
 * @param {{ cache: string, name: string, entry: string }} options `entry` is its first file
 * @returns {Promise<string>} the folder that holds bytecode.h
 */
export async function compileBytecode(toolchain, { cache, name, entry }) {
  const compiler = await buildCompiler(toolchain, cache);
  const folder = join(cache, 'bytecode', name);
  const { outputFiles: [bundle] } = await bundleProgram(entry);
  const output = join(folder, 'bytecode.h');
  await runStep({
    title: `compiling ${name} to bytecode`,
    output,
    files: [compiler],
    settings: bundle?.text,
    work: () => {
      const script = join(folder, `${name}.js`);
      writeFileSync(script, bundle?.contents ?? '');
      writeFileSync(output, runCommand([compiler, script]));
    },
  });
  return folder;
}

/**
 * A TypeScript program as one script, and which files it was made from.
 *
 * @param {string} entry its first file
 */
export function bundleProgram(entry) {
  return build({
    entryPoints: [entry], bundle: true, write: false, format: 'iife', target: 'es2023', platform: 'neutral', minify: true, charset: 'ascii',
    // A field that is given a value by the constructor is no code of its own then.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    define: { VERSION: JSON.stringify(VERSION) }, logLevel: 'warning', metafile: true,
  });
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
    files: [source, REQUIREMENTS],
    work: () => {
      const command = ['-O1', '-DNDEBUG', '-D_GNU_SOURCE', '-w', `-I${engine}`, source, ...ENGINE_SOURCES.map((name) => join(engine, name)), '-lm', '-o', output];
      runCommand([...zig, 'cc', ...command], { env });
    },
  });
  return output;
}
