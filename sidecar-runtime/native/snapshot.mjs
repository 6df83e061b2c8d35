import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError, runCommand } from './command.mjs';
import { runStep } from './step.mjs';

/** @typedef {import('./toolchain.mjs').Toolchain} Toolchain */

const HERE = import.meta.dirname;
const RECORDER = ['record.c', 'rehearse.c', 'blocks.c', 'setup.c', 'load.c', 'run.c', 'arguments.c', 'encode.c', 'host.h', 'arguments.h', 'rehearse.h', 'blocks.h', 'setup.h', 'program.h', 'calls.h'].map((name) => join(HERE, name));

/** What stands at the beginning of a line, by what record.c calls it. */
const DEFINITIONS = {
  FUNCTION: /^static [\w ]*?[ *](js_\w+)\((?:[^;{}()]|\([^;{}()]*\))*\)\s*\{/gm,
  HOOKS: /^static const JSClassExoticMethods (\w+) = \{/gm,
  LIST: /^static const JSCFunctionListEntry (\w+)\[\w*\] = \{/gm,
};

/**
 * What the heap of the engine can point to outside of itself.
 *
 * @param {string} source quickjs.c, preprocessed
 * @returns {string} its functions, hooks of classes and lists of functions, one a line
 */
export function symbolsOf(source) {
  return Object.entries(DEFINITIONS).flatMap(([kind, pattern]) => [...new Set([...source.matchAll(pattern)].map(([, name]) => `${kind}(${name})\n`))].sort()).join('');
}

/**
 * Runs the main part of a program, and leaves the engine as it is then as `recorded.h` for snapshot.c. At its start the
 * executable has nothing to read and nothing to set up then. The same bytes come out wherever it runs.
 *
 * @param {Toolchain} toolchain
 * @param {{ folder: string, bytecode: string, names: readonly string[], flags: readonly string[], rehearsals: readonly (readonly string[])[] }} options
 *   `folder` holds the engine's quickjs.c for the program, `names` is what the program names, `flags` what decides about its structures,
 *   `rehearsals` the arguments of runs that shall find what they use side by side
 */
export async function recordProgram({ zig, engine, env }, { folder, bytecode, names, flags, rehearsals }) {
  const args = rehearsals.flatMap((one, index) => (index === 0 ? one : ['+', ...one]));
  const output = join(folder, 'recorded.h');
  const sources = ['libregexp.c', 'libunicode.c', 'dtoa.c'].map((name) => join(engine, name));
  await runStep({
    title: 'recording the program',
    output,
    files: [...RECORDER, join(folder, 'quickjs.c'), join(bytecode, 'bytecode.h'), join(HERE, 'requirements.txt')],
    settings: [flags, names, args, Object.values(DEFINITIONS).map(String)],
    work: () => {
      const cc = [...zig, 'cc', ...flags, '-D_GNU_SOURCE', '-DNDEBUG', '-w', `-I${folder}`, `-I${engine}`, `-I${bytecode}`];
      const recorder = join(folder, 'record');
      writeFileSync(join(folder, 'names.h'), names.map((name) => `"${name}",\n`).join(''));
      writeFileSync(join(folder, 'symbols.h'), symbolsOf(runCommand([...command(cc), '-DSNAPSHOT_BASE=0', '-E', '-P', join(folder, 'quickjs.c')], { env }).toString()));
      // Its addresses must not look like numbers, and are others each time that it runs.
      runCommand([...command(cc), '-O1', '-fPIE', '-pie', ...RECORDER.filter((file) => file.endsWith('.c')), ...sources, '-lm', '-o', recorder], { env });
      const recorded = runCommand([recorder, ...args]);
      if (!runCommand([recorder, ...args]).equals(recorded)) throw new BuildError('the program was recorded twice, and differs: what it leaves in the engine depends on the process');
      writeFileSync(output, recorded);
    },
  });
}

/**
 * @param {readonly string[]} words
 * @returns {[string, ...string[]]}
 */
function command([file = '', ...args]) {
  return [file, ...args];
}
