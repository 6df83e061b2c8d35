import { type Document, isMap, isPair, isSeq, stringify, visit } from 'yaml';
import type { JsonObject } from '../../private/manifest';
import type { SourceText } from './source-text';

/** How a document is written, so that what is added looks as if it had been there. */
export interface Style {
  /** Spaces of one level. */
  readonly indent: number;
  /** A list is written deeper than its key. */
  readonly indentSeq: boolean;
  readonly newline: '\n' | '\r\n';
}

/** The style of the first block map in a map, and of the first block list in a map; that of `kubectl` and cdk8s where there is none. */
export function styleOf(source: SourceText, document: Document.Parsed): Style {
  let indent: number | undefined;
  let indentSeq: boolean | undefined;
  visit(document, {
    Pair: (_key, pair, path) => {
      const parent = path.at(-1);
      const key = pair.key as { range?: [number, number, number] } | null;
      if (isPair(parent) || !isMap(parent) || parent.flow === true || key?.range === undefined) return undefined;
      const column = source.columnOf(key.range[0]);
      const { value } = pair;
      if (isMap(value) && value.flow !== true && value.range) indent ??= source.columnOf(value.range[0]) - column;
      if (isSeq(value) && value.flow !== true && value.range) indentSeq ??= source.columnOf(value.range[0]) > column;
      return indent !== undefined && indentSeq !== undefined ? visit.BREAK : undefined;
    },
  });
  return { indent: indent !== undefined && indent > 0 ? indent : 2, indentSeq: indentSeq ?? true, newline: source.newline };
}

/** A value as lines of block YAML from a column on; the last line ends, too. Read as YAML 1.1, as Kubernetes does, it is the same value. */
export function blockLines(value: unknown, column: number, style: Style): string {
  const lines = Array.isArray(value) ? listLines(value, style) : mapLines(value as JsonObject, style);
  const pad = ' '.repeat(column);
  return lines.map((line) => `${pad}${line}${style.newline}`).join('');
}

/** Not the printer of the parser: it moves a list out of its key by two columns, whatever the indent. */
function mapLines(map: JsonObject, style: Style): string[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const name = `${scalarText(key)}:`;
    if (!isCollection(value)) return [`${name} ${scalarText(value)}`];
    if (!Array.isArray(value)) return [name, ...indented(mapLines(value as JsonObject, style), style.indent)];
    return [name, ...indented(listLines(value, style), style.indentSeq ? style.indent : 0)];
  });
}

function listLines(list: readonly unknown[], style: Style): string[] {
  return list.flatMap((item) => {
    if (!isCollection(item)) return [`- ${scalarText(item)}`];
    const lines = Array.isArray(item) ? listLines(item, style) : mapLines(item as JsonObject, style);
    return indented(lines, 2).map((line, index) => (index === 0 ? `- ${line.slice(2)}` : line));
  });
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function indented(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => `${' '.repeat(columns)}${line}`);
}

/** The printer makes a document of each scalar, and the same few are written into every Pod. */
const written = new Map<unknown, string>();
const MOST_WRITTEN = 1000;

/** A scalar or an empty collection, on one line, which every reader takes for this value: YAML 1.1, as Kubernetes, and YAML 1.2. */
export function scalarText(value: unknown): string {
  if (typeof value === 'object' && value !== null) return flowText(value);
  const known = written.get(value);
  if (known !== undefined) return known;
  const text = typeof value === 'string' && !isPlain(value) ? quoted(value) : String(value);
  if (written.size < MOST_WRITTEN) written.set(value, text);
  return text;
}

/** `yes` is no text for YAML 1.1, `0o7` none for YAML 1.2, `0X7` none for Go, `<<` merges, and `---` begins a document. */
function isPlain(text: string): boolean {
  if (!/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/u.test(text) || /^(?:---|\.\.\.|[-+]?\.?\d|<<$|=$)/u.test(text)) return false;
  return (['1.1', '1.2'] as const).every((version) => stringify(text, { version, lineWidth: 0 }) === `${text}\n`);
}

/** In single quotes a text of JSON stays readable. */
function quoted(text: string): string {
  return /^[\x20-\x7e]*$/u.test(text) && text.includes('"') ? `'${text.replaceAll('\'', '\'\'')}'` : flowText(text);
}

/** Characters that JSON may hold as they are, and YAML takes for the end of a line, for a blank, or for none. */
const ESCAPED = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/gu;

/** A value as JSON, which is YAML too. */
export function flowText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(ESCAPED, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
