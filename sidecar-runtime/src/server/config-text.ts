import { Composer, type CST, type Document, isScalar, Lexer, LineCounter, Parser, visit } from 'yaml';
import { MAX_DEPTH, refuseDeepJson, refuseDeepValue, TooDeep } from './config-depth.ts';

/**
 * Reads configuration bytes: JSON for a name that ends with `.json`, else YAML 1.2. At most 100 levels deep.
 * Messages name the place, never the text: they end in events that many may read, and a configuration may hold secrets.
 * How long it takes is not bounded: see `parseInWorker`.
 * @throws Error with one line for people
 * @see https://yaml.org/spec/1.2.2/
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function parseConfig(name: string, bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw new Error('empty');
  const text = decode(bytes);
  return name.endsWith('.json') ? parseJson(text) : parseYaml(text, 'YAML');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error('not UTF-8 text: save it as UTF-8', { cause: error });
  }
}

/** The message of `JSON.parse` quotes the text, so the place is found by the YAML parser, which reads JSON too. */
function parseJson(text: string): unknown {
  refuseDeepJson(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    parseYaml(text, 'JSON');
    throw new Error('YAML, not JSON: correct it, or name it .yaml', { cause: error });
  }
}

/** More aliases than this are an attack or a mistake: each can double what the value takes. */
const MAX_ALIASES = 100;

function parseYaml(text: string, language: 'YAML' | 'JSON'): unknown {
  const lines = new LineCounter();
  const refuse = (offset: number, code: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new Error(`not ${language} at line ${line}, column ${col}: ${code.toLowerCase().replaceAll('_', ' ')}`);
  };
  // Equal keys are found below: the composer compares each key with each other, which takes minutes for a megabyte.
  const composer = new Composer({ schema: 'core', uniqueKeys: false });
  const [document, second] = composer.compose(tokensOf(text, lines), true, text.length) as Iterable<Document.Parsed>;
  if (document === undefined) throw new Error('empty');
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) refuse(problem.pos[0], problem.code);
  if (second !== undefined) refuse(second.range[0], 'MULTIPLE_DOCS');
  const duplicate = offsetOfDuplicateKey(document);
  if (duplicate !== undefined) refuse(duplicate, 'DUPLICATE_KEY');
  const value = valueOf(document);
  refuseDeepValue(value);
  return value;
}

/** The tokens of a text that is flat enough for the composer. */
function* tokensOf(text: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_DEPTH && parser.stack.filter(isLevel).length > MAX_DEPTH) {
      throw new TooDeep(lines.linePos(parser.offset - lexeme.length));
    }
  }
  yield* parser.end();
}

function isLevel({ type }: CST.Token): boolean {
  return type === 'flow-collection' || type === 'block-map' || type === 'block-seq';
}

function offsetOfDuplicateKey(document: Document.Parsed): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          offset = key.range?.[0];
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return offset;
}

function valueOf(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown;
  } catch (error) {
    throw new Error(`an alias has no anchor, or there are more than ${MAX_ALIASES}: write the values out`, { cause: error });
  }
}
