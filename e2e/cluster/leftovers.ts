import { existsSync, readFileSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, run } from './command';
import { containerdSocket, NETWORK } from './container-runtime';
import { BRIDGE, type Settings } from './settings';

/** Ends every container of our containerd, which must run. */
export async function endContainers(settings: Settings): Promise<void> {
  const ctr = (...args: string[]) => attempt('ctr', ['-a', containerdSocket(settings), '-n', 'k8s.io', ...args]);
  const list = async (kind: string) => (await ctr(kind, 'ls', '-q')).stdout.split('\n').filter(Boolean);
  for (const task of await list('tasks')) await ctr('tasks', 'delete', '--force', task);
  for (const container of await list('containers')) await ctr('containers', 'rm', container);
}

/** Shims outlive their containerd. Those that name our socket are ours, and so are their children. */
export function endShims(settings: Settings): void {
  for (const pid of processes()) {
    const words = commandLine(pid);
    if (!(words[0] ?? '').endsWith('containerd-shim-runc-v2') || !words.includes(containerdSocket(settings))) continue;
    for (const child of processes().filter((other) => parentOf(other) === pid)) kill(child);
    kill(pid);
  }
}

/** What the kernel and the network plugins keep of Pods that are gone. */
export async function clearTraces(settings: Settings): Promise<void> {
  for (const mount of mountsBelow(settings.node)) await run('umount', ['-l', mount]);
  if (existsSync(`/sys/class/net/${BRIDGE}`)) await run('ip', ['link', 'delete', BRIDGE]);
  for (const root of ['/sys/fs/cgroup', ...subfolders('/sys/fs/cgroup')]) removeEmptyGroups(join(root, 'kubepods'));
  const results = '/var/lib/cni/results';
  for (const file of existsSync(results) ? readdirSync(results) : []) {
    const id = new RegExp(`^${NETWORK}-([0-9a-f]+)-eth0$`).exec(file)?.[1];
    if (id === undefined) continue;
    rmSync(join(results, file), { force: true });
    rmSync(join(results, `cni-loopback-${id}-lo`), { force: true });
  }
  rmSync(settings.run, { recursive: true, force: true });
}

/** Mount points, the innermost first. */
export function mountsBelow(folder: string): string[] {
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${folder}/`))
    .sort()
    .reverse();
}

function processes(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

function commandLine(pid: number): string[] {
  return readProc(pid, 'cmdline').split('\0');
}

function parentOf(pid: number): number {
  const stat = readProc(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function subfolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
}

/** rmdir takes empty groups only: those of another kubelet's Pods stay. */
function removeEmptyGroups(group: string): void {
  if (!existsSync(group)) return;
  for (const child of subfolders(group)) removeEmptyGroups(child);
  try {
    rmdirSync(group);
  } catch (error) {
    if (!['EBUSY', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
