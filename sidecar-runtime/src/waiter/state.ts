import { PlatformError, type Platform } from '../platform/platform.ts';
import { compareOrigins, originOf, type Origin } from './origin.ts';
import { encodeRecord, parseRecord, RECORD_LIMIT, RECORD_VERSION, type StateRecord } from './record.ts';

/** The directory of one container's state. */
export function stateOf(directory: string, name: string): string {
  return `${directory}/${name}`;
}

/**
 * What a container's guard says now, or undefined if it says nothing that holds for this Pod: for who runs here, as
 * `origin` says it. A guard that died without a last word is `ended` with an unknown code.
 *
 * @throws PlatformError the record can't be read; `EUNTRUSTED` as {@link originOf}; `EUNPROVEN` nothing tells whether it is of this sandbox
 */
export async function readState(
  platform: Platform, directory: string, name: string, origin: Origin = originOf(platform),
): Promise<StateRecord | undefined> {
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

/** The names that have a directory of their own, or something that can't be looked at: a loop of links hides no other name. */
export function listStates(platform: Platform, directory: string): readonly string[] {
  return platform.files.list(directory).filter((name) => mayBeState(platform, stateOf(directory, name)));
}

function mayBeState(platform: Platform, path: string): boolean {
  try {
    return platform.files.status(path)?.kind === 'directory';
  } catch (error) {
    if (error instanceof PlatformError) return true;
    throw error;
  }
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
    this.platform.files.replace(this.path, encodeRecord({ version: RECORD_VERSION, ...record, ...this.origin }));
  }
}

function recordOf(directory: string, name: string): string {
  return `${stateOf(directory, name)}/record.json`;
}

function lockOf(directory: string, name: string): string {
  return `${stateOf(directory, name)}/lock`;
}

/** Why a record opens nothing that may be of this sandbox, and may not. */
const UNPROVEN = 'EUNPROVEN: its record and this container know the sandbox by different signs; do not mount files over /etc/resolv.conf, /etc/hostname or /etc/hosts';

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
  if (record?.name !== name) return undefined;
  const compared = compareOrigins(origin, record);
  if (compared === 'unproven') throw new PlatformError('EUNPROVEN', UNPROVEN);
  return compared === 'same' ? record : undefined;
}
