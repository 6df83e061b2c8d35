import type { Host } from '../host';
import type { Progress } from '../progress';
import { documentsOf } from './documents';
import { inputsOf } from './inputs';
import { type Manifest, manifestsOf, type Unread } from './manifest';

/**
 * Every manifest that the operands of a command name, in their order, and the failures. Only one document is in memory at a
 * time.
 *
 * @throws UsageError if an operand does not exist
 */
export async function* readManifests(
  operands: readonly string[], host: Host, progress: Progress,
): AsyncGenerator<Manifest | Unread, void, undefined> {
  let count = 0;
  try {
    for (const { file, load } of inputsOf(operands, host)) {
      const bytes = await progress.during(() => `reading ${file}`, load);
      const documents = bytes instanceof Uint8Array
        ? documentsOf(bytes, (share) => progress.at(() => `reading ${file}: ${Math.round(100 * share)} %`))
        : [bytes];
      for (const document of documents) {
        if ('failure' in document) {
          progress.clear();
          yield { file, ...document };
          continue;
        }
        for (const manifest of manifestsOf(file, document)) {
          if (isUnread(manifest)) progress.clear();
          count++;
          progress.at(() => `${file}: ${count} objects`);
          yield manifest;
        }
      }
    }
  } finally {
    progress.clear();
  }
}

export function isUnread(read: Manifest | Unread): read is Unread {
  return 'failure' in read;
}

/** `web.yaml:12:3`, the form that editors and terminals open. */
export function placeText({ file, position }: Pick<Unread, 'file' | 'position'>): string {
  return position === undefined ? file : `${file}:${position.line}:${position.column}`;
}
