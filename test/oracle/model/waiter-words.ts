/** A gate as the waiter's command line says it. */
export interface GateWords {
  readonly target: string;
  readonly timeoutMs: number;
  readonly onTimeout: string;
  readonly headers: readonly string[];
  readonly attemptMs: number;
  /** `200-299,401` */
  readonly statuses: string;
}

/** What a command line of the waiter asks for, read from its words alone; see the usage in `sidecar-runtime/README.md`. */
export interface WaiterWords {
  readonly verb: string;
  readonly gates: readonly GateWords[];
  readonly name?: string;
  readonly state: string;
  readonly until: readonly string[];
  readonly step: boolean;
  readonly once: boolean;
  readonly onError: string;
  readonly when: readonly string[];
  /** What runs behind `--`. */
  readonly command: readonly string[];
}

const OTHERS = [
  '--max-interval', '--interval', '--log-format', '--grace', '--run-timeout', '--use', '--env', '--results-limit',
  '--message-limit',
];

/** The verbs that wait. */
export function isWaiter(command: readonly string[]): boolean {
  return command[1] === 'wait' || (command[1] === 'exec' && command.includes('--'));
}

/** Reads the words of `startgate wait` or `startgate exec`. */
export function readWaiterWords(words: readonly string[]): WaiterWords {
  const separator = words.indexOf('--');
  const end = separator < 0 ? words.length : separator;
  const gates: ({ target: string } & typeof all)[] = [];
  const all = { timeoutMs: 60_000, onTimeout: 'fail', headers: [] as string[], attemptMs: 1000, statuses: '200-299' };
  const read = {
    name: undefined as string | undefined, state: '/run/startgate/state', until: [] as string[],
    step: false, once: false, onError: 'stop', when: [] as string[],
  };
  for (let at = 2; at < end; at++) {
    const word = words[at]!;
    if (word === '--step' || word === '--once' || word === '--group') {
      read.step ||= word === '--step';
      read.once ||= word !== '--group';
      continue;
    }
    const [flag, value] = word.startsWith('--') ? [word, words[++at]!] : ['--wait', word];
    const options = gates.at(-1) ?? all;
    if (flag === '--wait') gates.push({ target: value, ...all, headers: [...all.headers] });
    else if (flag === '--timeout') options.timeoutMs = milliseconds(value);
    else if (flag === '--on-timeout') options.onTimeout = value;
    else if (flag === '--request-timeout') options.attemptMs = milliseconds(value);
    else if (flag === '--status') options.statuses = value;
    else if (flag === '--header') options.headers.push(value);
    else if (flag === '--name') read.name = value;
    else if (flag === '--state') read.state = value;
    else if (flag === '--until') read.until.push(value);
    else if (flag === '--on-error') read.onError = value;
    else if (flag === '--when') read.when.push(value);
    else if (!OTHERS.includes(flag)) throw new Error(`the waiter has no option "${flag}"`);
  }
  const { name, ...rest } = read;
  const command = separator < 0 ? [] : words.slice(separator + 1);
  return { verb: words[1]!, gates, command, ...rest, ...(name === undefined ? {} : { name }) };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A Go duration such as `1m30s`. */
export function milliseconds(text: string): number {
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(-?[\d.]+)(ms|s|m|h)/g)) sum += Number(number) * UNITS[unit!]!;
  return sum;
}
