import { decodeBytes, encode, printable } from './bytes.ts';
import type { Origin } from './origin.ts';

/** The largest record that is read, in bytes. */
export const RECORD_LIMIT = 65_536;

/** Version 1 did not know how to tell sandboxes apart: its records are passed over. */
export const RECORD_VERSION = 2;

/** How far a container's guard is. */
export type Phase = 'waiting' | 'started' | 'ended';

/** What a gate looked like when the record was written. */
export interface GateRecord {
  readonly target: string;
  readonly state: 'closed' | 'open' | 'failed';
  /** Why it is not open. */
  readonly reason?: string;
}

/** How a step ended. */
export interface StepRecord {
  readonly outcome: 'succeeded' | 'failed' | 'skipped' | 'cancelled';
  /** Undefined if its command never ran. */
  readonly exitCode?: number;
}

/** What a guard publishes of its container, as `<state>/<name>/record.json`. One of another origin says nothing about this Pod. */
export interface StateRecord extends Origin {
  readonly version: typeof RECORD_VERSION;
  readonly name: string;
  readonly phase: Phase;
  /** The command's exit code, 128+n for a signal; only in phase `ended`, undefined if nobody knows it. */
  readonly exitCode?: number;
  /** Whether the command ran at all; false if it was not found or not runnable. Only in phase `ended`. */
  readonly ran?: boolean;
  /** How long the gates were waited for, in milliseconds; from phase `started` on. */
  readonly waitedMs?: number;
  readonly gates: readonly GateRecord[];
  /** Its container is not started again: a guard that dies while it waits has ended. Only in phase `waiting`. */
  readonly once?: true;
  /** How its command ended, where it is a step of a row: what the row is told, as `exitCode`, may be something else. */
  readonly step?: StepRecord;
}

/** A record as it is written: at most {@link RECORD_LIMIT} bytes; of too many gates the last ones are left out. */
export function encodeRecord(record: StateRecord): Uint8Array {
  let { gates } = record;
  for (;;) {
    const bytes = encode(`${JSON.stringify({ ...record, gates })}\n`);
    if (bytes.length <= RECORD_LIMIT) return bytes;
    gates = gates.slice(0, gates.length >> 1);
  }
}

/** Reads a record. Anything else than a record of this version is undefined; nothing is trusted. */
export function parseRecord(bytes: Uint8Array): StateRecord | undefined {
  if (bytes.length > RECORD_LIMIT) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(decodeBytes(bytes));
  } catch {
    return undefined;
  }
  if (!isObject(value) || value.version !== RECORD_VERSION || !isPhase(value.phase) || !Array.isArray(value.gates)) return undefined;
  const { name, bootId, networkNamespace, sandbox, networkCookie, exitCode, ran, waitedMs, once } = value;
  if (typeof name !== 'string' || typeof bootId !== 'string' || typeof networkNamespace !== 'string') return undefined;
  if (sandbox !== undefined && typeof sandbox !== 'string') return undefined;
  if (networkCookie !== undefined && typeof networkCookie !== 'string') return undefined;
  // One that dies without a last word must not have said before how it ends.
  if (exitCode !== undefined && (value.phase !== 'ended' || !isWhole(exitCode, 255))) return undefined;
  if (ran !== undefined && typeof ran !== 'boolean') return undefined;
  if (waitedMs !== undefined && !isWhole(waitedMs, Number.MAX_SAFE_INTEGER)) return undefined;
  if (once !== undefined && once !== true) return undefined;
  const step = parseStep(value.step);
  if (value.step !== undefined && step === undefined) return undefined;
  const gates = value.gates.map(parseGate);
  if (!gates.every((gate) => gate !== undefined)) return undefined;
  return {
    version: RECORD_VERSION,
    name: printable(name),
    phase: value.phase,
    gates,
    bootId: printable(bootId),
    networkNamespace: printable(networkNamespace),
    ...(sandbox === undefined ? {} : { sandbox: printable(sandbox) }),
    ...(networkCookie === undefined ? {} : { networkCookie: printable(networkCookie) }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(ran === undefined ? {} : { ran }),
    ...(waitedMs === undefined ? {} : { waitedMs }),
    ...(once === undefined ? {} : { once }),
    ...(step === undefined ? {} : { step }),
  };
}

const OUTCOMES: readonly StepRecord['outcome'][] = ['succeeded', 'failed', 'skipped', 'cancelled'];

function parseStep(value: unknown): StepRecord | undefined {
  if (!isObject(value)) return undefined;
  const { exitCode } = value;
  const outcome = OUTCOMES.find((word) => word === value.outcome);
  if (outcome === undefined || (exitCode !== undefined && !isWhole(exitCode, 255))) return undefined;
  return { outcome, ...(exitCode === undefined ? {} : { exitCode }) };
}

function parseGate(value: unknown): GateRecord | undefined {
  if (!isObject(value) || typeof value.target !== 'string') return undefined;
  const { state, reason } = value;
  if (state !== 'closed' && state !== 'open' && state !== 'failed') return undefined;
  if (reason !== undefined && typeof reason !== 'string') return undefined;
  return { target: printable(value.target), state, ...(reason === undefined ? {} : { reason: printable(reason) }) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPhase(value: unknown): value is Phase {
  return value === 'waiting' || value === 'started' || value === 'ended';
}

function isWhole(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}
