import type { Answer } from '../../src/waiter/answer.ts';
import { Canceller } from '../../src/waiter/cancel.ts';
import { createChecker } from '../../src/waiter/checker.ts';
import type { Gate } from '../../src/waiter/invocation.ts';
import { DEFAULTS, type GateOptions } from '../../src/waiter/options.ts';
import { parseTarget } from '../../src/waiter/target.ts';
import type { VirtualPlatform } from './virtual-platform.ts';

/** A gate as the command line would make it. */
export function gate(target: string, options: Partial<GateOptions> = {}): Gate {
  return { target: parseTarget(target), options: { ...DEFAULTS, ...options } };
}

/** Tries a target once. */
export function tryOnce(platform: VirtualPlatform, target: string, options: Partial<GateOptions> = {}): Promise<Answer> {
  const checker = createChecker(gate(target, options), { platform, state: '/state', remaining: () => Infinity });
  return platform.clock.run(checker.check(new Canceller()));
}
