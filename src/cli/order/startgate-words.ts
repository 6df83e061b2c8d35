import { parseArgs } from '../../../sidecar-runtime/src/waiter/args';
import type { Gate, StepSettings } from '../../../sidecar-runtime/src/waiter/invocation';
import { unescapeReferences } from '../../private/check-target';
import type { ConditionName, OnTimeoutName, SingleCheck } from '../../private/model';
import { asWaiterReads, UsageError } from './as-waiter-reads';
import { checkOfGate, withoutVariable, withVariable } from './target';

/** One gate of a waiter or guard. */
export interface StartgateGate {
  /** The container that the target names. */
  readonly name?: string;
  /** What is looked at: `http://localhost:8080/ready`, or the condition where the state of a container is. */
  readonly check: string;
  /** The same with its options, as `readyWhen` declares it; undefined where it is no check. */
  readonly model: SingleCheck | undefined;
  readonly condition: ConditionName;
  /** How its log calls the target. */
  readonly label: string;
  readonly timeoutMs: number;
  readonly onTimeout: OnTimeoutName;
}

/** A command line of the waiter, taken apart. */
export interface StartgateWords {
  readonly verb: 'wait' | 'exec';
  /** Path of the waiter. */
  readonly path: string;
  readonly gates: readonly StartgateGate[];
  /** The names of which `--until` waits for the end. */
  readonly until: readonly string[];
  /** How it runs, where it is a step of a row. */
  readonly step?: StepSettings;
  /** What a guard becomes, as the manifest spells it. */
  readonly command: readonly string[];
}

/** A command line that the waiter would not take. */
export interface RefusedWords {
  readonly verb: 'refused';
  /** What it would say. */
  readonly why: string;
}

/** The command of a container or probe, as the waiter reads it; undefined where it asks for no waiter or guard. */
export function startgateWords(words: readonly string[]): StartgateWords | RefusedWords | undefined {
  return readWords(words, words.map(unescapeReferences));
}

/** The command of a lifecycle hook, in which Kubernetes expands nothing. */
export function hookWords(hook: unknown): StartgateWords | RefusedWords | undefined {
  const words = (hook as { exec?: { command?: string[] } } | undefined)?.exec?.command ?? [];
  return readWords(words, words);
}

function readWords(words: readonly string[], [path, ...args]: readonly string[]): StartgateWords | RefusedWords | undefined {
  if (path === undefined || (args[0] !== 'wait' && args[0] !== 'exec')) return undefined;
  const read = asWaiterReads(() => parseArgs(args.map(withoutVariable)));
  if (read instanceof UsageError) return { verb: 'refused', why: withVariable(read.message) };
  if (read.command !== 'wait' && read.command !== 'exec') return undefined;
  const gates = read.gates.map(gateOf);
  if (read.command === 'wait') return { verb: 'wait', path, gates, until: [], command: [] };
  const { step, until, commandIndex } = read;
  return {
    verb: 'exec', path, gates,
    until: until?.ends.map(({ container }) => container) ?? [],
    ...(step === undefined ? {} : { step }),
    command: words.slice(commandIndex + 1),
  };
}

function gateOf(gate: Gate): StartgateGate {
  const { target: { label, text, check }, options } = gate;
  const isState = check.kind === 'state';
  // a name has no colon, and every target has one; the target comes after a name that several have
  const [first = ''] = label.split(' ');
  const named = first.includes(':') ? undefined : first;
  const name = isState ? check.container : named;
  return {
    ...(name === undefined ? {} : { name }),
    check: withVariable(text),
    model: checkOfGate(gate),
    condition: isState ? check.condition : 'healthy',
    label: withVariable(label),
    timeoutMs: options.timeout,
    onTimeout: options.onTimeout,
  };
}
