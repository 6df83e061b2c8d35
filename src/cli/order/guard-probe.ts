import type { Probe } from '../../private/manifest';
import { GUARD_TARGET } from '../../private/plan/guard-probe';
import { startgateWords } from './startgate-words';

/** The startup probe is one of ours, which passes when the guard of its container has started the command. */
export function isGuardProbe(probe: Probe | undefined): boolean {
  const waiter = startgateWords(probe?.exec?.command ?? []);
  return waiter?.verb === 'wait' && waiter.gates[0]?.check === GUARD_TARGET;
}
