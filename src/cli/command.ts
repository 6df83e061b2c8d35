import type { Host } from './host';

/** An option of a command. */
export interface OptionSpec {
  /** Without the dashes: `format`. */
  readonly name: string;
  /** One letter: `n` for `-n`. */
  readonly short?: string;
  /** What its value is, for the help: `VERSION`. Without it the option is a flag. */
  readonly value?: string;
  /** The values that are allowed; the first is the default. */
  readonly choices?: readonly string[];
  readonly about: string;
}

export interface Example {
  readonly about: string;
  /** As it is typed: `cdk8s-startgate check dist/`. Executed by the tests where they can. */
  readonly line: string;
}

/** One command of the program. */
export interface Command {
  readonly name: string;
  /** What it does, as a sentence without its subject: `shows the order in which containers start`. */
  readonly about: string;
  /** What follows the name: `[FILE…]`. */
  readonly operands: string;
  /** How many operands there may be. */
  readonly maxOperands: number;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly Example[];
  /** More for its help: what an exit code means, and the like. */
  readonly notes?: readonly string[];
  /** @returns the exit code; it throws a UsageError when the words make no sense together */
  readonly run: (words: Words, host: Host) => Promise<number>;
}

/** The words behind the name of a command. */
export interface Words {
  readonly operands: readonly string[];
  /** The value of an option, its default, or undefined. */
  readonly value: (name: string) => string | undefined;
  /** Every value of an option that is given several times. */
  readonly values: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
}
