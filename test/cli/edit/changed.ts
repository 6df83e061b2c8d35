import { rewrite } from '../../../src/cli/edit/rewrite';
import { applyEdits, SourceText } from '../../../src/cli/edit/source-text';
import { yamlDocuments, type ParsedDocument } from '../../../src/cli/read/yaml-documents';

/** The only document of a text. */
export function documentOf(text: string): ParsedDocument {
  const [document] = [...yamlDocuments(text)];
  if (document === undefined || 'failure' in document) throw new Error(`no document: ${JSON.stringify(document)}`);
  return document;
}

/** A text whose value is changed; undefined where that can't be done. */
export function changed(text: string, change: (value: never) => unknown): string | undefined {
  const document = documentOf(text);
  const after = change(structuredClone(document.value) as never);
  const edits = rewrite(new SourceText(text), document, [{ path: [], before: document.value, after }]);
  return edits === undefined ? undefined : applyEdits(text, edits);
}
