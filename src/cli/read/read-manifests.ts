import type { Host } from '../host';
import { progressOf } from '../progress';
import { documentsOf } from './documents';
import { inputsOf } from './inputs';
import { type Manifest, manifestsOf, type Unread } from './manifest';

/**
 * Every manifest that the operands of a command name, in their order, and what could not be read. One document is held at a
 * time. A terminal sees how far it is.
 *
 * @throws UsageError when an operand is missing
 */
export async function* readManifests(operands: readonly string[], host: Host): AsyncGenerator<Manifest | Unread, void, undefined> {
  const inputs = inputsOf(operands, host);
  const progress = progressOf(host);
  let count = 0;
  try {
    for (const { file, load } of inputs) {
      progress(() => `reading ${file}`);
      const bytes = await load();
      if (!(bytes instanceof Uint8Array)) {
        yield { file, ...bytes };
        continue;
      }
      for (const document of documentsOf(bytes)) {
        if ('failure' in document) {
          yield { file, ...document };
          continue;
        }
        for (const manifest of manifestsOf(file, document)) {
          count++;
          progress(() => `${file}: ${count} objects`);
          yield manifest;
        }
      }
    }
  } finally {
    progress(undefined);
  }
}

export function isUnread(read: Manifest | Unread): read is Unread {
  return 'failure' in read;
}

/** `web.yaml:12:3`, as editors and terminals open it. */
export function placeText({ file, position }: Pick<Unread, 'file' | 'position'>): string {
  return position === undefined ? file : `${file}:${position.line}:${position.column}`;
}
