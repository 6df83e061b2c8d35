import { Composer, type CST, type Document as Parsed, isAlias, isMap, isNode, isScalar, isSeq, Lexer, type ParsedNode, Parser } from 'yaml';
import type { Document, Failure, Path, Position } from './document';
import { LIMITS } from './limits';
import { Lines } from './lines';
import { isUnreadable, plainValue } from './yaml-value';

/** A document with its place in the text: from the end of the document before it to its own end. */
export interface ParsedDocument extends Document {
  readonly parsed: Parsed.Parsed;
  readonly start: number;
  readonly end: number;
}

/** How the failure of a document over the limits ends. */
export const SPLIT = 'split the document';

/** The documents of a YAML text. Empty ones are counted and left out. */
export function* yamlDocuments(text: string, parsed?: (share: number) => void): Generator<ParsedDocument | Failure, void, undefined> {
  const lines = new Lines(text);
  const most = tooLarge(text);
  if (most !== undefined) {
    yield { failure: `holds more than ${most} in one document: ${SPLIT}` };
    return;
  }
  let number = 0;
  let start = 0;
  try {
    for (const document of new Composer({ uniqueKeys: false, logLevel: 'silent' }).compose(tokensOf(text, parsed))) {
      number++;
      const { range: [, , end] } = document;
      const place = { start, end };
      start = end;
      const [error] = document.errors;
      if (error !== undefined) {
        // the parser reports a stack overflow as an error of the text
        const tooDeep = error.message.startsWith('Maximum call stack');
        const notYaml = isTemplate(text, error.pos[0]) ? TEMPLATE : `is not YAML: ${sentence(error.message)}`;
        yield { failure: tooDeep ? 'is nested too deeply' : notYaml, position: lines.position(error.pos[0]) };
        return;
      }
      const { contents } = document;
      if (contents === null) continue;
      const mark = innerMark(contents);
      if (mark !== undefined) {
        yield { failure: 'has a byte order mark inside of the file: remove the mark', position: lines.position(mark) };
        return;
      }
      const read = plainValue(contents);
      if (isUnreadable(read)) {
        yield { failure: isTemplate(text, read.offset) ? TEMPLATE : read.reason, position: lines.position(read.offset) };
        return;
      }
      if (read.value === null) continue;
      const position = (path: Path): Position => lines.position(offsetOf(document, path));
      yield { number, value: read.value, position, parsed: document, ...place };
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    yield { failure: `document ${number + 1} is nested too deeply` };
  }
}

const LEXEMES_PER_REPORT = 4096;

/** The same as `Parser.parse`, which reports no progress within a large document. */
function* tokensOf(text: string, report: ((share: number) => void) | undefined): Generator<CST.Token, void> {
  const parser = new Parser();
  let count = 0;
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    offset += lexeme.length;
    if (report !== undefined && ++count % LEXEMES_PER_REPORT === 0) report(offset / text.length);
  }
  yield* parser.end();
}

/** Files that were put together by a byte order mark of the second: to Kubernetes it is none of the key, to the parser it is. */
function innerMark(contents: ParsedNode): number | undefined {
  const [first] = isMap(contents) ? contents.items : [];
  return first !== undefined && isScalar(first.key) && String(first.key.value).startsWith('\uFEFF') ? startOf(first.key) : undefined;
}

const TEMPLATE = 'is a Helm template, not YAML: render the chart first with helm template';

/** A chart is no YAML before Helm renders it, and the parser stumbles where the braces are. */
function isTemplate(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0]!.includes('{{');
}

/** One line without a full stop: the messages of the library end in many ways. */
function sentence(message: string): string {
  const line = message.replace(/\s+/gu, ' ').trim();
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/[.:]$/u, '');
}

/**
 * The limit that one of the documents exceeds. The count is an upper bound for values and for errors: a value begins at a line, at a quote,
 * or after one of these characters.
 */
function tooLarge(text: string): string | undefined {
  let count = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) {
      count++;
      if (isMarker(text, at + 1)) [count, start] = [0, at + 1];
    } else if (mayBeginValue(code)) count++;
    if (count > 2 * LIMITS.yamlValues) return `${LIMITS.yamlValues} values`;
    if (at - start >= LIMITS.yamlCharacters) return `${LIMITS.yamlCharacters} characters`;
  }
  return undefined;
}

/** One of `, [ { : - ? " '`. Plain comparisons, as this function runs for every character of a file. */
function mayBeginValue(code: number): boolean {
  return code === 0x2c || code === 0x5b || code === 0x7b || code === 0x3a
    || code === 0x2d || code === 0x3f || code === 0x22 || code === 0x27;
}

/** A line of `---`, which begins a document at any place. */
function isMarker(text: string, at: number): boolean {
  if (!text.startsWith('---', at)) return false;
  const next = text.charCodeAt(at + 3);
  return Number.isNaN(next) || next === 0x0a || next === 0x0d || next === 0x20 || next === 0x09;
}

function offsetOf(parsed: Parsed.Parsed, path: Path): number {
  let node: unknown = parsed.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.findLast(({ key }) => isScalar(key) && String(key.value) === step);
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else break;
    if (isAlias(node)) break;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as ParsedNode).range[0] : undefined;
}
