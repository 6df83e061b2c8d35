import { readFileSync, readlinkSync } from 'node:fs';

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
