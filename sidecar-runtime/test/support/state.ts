import type { StateRecord } from '../../src/waiter/record.ts';
import type { VirtualPlatform } from './virtual-platform.ts';

/** Publishes a record of another container, as its guard would; it lives as long as its lock is held. */
export function publish(platform: VirtualPlatform, name: string, record: Partial<StateRecord>, lives = true): void {
  const whole = { version: 2, name, phase: 'started', gates: [], bootId: 'boot', networkNamespace: 'net:[1]', ...record };
  if (lives) platform.held.add(`/state/${name}/lock`);
  else platform.held.delete(`/state/${name}/lock`);
  platform.files.directory(`/state/${name}`);
  platform.files.file(`/state/${name}/record.json`, JSON.stringify(whole));
}
