import type { Duration } from 'cdk8s';
import { Check } from '../check';
import { DURATION, type OptionRules, PORT_NUMBER, required, requireOptions, text } from '../private/option';
import { PRESET_OPTIONS, type PresetFacts, presetSidecar, scratchMount } from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `GitSync.of`. */
export interface GitSyncProps extends PresetProps {
  /** URL of the repository, as git takes it. */
  readonly repository: string;

  /**
   * The branch, tag or commit.
   *
   * @default - the default branch of the repository
   */
  readonly ref?: string;

  /**
   * How long git-sync waits between two looks at the repository: more than zero.
   *
   * @default Duration.seconds(10), as git-sync has it
   */
  readonly period?: Duration;

  /**
   * Port of the health endpoint, 1 to 65535.
   *
   * @default 9000
   */
  readonly port?: number;
}

const WORD = /^[\x21-\x7e]+$/u;
const OPTIONS: OptionRules<GitSyncProps> = {
  ...PRESET_OPTIONS,
  repository: required(text('the URL of a git repository, such as "https://git.example/shop/pages"', WORD)),
  ref: text('a branch, tag or commit, such as "main"', WORD),
  period: { ...DURATION, holds: (value) => DURATION.holds(value) && (value as Duration).toMilliseconds() > 0 },
  port: PORT_NUMBER,
};

/**
 * git-sync, which keeps a copy of a git repository in the volume `git-sync-data`. Mount the volume in the application: the copy is the link
 * in its root that has the last part of the URL as its name.
 *
 * The check is `/`: the first copy is complete.
 *
 * No test of this project runs the program with this preset. The preset follows the pages below.
 *
 * @see https://github.com/kubernetes/git-sync/blob/master/README.md
 * @see https://github.com/kubernetes/git-sync/blob/master/main.go
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(GitSync.of({ repository: 'https://git.example/shop/pages', ref: 'main' })));
 */
export class GitSync {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'git-sync',
    title: 'git-sync',
    image: 'registry.k8s.io/git-sync/git-sync:v4.7.1',
    requests: { cpu: '50m', memory: '64Mi' },
    ready: 'the first copy of the repository is complete',
    stops: 'SIGTERM; git-sync ends at once',
  };

  /**
   * The sidecar of git-sync.
   *
   * @param props repository, ref and period
   * @throws if the repository is missing, or if a prop is misspelt or has a wrong value
   */
  public static of(props: GitSyncProps): Sidecar {
    const { repository, ref, period, port = 9000, ...common } = requireOptions('GitSync.of', props, OPTIONS);
    return presetSidecar(GitSync._facts, common, {
      args: [
        `--repo=${repository}`, '--root=/git', `--http-bind=:${port}`,
        ...(ref === undefined ? [] : [`--ref=${ref}`]),
        ...(period === undefined ? [] : [`--period=${period.toMilliseconds()}ms`]),
      ],
      ports: [{ containerPort: port }],
      mounts: [scratchMount('data', '/git'), scratchMount('tmp', '/tmp')],
      readyWhen: Check.httpGet('/', { port }),
    });
  }

  private constructor() {}
}
