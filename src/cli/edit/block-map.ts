import { isMap, isSeq } from 'yaml';
import type { JsonObject } from '../../private/manifest';
import { same } from './changes';
import { type Editing, NotInPlace } from './editor';
import { entryEnd, type Entry, entryOf, isBlock, isLeft, isUnwritten, type MapNode } from './nodes';
import type { Edit } from './source-text';
import { blockLines, scalarText } from './style';

/** Changes a map of which each key begins a line: new keys come last. */
export class BlockMapEditor {
  constructor(private readonly editing: Editing) {}

  edits(node: MapNode, before: JsonObject, after: JsonObject): Edit[] | undefined {
    const entries = node.items as Entry[];
    if (!entries.every((entry) => this.isUsual(entry))) throw new NotInPlace();
    const gone = entries.filter((entry) => !isLeft(entry, before, after));
    if (gone.length === entries.length) return undefined;
    const edits: Edit[] = gone.flatMap((entry) => this.remove(entries, entry));
    const added: JsonObject = {};
    for (const [key, value] of Object.entries(after)) {
      const entry = entryOf(node, key);
      if (entry !== undefined) edits.push(...this.editing.inside(entry.value, before[key], value) ?? this.replace(entry, value));
      else if (!Object.hasOwn(before, key)) added[key] = value;
      else if (!same(before[key], value)) throw new NotInPlace();
    }
    return Object.keys(added).length === 0 ? edits : [...edits, this.append(entries, added)];
  }

  /** Behind spaces and the dashes of lists: no question mark, tag, anchor, tab or mark of a document. */
  private isUsual({ key }: Entry): boolean {
    return /^ *(?:- +)*$/u.test(this.editing.source.before(key.range[0]));
  }

  private append(entries: readonly Entry[], added: JsonObject): Edit {
    const { source, style } = this.editing;
    const start = source.nextLine(entryEnd(entries.at(-1)!, source.value));
    const lines = blockLines(added, source.columnOf(entries[0]!.key.range[0]), style);
    return { start, end: start, text: behind(this.editing, start, lines) };
  }

  /** Writes the value of a key anew, with the comments around it left there. */
  private replace(entry: Entry, value: unknown): Edit[] {
    const { source, style } = this.editing;
    const { value: text } = source;
    const { key, value: old } = entry;
    const colon = text.indexOf(':', key.range[1]) + 1;
    const end = entryEnd(entry, text);
    // a text of several lines ends with the last of them
    const rest = text[end - 1] === '\n' ? style.newline : '';
    const isCollection = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    if (!isCollection) return [{ start: colon, end, text: ` ${scalarText(value)}${rest}` }];
    const column = source.columnOf(key.range[0]);
    const lines = blockLines(value, column + (Array.isArray(value) && !style.indentSeq ? 0 : style.indent), style);
    if (old !== null && isBlock(old)) {
      const start = source.nextLine(colon);
      return [{ start, end: source.nextLine(end), text: lines }];
    }
    const start = source.nextLine(end);
    const put = { start, end: start, text: behind(this.editing, start, lines) };
    if (old === null || isUnwritten(old)) return [put];
    if ((isMap(old) || isSeq(old)) && text.slice(old.range[0], end).includes('#')) throw new NotInPlace();
    if (!text.slice(colon, old.range[0]).includes('#')) return [{ start: colon, end, text: rest }, put];
    // a comment stands between the key and its empty value, which has a line of its own
    const line = source.lineStart(old.range[0]);
    return [{ start: line, end: start, text: '' }, put];
  }

  private remove(entries: readonly Entry[], entry: Entry): Edit[] {
    const { source } = this.editing;
    const start = source.lineStart(entry.key.range[0]);
    const isFirstOnLine = source.before(entry.key.range[0]).trim() === '';
    if (isFirstOnLine) return [{ start, end: source.nextLine(entryEnd(entry, source.value)), text: '' }];
    // behind the dash of a list
    const next = entries[entries.indexOf(entry) + 1];
    return next === undefined ? [] : [{ start: entry.key.range[0], end: next.key.range[0], text: '' }];
  }
}

/** Lines behind a text that may end without a line end. */
export function behind({ source: { value: text }, style: { newline } }: Editing, at: number, lines: string): string {
  const isOpen = at === text.length && at > 0 && text[at - 1] !== '\n';
  return isOpen ? `${newline}${lines.slice(0, -newline.length)}` : lines;
}
