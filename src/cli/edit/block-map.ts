import type { JsonObject } from '../../private/manifest';
import { same } from './changes';
import { type Editing, NotInPlace } from './editor';
import { entryEnd, type Entry, entryOf, isBlock, isLeft, type MapNode } from './nodes';
import { columnOf, type Edit, lineStart, nextLine } from './source-text';
import { blockLines, scalarText } from './style';

/** Changes a map of which each key begins a line: new keys come last. */
export class BlockMapEditor {
  constructor(private readonly editing: Editing) {}

  edits(node: MapNode, before: JsonObject, after: JsonObject): Edit[] | undefined {
    const entries = node.items as Entry[];
    if (!this.isUsual(entries[0]!)) throw new NotInPlace();
    const gone = entries.filter((entry) => !isLeft(entry, after));
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
    const { text } = this.editing;
    return /^ *(?:- +)*$/u.test(text.slice(lineStart(text, key.range[0]), key.range[0]));
  }

  private append(entries: readonly Entry[], added: JsonObject): Edit {
    const { text, style } = this.editing;
    const start = nextLine(text, entryEnd(entries.at(-1)!));
    const lines = blockLines(added, columnOf(text, entries[0]!.key.range[0]), style);
    return { start, end: start, text: behind(this.editing, start, lines) };
  }

  /** Writes the value of a key anew, with what is written behind it on its line left there. */
  private replace(entry: Entry, value: unknown): Edit[] {
    const { text, style } = this.editing;
    const { key, value: old } = entry;
    const colon = text.indexOf(':', key.range[1]) + 1;
    const end = Math.max(colon, entryEnd(entry));
    // a text of several lines ends with the last of them
    const rest = text[end - 1] === '\n' ? style.newline : '';
    const isCollection = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    if (!isCollection) return [{ start: colon, end, text: ` ${scalarText(value)}${rest}` }];
    const column = columnOf(text, key.range[0]);
    const lines = blockLines(value, column + (Array.isArray(value) && !style.indentSeq ? 0 : style.indent), style);
    if (old !== null && isBlock(old)) {
      const start = nextLine(text, colon);
      return [{ start, end: nextLine(text, end), text: lines }];
    }
    const start = nextLine(text, end);
    return [{ start: colon, end, text: rest }, { start, end: start, text: behind(this.editing, start, lines) }];
  }

  private remove(entries: readonly Entry[], entry: Entry): Edit[] {
    const { text } = this.editing;
    const start = lineStart(text, entry.key.range[0]);
    const isFirstOnLine = text.slice(start, entry.key.range[0]).trim() === '';
    if (isFirstOnLine) return [{ start, end: nextLine(text, entryEnd(entry)), text: '' }];
    // behind the dash of a list
    const next = entries[entries.indexOf(entry) + 1];
    return next === undefined ? [] : [{ start: entry.key.range[0], end: next.key.range[0], text: '' }];
  }
}

/** Lines behind a text that may end without a line end. */
export function behind({ text, style: { newline } }: Editing, at: number, lines: string): string {
  const isOpen = at === text.length && at > 0 && text[at - 1] !== '\n';
  return isOpen ? `${newline}${lines.slice(0, -newline.length)}` : lines;
}
