import { UsageError } from './usage-error.ts';

/** A flag of a command: how its value is read, and what the usage says of it. */
export interface Flag<Draft> {
  /** Its value, as the usage writes it: `DIR`. A flag without one takes none. */
  readonly value?: string;
  /** A value that it takes, where `value` is none, for who forgot it. */
  readonly example?: string;
  /** What it does; a line break begins another line of the usage. Without it the usage tells the flag elsewhere. */
  readonly about?: string;
  /**
   * Writes the value to what was said so far.
   *
   * @throws UsageError
   */
  readonly read?: (draft: Draft, value: string, flag: string) => void;
}

/** Flags by their names, with the dashes. */
export type FlagTable<Draft> = Readonly<Record<string, Flag<Draft>>>;

/**
 * Goes through the arguments of a command: the value of a flag stands behind "=" or in the next argument.
 *
 * @param args what stands behind the name of the command
 * @returns the flags as they came; undefined if one of them asks for help
 * @throws UsageError
 */
export function readArguments<Draft>(
  command: string, args: readonly string[], tables: readonly FlagTable<Draft>[], draft: Draft, positional: (text: string) => void,
): readonly string[] | undefined {
  const seen: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] as string;
    const equals = argument.indexOf('=');
    const name = equals < 0 ? argument : argument.slice(0, equals);
    if (!argument.startsWith('-')) {
      positional(argument);
      continue;
    }
    if (name === '--help' || name === '-h') return undefined;
    const flag = tables.find((table) => Object.hasOwn(table, name))?.[name];
    if (flag === undefined) throw new UsageError(`unknown option "${name}" of startgate ${command}: it has ${namesOf(tables) || 'none'}`);
    let value = equals < 0 ? undefined : argument.slice(equals + 1);
    if (flag.value === undefined && value !== undefined) throw new UsageError(`${name} takes no value, got "${value}"`);
    if (flag.value !== undefined) value ??= args[++at];
    if (flag.value !== undefined && value === undefined) throw new UsageError(`${name} needs a value, such as "${name}=${flag.example ?? flag.value}"`);
    flag.read?.(draft, value ?? '', name);
    seen.push(name);
  }
  return seen;
}

/** The names of flags, for a message. */
export function namesOf(tables: readonly FlagTable<never>[]): string {
  return tables.flatMap((table) => Object.keys(table)).join(', ');
}

/** The lines of the usage about the flags that have some, with what they do from this column on. */
export function linesOf(tables: readonly FlagTable<never>[], column: number): string {
  const indent = ' '.repeat(column);
  let text = '';
  for (const [name, { value, about }] of tables.flatMap((table) => Object.entries(table))) {
    if (about === undefined) continue;
    const head = `  ${name}${value === undefined ? '' : ` ${value}`}`;
    text += `${head.length < column ? head.padEnd(column) : `${head}\n${indent}`}${about.split('\n').join(`\n${indent}`)}\n`;
  }
  return text;
}
