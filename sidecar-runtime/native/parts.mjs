import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */
/** @typedef {import('esbuild').Plugin} Plugin */

const SOURCE = join(import.meta.dirname, '../src');

/**
 * What most waits never use, in parts that are loaded with the first call into them: the main part is in the executable
 * as the heap that it leaves, which takes five times the room of its bytecode. Whatever a file here exports to the main part must be a function or a class.
 */
const PARTS = [
  ['waiter/check-grpc.ts'],
  ['waiter/guard.ts', 'waiter/check-state.ts', 'waiter/origin.ts', 'waiter/state.ts', 'waiter/record.ts', 'waiter/status.ts', 'waiter/install.ts'],
  ['waiter/check-exec.ts', 'waiter/check-file.ts'],
  ['platform/native-files.ts', 'platform/native-watches.ts', 'platform/native-locks.ts', 'platform/native-network-cookie.ts', 'platform/native-processes.ts'],
  ['platform/native-resolver.ts'],
  ['platform/native-failure.ts'],
  ['waiter/usage.ts'],
].map((files) => files.map((file) => join(SOURCE, file)));

/**
 * Bundles a program into scripts: the main one, then the parts that it can come to, in the order of their numbers.
 *
 * @param {string} entry
 * @param {BuildOptions} options
 * @returns {Promise<readonly string[]>}
 */
export async function bundleParts(entry, options) {
  const lazy = PARTS.flat();
  const names = await exportsOf(lazy, options);
  /** @type {Set<string>} */
  const shared = new Set();
  const main = async (/** @type {string} */ first) => bundle(`import 'first';\nimport ${JSON.stringify(entry)};`, [virtual('first', first), standIns(names)], options);
  const { inputs } = await main('');
  const eager = inputs.filter((file) => !lazy.includes(file));
  /** @type {string[]} */
  const parts = [];
  for (const [number, files] of PARTS.entries()) {
    const text = `${files.map((file, index) => `import * as p${index} from ${JSON.stringify(file)};`).join('\n')}
host.parts[${number + 1}] = { ${files.flatMap((file, index) => (names.get(file) ?? []).map((name) => `${name}: p${index}.${name}`)).join(', ')} };`;
    const reached = files.some((file) => inputs.includes(file));
    parts.push(reached ? (await bundle(text, [references(eager, shared, await exportsOf(eager, options)), standIns(names, files)], options)).text : '');
  }
  // What parts use of the main one is gathered when the first of them is loaded.
  const exported = await exportsOf([...shared], options);
  const imports = [...exported].map(([file, all]) => `import { ${all.map((name) => `${name} as ${alias(file, name)}`).join(', ')} } from ${JSON.stringify(file)};`);
  const gathered = [...exported].flatMap(([file, all]) => all.map((name) => alias(file, name)));
  const { text } = await main(gathered.length === 0 ? '' : `${imports.join('\n')}\nhost.parts = [];\nhost.shared = () => ({ ${gathered.join(', ')} });\nhost.part = (number) => {\n  if (host.parts[number] === undefined) {\n    host.main ??= host.shared();\n    host.load(number);\n  }\n  return host.parts[number];\n};`);
  return [text, ...parts];
}

/** @param {string} file @param {string} name */
function alias(file, name) {
  return `${basename(file, '.ts').replaceAll('-', '_')}_${name}`;
}

/**
 * @param {string} contents
 * @param {readonly Plugin[]} plugins
 * @param {BuildOptions} options
 * @returns {Promise<{ text: string, inputs: readonly string[] }>} `inputs` are the files, those behind stand-ins too
 */
async function bundle(contents, plugins, options) {
  const { outputFiles, metafile } = await build({
    ...options, stdin: { contents, resolveDir: SOURCE, loader: 'ts' }, plugins: [...plugins], bundle: true, write: false, metafile: true, absWorkingDir: SOURCE,
  });
  const inputs = Object.keys(metafile.inputs).filter((name) => name.endsWith('.ts')).map((name) => join(SOURCE, name.replace(/^[a-z-]+:/, '')));
  return { text: outputFiles[0]?.text ?? '', inputs };
}

/**
 * What files export that is there at run time.
 *
 * @param {readonly string[]} files
 * @param {BuildOptions} options
 * @returns {Promise<Map<string, readonly string[]>>}
 */
async function exportsOf(files, options) {
  if (files.length === 0) return new Map();
  const { metafile } = await build({
    ...options, entryPoints: [...files], format: 'esm', bundle: true, write: false, metafile: true, absWorkingDir: SOURCE, outbase: SOURCE, outdir: join(SOURCE, 'none'),
  });
  const all = Object.values(metafile.outputs).map(({ entryPoint, exports }) => /** @type {const} */ ([join(SOURCE, entryPoint ?? ''), [...exports].sort()]));
  // Files are read at the same time, and are met in any order: the program must not depend on it.
  return new Map(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * A module without a file.
 *
 * @param {string} name
 * @param {string} contents
 * @returns {Plugin}
 */
function virtual(name, contents) {
  return {
    name,
    setup(setup) {
      setup.onResolve({ filter: /^[a-z]+$/ }, ({ path }) => (path === name ? { path, namespace: 'virtual' } : undefined));
      setup.onLoad({ filter: /.*/, namespace: 'virtual' }, () => ({ contents, loader: 'js', resolveDir: SOURCE }));
    },
  };
}

/** @param {string} from @param {string} path */
const resolved = (from, path) => join(path.startsWith('/') ? '' : dirname(from), path);

/**
 * Functions in the place of those in other parts, which load that part when they are called.
 *
 * @param {Map<string, readonly string[]>} names
 * @param {readonly string[]} [own] the files that are in this part itself
 * @returns {Plugin}
 */
function standIns(names, own = []) {
  return {
    name: 'stand-ins',
    setup(setup) {
      setup.onResolve({ filter: /\.ts$/ }, ({ path, importer, resolveDir }) => {
        const file = path.startsWith('/') ? path : resolved(importer === '<stdin>' ? join(resolveDir, '_') : importer, path);
        return names.has(file) && !own.includes(file) ? { path: file.slice(SOURCE.length + 1), namespace: 'later' } : undefined;
      });
      setup.onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => {
        const file = join(SOURCE, path);
        const number = PARTS.findIndex((files) => files.includes(file)) + 1;
        const functions = (names.get(file) ?? []).map((name) => `export function ${name}(...args) { const { ${name}: own } = host.part(${number}); return new.target ? new own(...args) : own(...args); }`);
        return { contents: functions.join('\n'), loader: 'js' };
      });
    },
  };
}

/**
 * References to what is in the main part, for another one.
 *
 * @param {readonly string[]} eager
 * @param {Set<string>} shared gets the files that are referred to
 * @param {Map<string, readonly string[]>} names
 * @returns {Plugin}
 */
function references(eager, shared, names) {
  return {
    name: 'references',
    setup(setup) {
      setup.onResolve({ filter: /\.ts$/ }, ({ path, importer, resolveDir }) => {
        const file = path.startsWith('/') ? path : resolved(importer === '<stdin>' ? join(resolveDir, '_') : importer, path);
        return eager.includes(file) ? { path: file.slice(SOURCE.length + 1), namespace: 'main' } : undefined;
      });
      setup.onLoad({ filter: /.*/, namespace: 'main' }, ({ path }) => {
        const file = join(SOURCE, path);
        shared.add(file);
        return { contents: (names.get(file) ?? []).map((name) => `export const ${name} = host.main.${alias(file, name)};`).join('\n'), loader: 'js' };
      });
    },
  };
}
