import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GO_ENV } from '../../scripts/lib/go.mjs';
import { GO_MODULE } from '../paths';
import { run } from './command';
import type { Settings } from './settings';

/** What is built of k8s.io/kubernetes. */
export const COMMANDS = ['kubectl', 'kube-apiserver', 'kubelet', 'kube-controller-manager', 'kube-scheduler'] as const;

/**
 * A folder with go.mod and go.sum for the version. Those of the default version are kept in the repository, so that every
 * byte of it is known; for another version they are made, once.
 */
export async function goModule(settings: Settings): Promise<string> {
  const folder = join(settings.home, 'modules', settings.version);
  if (existsSync(join(folder, 'go.sum'))) return folder;
  mkdirSync(folder, { recursive: true });
  if (readFileSync(join(GO_MODULE, 'go.mod'), 'utf8').includes(`k8s.io/kubernetes ${settings.version}\n`)) {
    // a copy: nothing is ever written into the repository
    for (const file of ['go.mod', 'go.sum']) copyFileSync(join(GO_MODULE, file), join(folder, file));
  } else {
    await makeGoModule(settings, folder);
  }
  return folder;
}

/** Writes go.mod and go.sum for the version into the folder. */
export async function makeGoModule({ version }: Settings, folder: string): Promise<void> {
  const answer = await run('go', ['mod', 'download', '-json', `k8s.io/kubernetes@${version}`], { cwd: folder, env: GO_ENV });
  const upstream = readFileSync((JSON.parse(answer) as { GoMod: string }).GoMod, 'utf8');
  writeFileSync(join(folder, 'go.mod'), moduleText(version, upstream));
  await run('go', ['mod', 'tidy'], { cwd: folder, env: GO_ENV });
}

/**
 * Kubernetes requires its own libraries as v0.0.0 and replaces them by folders of its repository, which counts for its
 * own build only. Each is published as v0.MINOR.PATCH: those are put in their place.
 *
 * @param upstream the go.mod of k8s.io/kubernetes
 */
export function moduleText(version: string, upstream: string): string {
  const published = version.replace(/^v1/, 'v0');
  const staged = new Set(Array.from(upstream.matchAll(/^\s*(k8s\.io\/\S+) v0\.0\.0$/gm), ([, name]) => name!));
  const go = /^go (\d+)\.(\d+)/m.exec(upstream);
  if (go === null) throw new Error(`go.mod of k8s.io/kubernetes ${version} names no Go version`);
  const [, major, minor] = go.map(Number) as [number, number, number];
  return [
    'module startgate.dev/e2e/cluster\n',
    // `tool` lines are known from 1.24 on
    `go ${major}.${Math.max(minor, 24)}.0\n`,
    `godebug default=go${major}.${minor}\n`,
    'tool (',
    ...COMMANDS.map((name) => `\tk8s.io/kubernetes/cmd/${name}`),
    ')\n',
    `require k8s.io/kubernetes ${version}\n`,
    'replace (',
    ...Array.from(staged, (name) => `\t${name} => ${name} ${published}`),
    ')',
    '',
  ].join('\n');
}
