import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Blobs, Descriptor } from '../cli/lock/blobs';

/** Writes an OCI layout with one image into a folder. */
export function writeLayout(folder: string, blobs: Blobs, image: Descriptor): string {
  mkdirSync(join(folder, 'blobs', 'sha256'), { recursive: true });
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [image] }));
  for (const [digest, text] of blobs.content) writeFileSync(join(folder, 'blobs', ...digest.split(':')), text);
  return folder;
}
