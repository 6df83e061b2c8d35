import { PlatformError, type Platform } from '../platform/platform.ts';
import { originOf } from './origin.ts';
import type { StateRecord } from './record.ts';
import { listStates, readState } from './state.ts';

/** What one container of the Pod says, or why that can't be read. */
export type ContainerState = { readonly name: string; readonly record: StateRecord } | { readonly name: string; readonly problem: string };

/**
 * What the guards of this Pod say. A container writes its own folder only, so what it puts there in place of a record is its own
 * fault: the states of the others are told all the same.
 * @throws PlatformError the directory can't be read
 */
export async function readStates(platform: Platform, directory: string): Promise<readonly ContainerState[]> {
  const names = listStates(platform, directory);
  const origin = originOf(platform);
  const states: ContainerState[] = [];
  for (const name of names) {
    try {
      const record = await readState(platform, directory, name, origin);
      if (record !== undefined) states.push({ name, record });
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      states.push({ name, problem: error.message });
    }
  }
  return states;
}
