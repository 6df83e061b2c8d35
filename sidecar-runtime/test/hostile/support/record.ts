import { mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from '../../faults/folder.ts';

/** What the guard of `db` left here: with it, each condition of `db` is open. */
export function goodRecord(): Readonly<Record<string, unknown>> {
  return {
    version: 2,
    name: 'db',
    phase: 'ended',
    exitCode: 0,
    ran: true,
    gates: [],
    bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim(),
    networkNamespace: readlinkSync('/proc/self/ns/net'),
  };
}

/** A state folder in which `db` has a folder; `place` puts something in there as its record. */
export function stateWith(place: (path: string) => void): string {
  const state = folder();
  mkdirSync(join(state, 'db'));
  place(join(state, 'db/record.json'));
  return state;
}

/** Puts text or bytes there. */
export function holds(content: string | Uint8Array): (path: string) => void {
  return (path) => writeFileSync(path, content);
}
