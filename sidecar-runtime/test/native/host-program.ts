import { join } from 'node:path';
import { buildProgram, CACHE } from '../../native/make/program.mjs';

/** Builds a program of the tests over the host of the native waiter; gives its path. */
export async function buildHostProgram(name: string): Promise<string> {
  const output = join(CACHE, 'tests', name);
  await buildProgram({ arch: 'amd64', name, entry: join(import.meta.dirname, `${name}.ts`), output });
  return output;
}
