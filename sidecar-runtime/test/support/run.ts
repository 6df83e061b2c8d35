import { run } from '../../src/cli.ts';
import type { VirtualPlatform } from './virtual-platform.ts';

/** Runs a whole command line on a virtual platform. */
export function runVirtual(platform: VirtualPlatform, ...args: readonly string[]): Promise<number> {
  platform.args = args;
  return platform.clock.run(run(platform, { version: '1.2.3', serve: (rest) => Promise.resolve(rest.length) }));
}
