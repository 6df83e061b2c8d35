import type { ConditionName, OnTimeoutName } from '../../private/model';
import { durationMs } from './annotation';

/** One gate of a waiter or guard. */
export interface StartgateGate {
  /** The container that the target names. */
  readonly name?: string;
  /** What is looked at: `http://localhost:8080/ready`, or the condition where the state of a container is. */
  readonly check: string;
  readonly condition: ConditionName;
  /** How its log calls the target. */
  readonly label: string;
  /** Undefined where the text is no duration. */
  readonly timeoutMs: number | undefined;
  readonly onTimeout: OnTimeoutName;
  readonly requestTimeoutMs: number | undefined;
  /** Each as `Name: value`. */
  readonly headers: readonly string[];
}

/** A command line of the program `startgate`, taken apart. */
export interface StartgateWords {
  readonly verb: 'wait' | 'exec';
  /** Path of the binary. */
  readonly binary: string;
  readonly gates: readonly StartgateGate[];
  /** Under which name a guard publishes its state. */
  readonly name?: string;
  /** The directory of the states. */
  readonly state?: string;
  /** The names of which `--until` waits for the end. */
  readonly until: readonly string[];
  /** It is a step of a row. */
  readonly step: boolean;
  /** What a guard becomes. */
  readonly command: readonly string[];
}

/** What is asked for without a target. */
const DEFAULT_TARGET = 'http://localhost:8080/ready';
/** Flags without a value. Every other one has one. */
const PLAIN = new Set(['--group', '--help', '--once', '--step']);

type Options = Pick<StartgateGate, 'timeoutMs' | 'onTimeout' | 'requestTimeoutMs' | 'headers'>;
interface Draft {
  target: string;
  options: Partial<Options>;
}

const DEFAULTS: Options = { timeoutMs: 60_000, onTimeout: 'fail', requestTimeoutMs: 1000, headers: [] };

/** The options of a gate. */
const GATE_OPTIONS: Readonly<Record<string, (value: string, before: Partial<Options>) => Partial<Options>>> = {
  '--timeout': (value) => ({ timeoutMs: durationMs(value) }),
  '--timeoutSeconds': (value) => ({ timeoutMs: durationMs(`${value}s`) }),
  '--on-timeout': (value) => ({ onTimeout: value as OnTimeoutName }),
  '--request-timeout': (value) => ({ requestTimeoutMs: durationMs(value) }),
  '--requestTimeoutMillis': (value) => ({ requestTimeoutMs: durationMs(`${value}ms`) }),
  '--header': (value, { headers = [] }) => ({ headers: [...headers, value] }),
};

/** The words of a guard or waiter of ours; undefined when the command is no such thing. */
export function startgateWords(words: readonly string[]): StartgateWords | undefined {
  const [binary, verb, ...rest] = words;
  if (binary === undefined || (verb !== 'wait' && verb !== 'exec')) return undefined;
  const separator = rest.indexOf('--');
  if ((verb === 'exec') !== (separator >= 0)) return undefined;
  const command = separator < 0 ? [] : rest.slice(separator + 1);
  const drafts: Draft[] = [];
  const forAll: Draft = { target: '', options: {} };
  const found: { name?: string; state?: string; until: string[]; step: boolean } = { until: [], step: false };
  const args = separator < 0 ? rest : rest.slice(0, separator);
  for (let index = 0; index < args.length; index++) {
    const word = args[index]!;
    if (!word.startsWith('--')) {
      if (verb === 'exec' && drafts.length === 0) return undefined;
      drafts.push({ target: word, options: {} });
      continue;
    }
    const equals = word.indexOf('=');
    const flag = equals === -1 ? word : word.slice(0, equals);
    if (flag === '--step') found.step = true;
    if (PLAIN.has(flag)) continue;
    const value = equals === -1 ? args[++index] : word.slice(equals + 1);
    if (value === undefined) return undefined;
    const option = GATE_OPTIONS[flag];
    if (option !== undefined) {
      const of = drafts.at(-1) ?? forAll;
      of.options = { ...of.options, ...option(value, of.options) };
    } else if (flag === '--wait' || flag === '--url') drafts.push({ target: value, options: {} });
    else if (flag === '--until') found.until.push(value.split('=', 1)[0]!);
    else if (flag === '--name') found.name = value;
    else if (flag === '--state') found.state = value;
  }
  if (verb === 'wait' && drafts.length === 0) drafts.push({ target: DEFAULT_TARGET, options: {} });
  return { verb, binary, gates: drafts.map((draft) => gateOf(draft, forAll.options)), ...found, command };
}

/** The words of a lifecycle hook that runs our waiter. */
export function hookWords(hook: unknown): StartgateWords | undefined {
  return startgateWords((hook as { exec?: { command?: string[] } } | undefined)?.exec?.command ?? []);
}

/** Options before the first target hold for all, after one for that one; headers add up. */
function gateOf({ target, options }: Draft, forAll: Partial<Options>): StartgateGate {
  const [, name, named] = /^([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)=(.*)$/su.exec(target) ?? [];
  const check = named ?? target;
  const state = name === undefined ? undefined : (['started', 'completed', 'succeeded'] as const).find((condition) => condition === check);
  return {
    ...(name === undefined ? {} : { name }),
    check,
    condition: state ?? 'healthy',
    label: state === undefined ? name ?? labelOf(check) : target,
    ...DEFAULTS, ...forAll, ...options,
    headers: [...forAll.headers ?? [], ...options.headers ?? []],
  };
}

/** A target without a name, without what may be secret. */
function labelOf(target: string): string {
  if (!target.startsWith('exec:')) return target.split('?', 1)[0]!;
  const program = /^exec:\s*\[\s*("(?:[^"\\]|\\.)*")/su.exec(target)?.[1];
  return program === undefined ? target : `exec:${JSON.parse(program) as string}`;
}
