import { PlatformError, type Platform } from '../platform/platform.ts';
import { decodeBytes } from './bytes.ts';
import { encodeRecord, parseRecord, RECORD_LIMIT, type StateRecord } from './record.ts';
import { sandboxIdOf } from './sandbox.ts';

/** The most mounts that are read, in bytes: a container that mounts the whole node with some ten thousand of them. */
const MOUNTS_LIMIT = 8 << 20;

/** Who a record belongs to: this boot of the machine and this sandbox of the Pod. */
export interface Origin {
  readonly bootId: string;
  readonly networkNamespace: string;
  /** The id that the container runtime gave the sandbox; undefined where nothing in the container tells it. */
  readonly sandbox?: string;
}

/** Where we run, as the kernel says it. */
export function originOf(platform: Platform): Origin {
  const sandbox = sandboxIdOf(decodeBytes(platform.files.read('/proc/self/mountinfo', MOUNTS_LIMIT)));
  return {
    bootId: decodeBytes(platform.files.read('/proc/sys/kernel/random/boot_id', 64)).trim(),
    networkNamespace: platform.files.readLink('/proc/self/ns/net'),
    ...(sandbox === undefined ? {} : { sandbox }),
  };
}

/** The directory of one container's state. */
export function stateOf(directory: string, name: string): string {
  return `${directory}/${name}`;
}

/**
 * What a container's guard says now, or undefined if it says nothing that holds for this Pod: for who runs here, as
 * `origin` says it. A guard that died without a last word is `ended` with an unknown code.
 */
export async function readState(platform: Platform, directory: string, name: string, origin: Origin = originOf(platform)): Promise<StateRecord | undefined> {
  const record = readRecord(platform, directory, name, origin);
  if (record === undefined || !endsWithItsGuard(record) || (await platform.locks.isHeld(lockOf(directory, name)))) return record;
  // It may have written its last word and died between our two looks.
  const last = readRecord(platform, directory, name, origin);
  return last !== undefined && endsWithItsGuard(last) ? { ...last, phase: 'ended', ran: last.phase === 'started' } : last;
}

/** One that waits is started again by the kubelet, and waits again, unless it says otherwise. */
function endsWithItsGuard({ phase, once }: StateRecord): boolean {
  return phase === 'started' || (phase === 'waiting' && once === true);
}

/** The names that have a directory of their own. */
export function listStates(platform: Platform, directory: string): readonly string[] {
  return platform.files.list(directory).filter((name) => platform.files.status(stateOf(directory, name))?.kind === 'directory');
}

/** Writes our own record, and holds the lock that says that we live. */
export class StateWriter {
  private readonly platform: Platform;
  private readonly path: string;
  private readonly origin: Origin;

  private constructor(platform: Platform, path: string) {
    this.platform = platform;
    this.path = path;
    this.origin = originOf(platform);
  }

  /**
   * Takes the lock of a name.
   *
   * @returns undefined if another living guard has the name
   * @throws PlatformError the directory can't be written
   */
  static async open(platform: Platform, directory: string, name: string): Promise<StateWriter | undefined> {
    platform.files.makeDirectory(stateOf(directory, name));
    if (!(await platform.locks.acquire(lockOf(directory, name)))) return undefined;
    return new StateWriter(platform, recordOf(directory, name));
  }

  write(record: Omit<StateRecord, 'version' | keyof Origin>): void {
    this.platform.files.replace(this.path, encodeRecord({ version: 1, ...record, ...this.origin }));
  }
}

function recordOf(directory: string, name: string): string {
  return `${stateOf(directory, name)}/record.json`;
}

function lockOf(directory: string, name: string): string {
  return `${stateOf(directory, name)}/lock`;
}

/** What nobody wrote, or not in this Pod, is no record. */
const NO_RECORD: readonly string[] = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EINVAL', 'EFBIG', 'EACCES'];

function readRecord(platform: Platform, directory: string, name: string, origin: Origin): StateRecord | undefined {
  let bytes: Uint8Array;
  try {
    bytes = platform.files.read(recordOf(directory, name), RECORD_LIMIT);
  } catch (error) {
    if (error instanceof PlatformError && NO_RECORD.includes(error.code)) return undefined;
    throw error;
  }
  const record = parseRecord(bytes);
  return record?.name === name && isOf(origin, record) ? record : undefined;
}

/** The number of a network namespace is given again once it is free, and the host's never changes: the id of the sandbox counts where both know it. */
function isOf(ours: Origin, theirs: Origin): boolean {
  if (theirs.bootId !== ours.bootId || theirs.networkNamespace !== ours.networkNamespace) return false;
  return theirs.sandbox === ours.sandbox || theirs.sandbox === undefined || ours.sandbox === undefined;
}
