import { type StartgateGate, type StartgateWords, startgateWords } from '../order/startgate-words';
import type { LiveContainer } from './live-pod';

/** One gate of a guard. */
export interface GuardGate extends StartgateGate {
  /** The container that it waits for, or its target where it has no name. */
  readonly target: string;
}

/** What the guard of a container waits for, as its command is run; undefined without a guard. */
export function guardGates({ command }: LiveContainer): GuardGate[] | undefined {
  const guard = startgateWords(command);
  return guard?.verb === 'exec' ? guard.gates.map((gate) => ({ ...gate, target: gate.name ?? gate.check })) : undefined;
}

/** The words of a waiter in a probe or hook; undefined where there is none. */
export function waiterWords(words: readonly string[]): StartgateWords | undefined {
  // every program may have a command "wait" without arguments
  const [path = ''] = words;
  const waiter = path === 'startgate' || path.endsWith('/startgate') ? startgateWords(words) : undefined;
  return waiter?.verb === 'wait' ? waiter : undefined;
}
