import type { Document, Failure } from './document';
import { jsonDocuments } from './json-documents';
import { textOf } from './text';
import { yamlDocuments } from './yaml-documents';

/** The documents of a file, one after the other: JSON where it is JSON, else YAML. After a failure nothing follows. */
export function* documentsOf(bytes: Uint8Array): Generator<Document | Failure, void, undefined> {
  const text = textOf(bytes);
  if (text === undefined) {
    yield { failure: 'is not UTF-8 text' };
    return;
  }
  const json = jsonDocuments(text);
  if (json === undefined) yield* yamlDocuments(text);
  else yield* json;
}
