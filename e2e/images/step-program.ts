import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileBytecode, linkExecutable, type TARGETS } from '../../sidecar-runtime/native/program.mjs';
import { prepareToolchain } from '../../sidecar-runtime/native/toolchain.mjs';
import { IMAGES, RUNTIME } from '../paths';
import { architecture } from './archive';

/** Builds images/step as the native waiter is built, and copies it to where it is wanted. */
export async function buildStep(to: string): Promise<void> {
  const cache = join(RUNTIME, 'native', 'build');
  mkdirSync(cache, { recursive: true });
  const toolchain = await prepareToolchain(cache);
  const arch = architecture() as keyof typeof TARGETS;
  const output = join(cache, `step-${arch}`);
  const bytecode = await compileBytecode(toolchain, { cache, name: 'step', entry: join(IMAGES, 'step', 'main.ts') });
  await linkExecutable(toolchain, { cache, arch, bytecode, output });
  cpSync(output, to);
}
