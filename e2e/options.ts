import { parseArgs } from 'node:util';

export interface Options {
  /** Only scenarios whose name begins so. */
  readonly only: string;
  /** Play so many random Pods, and no scenarios. */
  readonly faults: number | undefined;
  /** What decides the random Pods. */
  readonly seed: string;
  /** Play the presets with the real programs, and no scenarios. */
  readonly presets: boolean;
  /** Measure, and play nothing. */
  readonly bench: boolean;
  /** The node goes on afterwards. */
  readonly keep: boolean;
  /** Stop the node, and no more. */
  readonly down: boolean;
  /** A short name or a full version. */
  readonly kubernetes: string | undefined;
  readonly help: boolean;
}

export const USAGE = `npm run e2e -- [OPTION...]

Runs a Kubernetes node on this machine, as root on Linux, and every scenario of e2e/scenarios in it.

  --only NAME[,NAME...]  only the scenarios whose name begins so
  --faults N             instead of the scenarios N random Pods, each with faults of its own
  --seed TEXT            decides which ones (default: a new one, which is printed)
  --presets              instead of the scenarios runs real programs with their presets, and writes docs/presets.md
  --bench                instead of the scenarios measures, and writes it to bench/results.md
  --kubernetes VERSION   1.37 (default), 1.36, 1.35, 1.34, 1.29, or a full version such as 1.33.2
  --keep                 leaves the node running: the next run starts at once
  --down                 stops a node that was left running, and does nothing else
  --help                 this text

The last line is "N passed, N failed". E2E_HOME is the folder for everything (default ~/.cache/startgate-e2e).
`;

/**
 * @param newSeed the seed where none is given
 * @throws with one line when an argument is not known, or makes no sense
 */
export function parseOptions(args: readonly string[], newSeed = () => `${Date.now()}`): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: '' },
      faults: { type: 'string' },
      seed: { type: 'string' },
      presets: { type: 'boolean', default: false },
      bench: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      down: { type: 'boolean', default: false },
      kubernetes: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.faults !== undefined && !/^[1-9]\d{0,5}$/.test(values.faults)) throw new Error(`--faults must be a number from 1 on; got "${values.faults}"`);
  if (values.faults === undefined && values.seed !== undefined) throw new Error('--seed decides random faults: give --faults too');
  const runs = (['faults', 'presets', 'bench'] as const).filter((name) => Boolean(values[name]));
  if (runs.length > 1) throw new Error(`--${runs[0]!} and --${runs[1]!} are two runs: give one of them`);
  return {
    ...values,
    kubernetes: values.kubernetes,
    faults: values.faults === undefined ? undefined : Number(values.faults),
    seed: values.seed ?? newSeed(),
  };
}
