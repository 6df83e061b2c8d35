import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { PIPE_PROGRAMS, ROOT } from '../../scripts/lib/paths.mjs';
import { type Finished, runProgram } from '../program';

interface Explained {
  readonly workloads: readonly {
    readonly name: string;
    readonly gates: readonly Readonly<Record<'dependent' | 'dependency' | 'verdict', string>>[];
  }[];
}

export const SHOP = join(ROOT, 'test', 'pipes', 'charts', 'shop');
export const PLUGIN = join(ROOT, 'examples', 'helm-post-renderer');
export const KUSTOMIZE = join(ROOT, 'examples', 'kustomize');

/** A policy of the tests. */
export const policy = (name: string): string => join(ROOT, 'test', 'pipes', 'policies', `${name}.yaml`);

/** A folder of a test, in which programs run and keep their files. `cdk8s-startgate` is on the path, as npm installs it. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'startgate-pipes-'));

  constructor() {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    mkdirSync(join(this.folder, 'bin'));
    symlinkSync(join(ROOT, 'lib', 'cli', 'main.mjs'), join(this.folder, 'bin', 'cdk8s-startgate'));
  }

  /** Runs a program to its end. */
  run(file: string, args: readonly string[], input = ''): Promise<Finished> {
    return runProgram(file, args, { cwd: this.folder, env: this.env, input });
  }

  /** What a program writes that must end with 0 and without a word on stderr. */
  async must(file: string, args: readonly string[], input?: string): Promise<string> {
    const { code, out, err } = await this.run(file, args, input);
    if (code !== 0 || err !== '') throw new Error(`${file} ${args.join(' ')} ended with ${code}: ${err}`);
    return out;
  }

  /** Runs the command line that is shipped. */
  cli(args: readonly string[], input: string): Promise<Finished> {
    return this.run('cdk8s-startgate', args, input);
  }

  /** What `apply` makes of manifests with a policy of the tests. */
  apply(manifests: string, name: string): Promise<string> {
    return this.must('cdk8s-startgate', ['apply', '--policy', policy(name)], manifests);
  }

  /** What `explain` says of the gates in manifests. */
  async gates(manifests: string): Promise<string[]> {
    const { workloads } = JSON.parse(await this.must('cdk8s-startgate', ['explain', '--format', 'json'], manifests)) as Explained;
    return workloads.flatMap(({ name, gates }) =>
      gates.map(({ dependent, dependency, verdict }) => `${name}: ${dependent} waits for ${dependency}, ${verdict}`));
  }

  private get env(): NodeJS.ProcessEnv {
    const helm = (name: string): string => join(this.folder, 'helm', name);
    return {
      PATH: [join(this.folder, 'bin'), PIPE_PROGRAMS, dirname(process.execPath), '/usr/bin', '/bin'].join(':'), HOME: this.folder,
      HELM_CACHE_HOME: helm('cache'), HELM_CONFIG_HOME: helm('config'), HELM_DATA_HOME: helm('data'), HELM_PLUGINS: helm('data/plugins'),
    };
  }
}
