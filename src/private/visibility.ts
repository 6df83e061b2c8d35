import { innermostMount, sharedPath } from './check-target';
import type { CheckModel } from './model';
import { isForeign, type ViewedContainer } from './pod-view';

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
export function initWaiterSees(check: CheckModel, owner: ViewedContainer): boolean {
  if (check.kind !== 'file' && check.kind !== 'unixSocket') return guardSees(check, owner, owner);
  const mount = innermostMount(check.path, owner.container.mounts ?? []);
  return mount !== undefined && mount.subPathExpr === undefined;
}

/**
 * The guard runs in the dependent: it speaks no TLS, runs no command of another container, and opens what is on a volume that
 * both mount. An injector mounts its volume at one path in all containers.
 */
export function guardSees(check: CheckModel, owner: ViewedContainer, dependent: ViewedContainer): boolean {
  switch (check.kind) {
    case 'httpGet': return !check.tls;
    case 'tcpSocket':
    case 'grpc': return true;
    case 'command': return false;
    case 'file':
    case 'unixSocket': return isForeign(owner) || sharedPath(check.path, owner.container.mounts, dependent.container.mounts) !== undefined;
  }
}
