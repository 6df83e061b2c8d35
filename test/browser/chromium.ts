import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM, findChromium } from '../../scripts/lib/chromium.mjs';

/** The distribution's browser; none is downloaded. */
export async function launchChromium(env: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  const executablePath = findChromium(env);
  if (executablePath === undefined) throw new Error(`the pictures are looked at in ${CHROMIUM}`);
  // a container's root has no user namespace for the sandbox; the pages are ours and may reach nothing
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--force-device-scale-factor=1'] });
}
