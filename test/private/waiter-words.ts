/** What a command line of the waiter asks for, read from its words alone. */
export interface WaiterWords {
  readonly verb: string;
  readonly targets: readonly string[];
  readonly name?: string;
  readonly state?: string;
  readonly until: readonly string[];
  /** What runs behind `--`. */
  readonly command: readonly string[];
}

const VALUED = ['--timeout', '--on-timeout', '--request-timeout', '--header', '--run-timeout', '--on-error', '--when', '--use', '--env', '--results-limit', '--message-limit'];
const PLAIN = ['--step'];

/** Reads the words of `startgate wait` or `startgate exec`. */
export function readWaiterWords(words: readonly string[]): WaiterWords {
  const separator = words.indexOf('--');
  const end = separator < 0 ? words.length : separator;
  const targets: string[] = [];
  const until: string[] = [];
  const own: { name?: string; state?: string } = {};
  for (let at = 2; at < end; at++) {
    const word = words[at]!;
    if (!word.startsWith('--')) {
      targets.push(word);
      continue;
    }
    if (PLAIN.includes(word)) continue;
    const value = words[++at]!;
    if (word === '--wait') targets.push(value);
    else if (word === '--until') until.push(value);
    else if (word === '--name') own.name = value;
    else if (word === '--state') own.state = value;
    else if (!VALUED.includes(word)) throw new Error(`the waiter has no option "${word}"`);
  }
  return { verb: words[1]!, targets, until, command: separator < 0 ? [] : words.slice(separator + 1), ...own };
}
