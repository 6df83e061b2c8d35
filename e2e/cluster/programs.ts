import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { GO_ENV } from '../../scripts/lib/go.mjs';
import { run } from './command';
import { COMMANDS, goModule } from './go-module';
import type { Settings } from './settings';
import { CONTAINERD } from './versions';

/** Builds what is not built yet: minutes the first time, nothing afterwards. */
export async function buildPrograms(settings: Settings, say: (line: string) => void): Promise<void> {
  const missing = COMMANDS.filter((name) => !existsSync(join(settings.programs, name)));
  if (missing.length === 0) return;
  mkdirSync(settings.programs, { recursive: true });
  const cwd = await goModule(settings);
  for (const name of missing) {
    const build = (): Promise<void> => buildGo(`k8s.io/kubernetes/cmd/${name}`, join(settings.programs, name), { cwd, ldflags: linkedVersion(settings) });
    await timed(`${name} ${settings.version}`, build, say);
  }
}

async function timed(what: string, build: () => Promise<void>, say: (line: string) => void): Promise<void> {
  const start = performance.now();
  await build();
  say(`built ${what} (${((performance.now() - start) / 1000).toFixed(0)} s)`);
}

/** Builds the containerd that the node runs, where it is not that of the distribution, and puts it first in the PATH of this process. */
export async function useContainerd({ containerd }: Settings, say: (line: string) => void): Promise<void> {
  if (containerd === undefined) return;
  if (!existsSync(containerd)) await timed(`containerd ${CONTAINERD}`, () => buildContainerd(containerd), say);
  process.env.PATH = `${containerd}:${process.env.PATH ?? ''}`;
}

/** A folder that is there is whole. */
async function buildContainerd(folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  const packages = ['containerd', 'containerd-shim-runc-v2', 'ctr'].map((name) => `github.com/containerd/containerd/v2/cmd/${name}@${CONTAINERD}`);
  await run('nice', ['-n', '10', 'go', 'install', '-trimpath', '-ldflags', '-s -w', ...packages], { env: { ...GO_ENV, GOBIN: unfinished } });
  renameSync(unfinished, folder);
}

export interface GoBuild {
  readonly cwd: string;
  /** @default - no more than to leave out the symbols */
  readonly ldflags?: string;
}

/**
 * One static program.
 *
 * @param what a package, or a file
 */
export async function buildGo(what: string, output: string, { cwd, ldflags = '' }: GoBuild): Promise<void> {
  const unfinished = `${output}.unfinished`;
  // before 1.31 Kubernetes carries the clients of the cloud providers, unless it is built `providerless`
  const args = ['build', '-mod=readonly', '-trimpath', '-tags', 'providerless', '-ldflags', `-s -w ${ldflags}`, '-o', unfinished, what];
  await run('nice', ['-n', '10', 'go', ...args], { cwd, env: GO_ENV });
  renameSync(unfinished, output);
}

/** Otherwise the programs take themselves for v0.0.0-master and refuse to work with each other. */
function linkedVersion({ version, minor }: Settings): string {
  const component = 'k8s.io/component-base/version';
  return [
    `${component}.gitVersion=${version}`,
    `${component}.gitMajor=1`,
    `${component}.gitMinor=${minor}`,
    `k8s.io/client-go/pkg/version.gitVersion=${version}`,
  ]
    .map((assignment) => `-X ${assignment}`)
    .join(' ');
}
