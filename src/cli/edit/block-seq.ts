import type { Editing } from './editor';
import { newItems, onlyAdds, originsOf, type Origins } from './changes';
import { behind } from './block-map';
import { contentEnd, type SeqNode } from './nodes';
import { applyEdits, type Edit } from './source-text';
import { blockLines } from './style';

interface Chunk {
  readonly start: number;
  readonly end: number;
}

/** Changes a list of which each item begins a line. An item keeps its lines and comments, also where it moves. */
export class BlockSeqEditor {
  constructor(private readonly editing: Editing) {}

  edits(node: SeqNode, before: readonly unknown[], after: readonly unknown[]): Edit[] | undefined {
    if (after.length === 0) return undefined;
    const origins = originsOf(before, after);
    const chunks = this.chunksOf(node);
    const inner = origins.map((origin, index) =>
      (origin === undefined ? [] : this.editing.inside(node.items[origin]!, before[origin], after[index])));
    if (!inner.every((edits) => edits !== undefined)) return undefined;
    if (!onlyAdds(before.length, origins)) return [this.rewrite(node, chunks, origins, after, inner)];
    const edits = inner.flat();
    for (const { index, next } of newItems(origins)) {
      const start = next === undefined ? chunks.at(-1)!.end : chunks[next]!.start;
      edits.push({ start, end: start, text: behind(this.editing, start, this.item(node, after[index])) });
    }
    return edits;
  }

  private item(node: SeqNode, value: unknown): string {
    const { source, style } = this.editing;
    return blockLines([value], source.columnOf(node.range[0]), style);
  }

  /** All items one after another, where items move or go. */
  private rewrite(node: SeqNode, chunks: readonly Chunk[], origins: Origins, after: readonly unknown[], inner: readonly Edit[][]): Edit {
    const { source: { value: text }, style: { newline } } = this.editing;
    const [start, end] = [chunks[0]!.start, chunks.at(-1)!.end];
    const parts = origins.map((origin, index) => {
      if (origin === undefined) return this.item(node, after[index]);
      const chunk = chunks[origin]!;
      const lines = applyEdits(text, inner[index]!, chunk.start, chunk.end);
      return lines.endsWith('\n') ? lines : `${lines}${newline}`;
    });
    const lines = parts.join('');
    return { start, end, text: text[end - 1] === '\n' ? lines : lines.slice(0, -newline.length) };
  }

  /** The lines of each item, with the comments before it; those before the first item belong to the list. */
  private chunksOf(node: SeqNode): Chunk[] {
    const { source } = this.editing;
    let start = source.lineStart(node.range[0]);
    return node.items.map((item) => {
      const chunk = { start, end: source.nextLine(contentEnd(item, source.value)) };
      start = chunk.end;
      return chunk;
    });
  }
}
