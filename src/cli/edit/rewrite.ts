import { type ParsedDocument, yamlDocuments } from '../read/yaml-documents';
import { same, withoutNulls } from './changes';
import { type Change, editsOf } from './editor';
import { applyEdits, type Edit, type SourceText } from './source-text';

/** An anchor, alias, tag or explicit key, a key without a value in brackets, or a byte order mark; in a text perhaps, too. */
const UNUSUAL = /(?:^|[\s[{,:-])[&*!?](?:\S|\s)|:\s*[,}\]]|[{,]\s*[\w.-]+\s*[,}]|\uFEFF/u;

/**
 * The edits that change some parts of a document; all that is not changed is the same byte for byte.
 *
 * If the document has an unusual form, what comes of the edits is read again: it must have the changed value, and no other part may change.
 *
 * @param source the whole file
 * @returns undefined where the parts can't be changed at their places
 */
export function rewrite(source: SourceText, document: ParsedDocument, changes: readonly Change[]): Edit[] | undefined {
  const { parsed, value, start, end } = document;
  const edits = editsOf(source, parsed, changes);
  if (edits === undefined || !UNUSUAL.test(source.value.slice(start, end))) return edits;
  const [read, ...more] = yamlDocuments(applyEdits(source.value, edits, start, end));
  const wanted = changes.reduce<unknown>((whole, { path, after }) => replaced(whole, path, after), value);
  const isWanted = read !== undefined && more.length === 0 && 'value' in read && same(withoutNulls(read.value), withoutNulls(wanted));
  return isWanted ? edits : undefined;
}

/** A value in which the part at a path is another one. */
function replaced(value: unknown, path: Change['path'], part: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return part;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? replaced(item, rest, part) : item));
  return { ...value as object, [step]: replaced((value as Record<string, unknown>)[step], rest, part) };
}
