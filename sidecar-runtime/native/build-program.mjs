import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileBytecode, linkExecutable } from './program.mjs';
import { prepareToolchain } from './toolchain.mjs';

/** What can be made again. */
export const CACHE = join(import.meta.dirname, 'build');

/**
 * Builds a program as the native startgate is built, over the same host.
 *
 * @param {{ arch: keyof typeof import('./program.mjs').TARGETS, name: string, entry: string, output: string, rehearsals?: readonly (readonly string[])[] }} options
 *   `entry` is its first file, `rehearsals` are for recordProgram
 */
export async function buildProgram({ arch, name, entry, output, rehearsals = [] }) {
  mkdirSync(CACHE, { recursive: true });
  const toolchain = await prepareToolchain(CACHE);
  const bytecode = await compileBytecode(toolchain, { cache: CACHE, name, entry });
  await linkExecutable(toolchain, { cache: CACHE, arch, bytecode, output, rehearsals });
}
