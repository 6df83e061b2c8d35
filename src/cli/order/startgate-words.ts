/** A command line of the program `startgate`, taken apart. */
export interface StartgateWords {
  readonly verb: 'wait' | 'exec';
  /** Path of the binary. */
  readonly binary: string;
  /** The targets, each as it is written: `proxy=http://localhost:8080/ready`. */
  readonly targets: readonly string[];
  /** What the last `--NAME VALUE` of each option says. */
  readonly options: ReadonlyMap<string, string>;
  /** The names of which `--until` waits for the end. */
  readonly until: readonly string[];
  /** It is a step of a row. */
  readonly step: boolean;
  /** What a guard becomes. */
  readonly command: readonly string[];
}

const FLAGS = new Set(['--group', '--help', '--json', '--step']);

/** The words of a guard or waiter of ours; undefined when the command is no such thing. */
export function startgateWords(command: readonly string[]): StartgateWords | undefined {
  const [binary, verb, ...rest] = command;
  if (binary === undefined || (verb !== 'wait' && verb !== 'exec')) return undefined;
  const targets: string[] = [];
  const until: string[] = [];
  const options = new Map<string, string>();
  let step = false;
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index]!;
    if (word === '--') return verb === 'exec' ? { binary, verb, targets, options, until, step, command: rest.slice(index + 1) } : undefined;
    if (!word.startsWith('--')) {
      if (verb === 'exec') return undefined;
      targets.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    if (name === '--step') step = true;
    if (FLAGS.has(name)) continue;
    const value = equals === -1 ? rest[++index] : word.slice(equals + 1);
    if (value === undefined) return undefined;
    if (name === '--wait') targets.push(value);
    else if (name === '--until') until.push(value.split('=', 1)[0]!);
    else options.set(name, value);
  }
  return verb === 'wait' ? { binary, verb, targets, options, until, step, command: [] } : undefined;
}

/** The words of a lifecycle hook that runs our waiter. */
export function hookWords(hook: unknown): StartgateWords | undefined {
  return startgateWords((hook as { exec?: { command?: string[] } } | undefined)?.exec?.command ?? []);
}

/** The name in `proxy=http://…`; undefined for a bare target. */
export function targetName(target: string): string | undefined {
  return /^([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)=/u.exec(target)?.[1];
}
