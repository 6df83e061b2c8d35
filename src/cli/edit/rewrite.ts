import { type ParsedDocument, yamlDocuments } from '../read/yaml-documents';
import { same } from './changes';
import { type Change, editsOf } from './editor';
import { applyEdits, type Edit } from './source-text';

/**
 * The edits that change some parts of a document; all that is not changed is the same byte for byte.
 *
 * Where parts are shared by aliases, what comes of the edits is read again: it must have the changed value, and no other part may change.
 *
 * @param text of the whole file
 * @returns undefined where the parts can't be changed at their places
 */
export function rewrite(text: string, document: ParsedDocument, changes: readonly Change[]): Edit[] | undefined {
  const { parsed, value, start, end, hasAliases } = document;
  const edits = editsOf(text, parsed, changes);
  if (edits === undefined || !hasAliases) return edits;
  const [read, ...more] = yamlDocuments(applyEdits(text, edits, start, end));
  const wanted = changes.reduce<unknown>((whole, { path, after }) => replaced(whole, path, after), value);
  return read !== undefined && more.length === 0 && 'value' in read && same(read.value, wanted) ? edits : undefined;
}

/** A value in which the part at a path is another one. */
function replaced(value: unknown, path: Change['path'], part: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return part;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? replaced(item, rest, part) : item));
  return { ...value as object, [step]: replaced((value as Record<string, unknown>)[step], rest, part) };
}
