import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** What to say where there is none. */
export const CHROMIUM = 'Chromium (Debian: chromium), on the path or named in CHROMIUM';

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} the program of the distribution's browser
 */
export function findChromium({ CHROMIUM: named, PATH = '' }) {
  const candidates = named !== undefined && named !== ''
    ? [named]
    : PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return candidates.find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // it is looked for elsewhere
  }
}
