import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { runStep } from './step.mjs';
import { REQUIREMENTS } from './toolchain.mjs';

/** The engine: sources of its package, compiled as they come. Whatever we want of it is a flag or a call of its public API. */
export const ENGINE_SOURCES = ['quickjs.c', 'libregexp.c', 'libunicode.c', 'dtoa.c'];

/** What ships runs bytecode only. */
export const ENGINE_FLAGS = ['-D_GNU_SOURCE', '-DQJS_DISABLE_PARSER'];

/**
 * Compiles the engine to an object file a source, which takes longest and hardly ever changes. Beside each object is the list of
 * files that the compiler read, such as `quickjs.d`: a test compares these files with the package.
 *
 * @param {{ engine: string, env?: Record<string, string> }} toolchain `engine` is the folder with the sources
 * @param {{ folder: string, compiler: readonly [string, ...string[]] }} options `folder` is for the objects, `compiler` is a command with
 * its flags
 * @returns {Promise<readonly string[]>} the object files
 */
export async function compileEngine({ engine, env = {} }, { folder, compiler }) {
  const files = readdirSync(engine).filter((name) => /\.[ch]$/.test(name)).map((name) => join(engine, name));
  const objects = [];
  for (const name of ENGINE_SOURCES) {
    const object = join(folder, name.replace(/c$/, 'o'));
    objects.push(object);
    await runStep({
      title: `compiling ${name} in ${folder}`,
      output: object,
      files: [REQUIREMENTS, ...files],
      settings: compiler,
      // The engine's own warnings are the engine's business. The sources are named without a folder, which would end up in the file.
      work: () => void runCommand([...compiler, ...ENGINE_FLAGS, '-w', '-MD', '-MF', object.replace(/o$/, 'd'), '-c', name, '-o', object], { cwd: engine, env }),
    });
  }
  return objects;
}
