import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { adminPath } from './command';

/** Programs of the distribution, and the Debian package of each. */
const PROGRAMS: Readonly<Record<string, string>> = {
  busybox: 'busybox-static',
  containerd: 'containerd',
  ctr: 'containerd',
  etcd: 'etcd-server',
  go: 'golang, 1.24 or newer (1.26 for Kubernetes 1.37)',
  ip: 'iproute2',
  openssl: 'openssl',
  runc: 'runc',
  tar: 'tar',
};

const CNI_FOLDERS = ['/usr/lib/cni', '/opt/cni/bin', '/usr/libexec/cni'];

/** Where the plugins of the container network stand. */
export function cniFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return [env.E2E_CNI_BIN ?? '', ...CNI_FOLDERS].find((folder) => existsSync(join(folder, 'bridge')));
}

/** What this machine lacks to run a node, a line each; nothing if it can. */
export function missingRequirements(): string[] {
  if (process.platform !== 'linux') return [`Linux: this is ${process.platform}`];
  const missing = Object.entries(PROGRAMS)
    .filter(([program]) => !adminPath().split(':').some((folder) => existsSync(join(folder, program))))
    .map(([program, where]) => `${program} (Debian: ${where})`);
  if (cniFolder() === undefined) missing.push('the CNI plugins (Debian: containernetworking-plugins), or E2E_CNI_BIN with their folder');
  if (process.getuid?.() !== 0) missing.push('root: containers, mounts and a network bridge are made');
  return missing;
}

/** @throws with all that is missing */
export function checkRequirements(): void {
  const missing = missingRequirements();
  if (missing.length > 0) throw new Error(`the end-to-end suite runs a Kubernetes node on this machine, which lacks:\n${missing.map((line) => `  ${line}`).join('\n')}`);
}
