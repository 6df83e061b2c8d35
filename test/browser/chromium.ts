import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const NEEDS_CHROMIUM = 'Chromium is needed to look at the pictures: "apt-get install chromium", or name its program in CHROMIUM, then run the same command again';

/** The distribution's browser; none is downloaded. */
export async function launchChromium(env: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  // a container's root has no user namespace for the sandbox; the pages are ours and may reach nothing
  return chromium.launch({ executablePath: findChromium(env), args: ['--no-sandbox', '--force-device-scale-factor=1'] });
}

/** @throws an error that says what to install */
export function findChromium({ CHROMIUM, PATH = '' }: NodeJS.ProcessEnv): string {
  const candidates = CHROMIUM !== undefined && CHROMIUM !== '' ? [CHROMIUM] : PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = candidates.find(isProgram);
  if (found === undefined) throw new Error(NEEDS_CHROMIUM);
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // it is looked for elsewhere
  }
}
