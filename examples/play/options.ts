/** What the play was asked for. */
export interface PlayOptions {
  /** The sidecar never gets ready: shows a gate that stays closed. */
  readonly neverReady: boolean;
  /** The application is not gated: shows what happens without an order. */
  readonly noGate: boolean;
  readonly help: boolean;
}

export const USAGE = `npm start -- [OPTION]

Plays the sample on this machine: a sidecar that loads its configuration for 10 s, and an application behind a guard.

  --never-ready   the sidecar never gets ready: the gate stays closed, exit 69
  --no-gate       without a gate: the application starts too early, exit 1
  --help          this text
`;

const FLAGS: Record<string, keyof PlayOptions> = { '--never-ready': 'neverReady', '--no-gate': 'noGate', '--help': 'help' };

/** @throws with one line when an argument is unknown or two contradict each other */
export function parseOptions(args: readonly string[]): PlayOptions {
  const options = { neverReady: false, noGate: false, help: false };
  for (const arg of args) {
    const option = Object.hasOwn(FLAGS, arg) ? FLAGS[arg] : undefined;
    if (option === undefined) throw new Error(`unknown argument: "${arg}". Allowed: ${Object.keys(FLAGS).join(', ')}`);
    options[option] = true;
  }
  if (options.neverReady && options.noGate) throw new Error('--never-ready and --no-gate exclude each other: leave one out');
  return options;
}
