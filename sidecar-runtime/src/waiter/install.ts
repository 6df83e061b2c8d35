import { PlatformError, type Platform } from '../platform/platform.ts';
import { encode, withoutControls } from './bytes.ts';
import { EXIT } from './exit-code.ts';
import { UsageError } from './usage-error.ts';

/**
 * `startgate install`: copies the waiter to a path, or into a directory as `startgate`. Returns the exit code.
 *
 * @throws UsageError on a platform whose waiter is not one file
 */
export function runInstall(platform: Platform, destination: string): number {
  const { copySelf } = platform.processes;
  if (copySelf === undefined) {
    throw new UsageError('startgate install needs the native waiter: this one runs on Node, and a copy of it would not run in another image');
  }
  try {
    const directory = destination.endsWith('/') || platform.files.status(destination)?.kind === 'directory';
    copySelf(directory ? `${destination.endsWith('/') ? destination : `${destination}/`}startgate` : destination);
    return EXIT.OPEN;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    platform.writeError(encode(`startgate: ${withoutControls(`can't install to "${destination}": ${error.message}`)}\n`));
    return EXIT.UNAVAILABLE;
  }
}
