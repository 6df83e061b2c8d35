import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram, CACHE, type TARGETS } from '../../sidecar-runtime/native/make/program.mjs';
import { IMAGES } from '../paths';
import { architecture } from './archive';

/** Builds images/step as the native waiter is built, and copies it to where it is wanted. */
export async function buildStep(to: string): Promise<void> {
  const arch = architecture() as keyof typeof TARGETS;
  const output = join(CACHE, `step-${arch}`);
  await buildProgram({ arch, name: 'step', entry: join(IMAGES, 'step', 'main.ts'), output });
  cpSync(output, to);
}
