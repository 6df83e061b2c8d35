import { PlatformError, type FileStatus, type Platform } from '../platform/platform.ts';

const PID_1_OUTPUT = '/proc/1/fd/1';

/**
 * The container's log, if we run inside a Pod's container but not in its log: from a hook or a probe, whose output
 * the kubelet keeps for itself. PID 1 is the container's own only if its mount namespace is ours: with a shared
 * process namespace it is the Pod's sandbox, with hostPID the node's init.
 *
 * @returns the path to append to, or undefined if there is none, or our own output goes there already
 */
export function findContainerLog(platform: Platform): string | undefined {
  if (platform.env('KUBERNETES_SERVICE_HOST') === undefined || platform.processes.pid === 1) return undefined;
  try {
    const { files } = platform;
    if (files.readLink('/proc/1/ns/mnt') !== files.readLink('/proc/self/ns/mnt')) return undefined;
    const ours = [files.status('/proc/self/fd/1'), files.status('/proc/self/fd/2')];
    const first = [files.status(PID_1_OUTPUT), files.status('/proc/1/fd/2')];
    return first.some((one) => ours.some((other) => same(one, other))) ? undefined : PID_1_OUTPUT;
  } catch (error) {
    // Another user's PID 1: the kernel tells us nothing about it, and we couldn't write there.
    if (error instanceof PlatformError) return undefined;
    throw error;
  }
}

function same(one: FileStatus | undefined, other: FileStatus | undefined): boolean {
  return one !== undefined && other !== undefined && one.device === other.device && one.inode === other.inode;
}
