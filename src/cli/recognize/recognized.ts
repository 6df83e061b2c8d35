import type { Container } from '../../private/manifest';
import type { ConditionName } from '../../private/model';

/** What a tool waits for. */
export interface Target {
  /** As a TARGET of the waiter where it is one: `http://localhost:4191/ready`; else what a reader understands. */
  readonly text: string;
  /** The container of the Pod, where the tool names it or is known to mean it. */
  readonly container?: string;
  readonly condition: ConditionName;
}

/** A command that was recognized as one that waits. */
export interface Recognized {
  /** Its name, for people. */
  readonly tool: string;
  readonly targets: readonly Target[];
  /** How long it waits; undefined: for ever. */
  readonly timeoutSeconds?: number;
  /** What happens then. */
  readonly onTimeout: 'fail' | 'continue';
  /** More that opens it, beside the end of its time. */
  readonly faults?: readonly string[];
  /** When it opens, counted from readiness. */
  readonly opens: string;
  readonly notes?: readonly string[];
}

/** One program that a command runs, and what it is given. */
export interface Call {
  /** The last part of its path. */
  readonly program: string;
  /** The whole path. */
  readonly path: string;
  readonly args: readonly string[];
  /** What starts when it has failed: the next one of its script, without asking. */
  readonly goesOn: boolean;
  /** The script of a shell that it is a part of, where that has a loop. */
  readonly loop?: string;
}

/** Recognizes one tool. */
export type Recognizer = (call: Call, container: Container) => Recognized | undefined;

/** The value of the last `--name VALUE`, `--name=VALUE`, `-name VALUE` among the words before `--`. */
export function optionOf(args: readonly string[], ...names: string[]): string | undefined {
  let found: string | undefined;
  for (let index = 0; index < args.length && args[index] !== '--'; index++) {
    const [name, ...rest] = args[index]!.split('=');
    if (!names.includes(name!)) continue;
    found = rest.length > 0 ? rest.join('=') : args[index + 1];
  }
  return found;
}

/** Seconds of a duration as Go writes it, `1m30s`, or of a plain number. */
export function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  if (!/^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|h|m|s))+$/u.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)(ms|h|m|s)/gu)) {
    seconds += Number(amount) * { ms: 0.001, s: 1, m: 60, h: 3600 }[unit as 'ms' | 's' | 'm' | 'h'];
  }
  return seconds;
}

/** A limit that is given in seconds; 0 is none. */
export function limitOf(seconds: number | undefined): Pick<Recognized, 'timeoutSeconds'> {
  return seconds === undefined || seconds === 0 ? {} : { timeoutSeconds: seconds };
}
