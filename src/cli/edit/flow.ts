import type { JsonObject } from '../../private/manifest';
import { newItems, onlyAdds, originsOf, same } from './changes';
import { type Editing, NotInPlace } from './editor';
import { type Entry, entryEnd, entryOf, isLeft, type MapNode, type SeqNode } from './nodes';
import { applyEdits, type Edit } from './source-text';
import { flowText } from './style';

interface Part {
  readonly start: number;
  readonly end: number;
}

/** Changes maps and lists in brackets, as those of JSON. What is added is JSON. */
export class FlowEditor {
  constructor(private readonly editing: Editing) {}

  map(node: MapNode, before: JsonObject, after: JsonObject): Edit[] | undefined {
    const entries = node.items as Entry[];
    const left = entries.map((entry) => isLeft(entry, before, after));
    if (!left.includes(true)) return undefined;
    const added: string[] = [];
    const parts = entries.map((entry) => ({ start: entry.key.range[0], end: entryEnd(entry, this.editing.source.value) }));
    const edits = removed(parts, left);
    for (const [key, value] of Object.entries(after)) {
      const entry = entryOf(node, key);
      if (entry === undefined) {
        if (!Object.hasOwn(before, key)) added.push(`${flowText(key)}: ${this.json(value, node.range[0], parts)}`);
        else if (!same(before[key], value)) throw new NotInPlace();
      } else {
        edits.push(...this.inside(entry.value, before[key], value, node.range[0], parts));
      }
    }
    const end = parts.at(-1)!.end;
    edits.push(...added.map((text) => ({ start: end, end, text: `${this.separator(node.range[0], parts)}${text}` })));
    return edits;
  }

  list(node: SeqNode, before: readonly unknown[], after: readonly unknown[]): Edit[] | undefined {
    const parts = node.items.map(({ range: [start, end] }) => ({ start, end }));
    if (parts.length === 0) return undefined;
    const origins = originsOf(before, after);
    const separator = this.separator(node.range[0], parts);
    const inner = origins.map((origin, index) =>
      (origin === undefined ? [] : this.inside(node.items[origin]!, before[origin], after[index], node.range[0], parts)));
    if (onlyAdds(before.length, origins)) {
      const edits = inner.flat();
      for (const { index, next } of newItems(origins)) {
        const at = next === undefined ? parts.at(-1)!.end : parts[next]!.start;
        const value = this.json(after[index], node.range[0], parts);
        edits.push({ start: at, end: at, text: next === undefined ? `${separator}${value}` : `${value}${separator}` });
      }
      return edits;
    }
    const { value: text } = this.editing.source;
    const all = origins.map((origin, index) => {
      if (origin === undefined) return this.json(after[index], node.range[0], parts);
      const { start, end } = parts[origin]!;
      return applyEdits(text, inner[index]!, start, end);
    });
    return [{ start: parts[0]!.start, end: parts.at(-1)!.end, text: all.join(separator) }];
  }

  /** Edits of a value in brackets; one that is of another form is written anew. */
  private inside(node: Parameters<Editing['inside']>[0], before: unknown, after: unknown, open: number, parts: readonly Part[]): Edit[] {
    const edits = this.editing.inside(node, before, after);
    if (edits !== undefined) return edits;
    // a key without a colon
    if (node === null) throw new NotInPlace();
    const { range: [start, end] } = node;
    const json = this.json(after, open, parts);
    return [{ start, end, text: this.editing.source.value[start - 1] === ':' ? ` ${json}` : json }];
  }

  /** JSON on one line, or on several as its siblings. */
  private json(value: unknown, open: number, parts: readonly Part[]): string {
    const { source, style: { newline } } = this.editing;
    if (!this.isTall(open, parts)) return flowText(value);
    const column = source.columnOf(parts[0]!.start);
    const outer = /^\s*/u.exec(source.before(open))![0].length;
    const step = column > outer ? column - outer : 2;
    return flowText(value, step).replaceAll('\n', `${newline}${' '.repeat(column)}`);
  }

  private separator(open: number, parts: readonly Part[]): string {
    const { source, style: { newline } } = this.editing;
    return this.isTall(open, parts) ? `,${newline}${' '.repeat(source.columnOf(parts[0]!.start))}` : ', ';
  }

  private isTall(open: number, parts: readonly Part[]): boolean {
    const { source } = this.editing;
    return source.lineStart(open) !== source.lineStart(parts[0]!.start);
  }
}

/** Each part that goes takes the comma before it along; those in front of the first that is left, the one behind them. */
function removed(parts: readonly Part[], left: readonly boolean[]): Edit[] {
  const first = left.indexOf(true);
  const front = first === 0 ? [] : [{ start: parts[0]!.start, end: parts[first]!.start, text: '' }];
  return [...front, ...parts.flatMap(({ end }, index) =>
    (index < first || left[index] === true ? [] : [{ start: parts[index - 1]!.end, end, text: '' }]))];
}
