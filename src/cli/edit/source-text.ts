import { lineOf, lineStarts } from '../read/lines';

/** An edit of a text: what is between two offsets becomes another text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with edits, which do not overlap; those at one offset follow each other as they are listed. */
export function applyEdits(text: string, edits: readonly Edit[], from = 0, to = text.length): string {
  const parts: string[] = [];
  let at = from;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at, to));
  return parts.join('');
}

/** A text with its lines. */
export class SourceText {
  /** How the lines end: as the first one does. */
  readonly newline: '\n' | '\r\n';
  /** Where each line begins; behind a byte order mark. */
  private readonly starts: number[];

  constructor(readonly value: string) {
    this.starts = lineStarts(value);
    if (value.startsWith('\uFEFF')) this.starts[0] = 1;
    this.newline = value[(this.starts[1] ?? 0) - 2] === '\r' ? '\r\n' : '\n';
  }

  /** The offset where the line of an offset begins. */
  lineStart(offset: number): number {
    return this.starts[lineOf(this.starts, offset)]!;
  }

  /** The same with the byte order mark that stands before the first line. */
  beginOf(offset: number): number {
    const line = lineOf(this.starts, offset);
    return line === 0 ? 0 : this.starts[line]!;
  }

  /** The offset of the next line, or the end of the text. An offset at which a line begins is one already. */
  nextLine(offset: number): number {
    const line = lineOf(this.starts, offset);
    if (offset > 0 && this.starts[line] === offset) return offset;
    return this.starts[line + 1] ?? this.value.length;
  }

  columnOf(offset: number): number {
    return offset - this.lineStart(offset);
  }

  /** What stands on the line before an offset. */
  before(offset: number): string {
    return this.value.slice(this.lineStart(offset), offset);
  }
}
