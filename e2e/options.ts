import { parseArgs } from 'node:util';

export interface Options {
  /** Only scenarios whose name begins so. */
  readonly only: string;
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
  --kubernetes VERSION   1.34 (default), 1.29, 1.37, or a full version such as 1.33.2
  --keep                 leaves the node running: the next run starts at once
  --down                 stops a node that was left running, and does nothing else
  --help                 this text

E2E_HOME is the folder for everything (default ~/.cache/startgate-e2e).
`;

/** @throws with one line when an argument is not known */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: '' },
      keep: { type: 'boolean', default: false },
      down: { type: 'boolean', default: false },
      kubernetes: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return { ...values, kubernetes: values.kubernetes };
}
