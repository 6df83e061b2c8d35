import { run } from '../../src/cli.ts';
import type { VirtualPlatform } from './virtual-platform.ts';

/** Runs a whole command line on a virtual platform. */
export function runVirtual(platform: VirtualPlatform, ...args: readonly string[]): Promise<number> {
  return runWithParts(platform, true, args);
}

/** The same where the platform may have no TLS. */
export function runWithParts(platform: VirtualPlatform, https: boolean, args: readonly string[]): Promise<number> {
  platform.args = args;
  return platform.clock.run(run(platform, { version: '1.2.3', https, serve: (rest) => Promise.resolve(rest.length) }));
}
