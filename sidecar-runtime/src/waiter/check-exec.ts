import type { Cancellation, Platform } from '../platform/platform.ts';
import { PlatformError } from '../platform/platform.ts';
import { closed, OPEN, type Answer } from './answer.ts';

/** Runs a command; exit 0 is open. Its output is thrown away: it is not for everybody who may read events. */
export async function checkExec(platform: Platform, command: readonly string[], cancel: Cancellation): Promise<Answer> {
  try {
    const exit = await platform.processes.run(command, cancel);
    if (exit.kind === 'signal') return closed(`ended by signal ${exit.signal}`);
    return exit.code === 0 ? OPEN : closed(`exit ${exit.code}`);
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'ENOENT') return closed('command not found');
    throw error;
  }
}
