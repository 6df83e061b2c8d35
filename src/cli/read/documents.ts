import type { Document, Failure } from './document';
import { jsonDocuments } from './json-documents';
import { textOf } from './text';
import { SPLIT, yamlDocuments } from './yaml-documents';

/**
 * The documents of a file, one after another: JSON if the file is JSON, else YAML. A failure is the last result.
 *
 * @param parsed gets the parsed share of the text repeatedly, from 0 to 1
 */
export function* documentsOf(bytes: Uint8Array, parsed?: (share: number) => void): Generator<Document | Failure, void, undefined> {
  const text = textOf(bytes);
  if (text === undefined) {
    yield { failure: 'is not UTF-8 text' };
    return;
  }
  const json = jsonDocuments(text);
  if (json !== undefined) {
    yield* json;
    return;
  }
  for (const document of yamlDocuments(text, parsed)) {
    yield 'failure' in document && document.failure.endsWith(SPLIT) ? { ...document, failure: `${document.failure}, or use JSON` } : document;
  }
}
