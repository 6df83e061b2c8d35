import { type Document, isAlias, isMap, isSeq } from 'yaml';
import { isObject } from '../../private/manifest';
import type { Path } from '../read/document';
import { BlockMapEditor } from './block-map';
import { BlockSeqEditor } from './block-seq';
import { same } from './changes';
import { FlowEditor } from './flow';
import { entryOf, type Node } from './nodes';
import type { Edit, SourceText } from './source-text';
import { type Style, styleOf } from './style';

/** A part of a document that becomes another one. */
export interface Change {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/** What the editors of one document share. */
export interface Editing {
  readonly source: SourceText;
  readonly style: Style;
  /** The edits that make a node, whose value is `before`, `after`; undefined if only its parent can write it anew. */
  readonly inside: (node: Node, before: unknown, after: unknown) => Edit[] | undefined;
}

/**
 * A part can't be changed at its place: it stands elsewhere, as an alias or in a map that is merged, where `0644` may be no 644; or it has
 * an unusual form, as an explicit key.
 */
export class NotInPlace extends Error {}

/**
 * The edits that change parts of a document, and nothing else in its text.
 *
 * @returns undefined where a part can't be changed at its place
 */
export function editsOf(source: SourceText, document: Document.Parsed, changes: readonly Change[]): Edit[] | undefined {
  const style = styleOf(source, document);
  const editing: Editing = { source, style, inside: (node, before, after) => inside(editing, node, before, after) };
  const all: Edit[] = [];
  try {
    for (const { path, before, after } of changes) {
      const edits = inside(editing, nodeAt(document.contents, path), before, after);
      if (edits === undefined) return undefined;
      all.push(...edits);
    }
    return all;
  } catch (error) {
    if (error instanceof NotInPlace) return undefined;
    throw error;
  }
}

function inside(editing: Editing, node: Node, before: unknown, after: unknown): Edit[] | undefined {
  if (same(before, after)) return [];
  // a tag would hold for what takes the place of the value
  if (isAlias(node) || node?.tag !== undefined) throw new NotInPlace();
  if (isMap(node) && isObject(before) && isObject(after)) {
    return node.flow === true ? new FlowEditor(editing).map(node, before, after) : new BlockMapEditor(editing).edits(node, before, after);
  }
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after)) {
    return node.flow === true ? new FlowEditor(editing).list(node, before, after) : new BlockSeqEditor(editing).edits(node, before, after);
  }
  return undefined;
}

function nodeAt(contents: Node, path: Path): Node {
  return path.reduce<Node>((node, step) => {
    if (typeof step === 'number') return isSeq(node) ? node.items[step] ?? null : null;
    return isMap(node) ? entryOf(node, step)?.value ?? null : null;
  }, contents);
}
