import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from '../../faults/folder.ts';

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
