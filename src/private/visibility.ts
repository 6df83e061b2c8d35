import { innermostMount, sharedPath } from './check-target';
import type { ContainerOutline } from './outline';
import type { CheckModel } from './model';

/** The kubelet dials the Pod's address and runs commands; it opens no file and no unix socket, and reaches no loopback listener. */
export function kubeletSees(check: CheckModel): boolean {
  if (check.kind === 'file' || check.kind === 'unixSocket') return false;
  return !('listensOn' in check) || check.listensOn !== 'loopback';
}

/** The waiter inside the sidecar speaks no TLS, and `$(POD_IP)` is not expanded in a probe or hook. */
export function waiterSees(check: CheckModel): boolean {
  if (check.kind === 'httpGet' && check.tls) return false;
  return !('listensOn' in check) || check.listensOn !== 'pod-ip';
}

/**
 * The init container that waits has an address of the Pod of its own to ask from, and mounts the volumes of the sidecar. It speaks no TLS
 * and runs no command of another container.
 */
export function initWaiterSees(check: CheckModel, owner: ContainerOutline): boolean {
  if (check.kind !== 'file' && check.kind !== 'unixSocket') return guardSees(check, owner, owner);
  const mount = innermostMount(check.path, owner.mounts ?? []);
  return mount !== undefined && mount.subPathExpr === undefined;
}

/**
 * The guard runs in the dependent: it speaks no TLS, runs no command of another container, and opens what is on a volume that
 * both mount.
 */
export function guardSees(check: CheckModel, owner: ContainerOutline, dependent: ContainerOutline): boolean {
  switch (check.kind) {
    case 'httpGet': return !check.tls;
    case 'tcpSocket':
    case 'grpc': return true;
    case 'command': return false;
    case 'file':
    case 'unixSocket': return sharedPath(check.path, owner.mounts, dependent.mounts) !== undefined;
  }
}
