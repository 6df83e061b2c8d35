import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileBytecode, linkExecutable } from '../../native/program.mjs';
import { prepareToolchain } from '../../native/toolchain.mjs';

const NATIVE = join(import.meta.dirname, '../../native');

/** Builds a program of the tests as the native startgate is built, over the same host; gives its path. */
export async function buildHostProgram(name: string): Promise<string> {
  const cache = join(NATIVE, 'build');
  mkdirSync(cache, { recursive: true });
  const toolchain = await prepareToolchain(cache);
  const bytecode = await compileBytecode(toolchain, { cache, name, entry: join(import.meta.dirname, `${name}.ts`) });
  const output = join(cache, 'tests', name);
  await linkExecutable(toolchain, { cache, arch: 'amd64', bytecode, output });
  return output;
}
