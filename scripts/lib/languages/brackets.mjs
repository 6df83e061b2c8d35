/**
 * Code as text and bracketed groups: what `layout` breaks into lines, and what the polishing of a language changes.
 *
 * @typedef {string | Group} Piece
 * @typedef {{ open: string, close: string, items: Piece[][] }} Group
 */

/** @type {Record<string, string>} */
const CLOSING = { '(': ')', '[': ']', '{': '}' };
/** Brackets that are part of a type in Go. */
const TYPE = /^(?:\[\]|\{\}|\[string\])/u;
const QUOTES = new Set(['"', '\'', '`']);

/**
 * @param {string} code one statement, or any part of one, with balanced brackets
 * @returns {Piece[]}
 */
export function parse(code) {
  const reader = { code: code.replace(/\n\s*/gu, ' ').replace(/ (?=\.\w)/gu, ''), at: 0 };
  const [pieces = []] = items(reader, undefined);
  return pieces;
}

/**
 * @param {Piece[]} pieces
 * @returns {string} all on one line
 */
export function inline(pieces) {
  return pieces.map((piece) => {
    if (typeof piece === 'string') return piece;
    return `${piece.open}${piece.items.map(inline).join(', ')}${piece.close}`;
  }).join('');
}

/**
 * @param {{ code: string, at: number }} reader
 * @param {string | undefined} close the bracket that ends the items; undefined: the end of the code, and commas are text
 * @returns {Piece[][]}
 */
function items(reader, close) {
  /** @type {Piece[][]} */
  const found = [[]];
  let text = '';
  const flush = () => {
    const pieces = /** @type {Piece[]} */ (found.at(-1));
    const shown = close === undefined || pieces.length > 0 ? text : text.trimStart();
    if (shown !== '') pieces.push(shown);
    text = '';
  };
  while (reader.at < reader.code.length) {
    const char = /** @type {string} */ (reader.code[reader.at]);
    const ends = CLOSING[char];
    if (QUOTES.has(char)) {
      text += string(reader, char);
      continue;
    }
    const [type] = TYPE.exec(reader.code.slice(reader.at, reader.at + 8)) ?? [];
    if (type !== undefined) {
      text += type;
      reader.at += type.length;
      continue;
    }
    reader.at++;
    if (char === close) {
      text = text.trimEnd();
      flush();
      return found.filter((pieces) => pieces.length > 0);
    }
    if (ends !== undefined) {
      flush();
      found.at(-1)?.push({ open: char, close: ends, items: items(reader, ends) });
    } else if (char === ',' && close !== undefined) {
      flush();
      found.push([]);
    } else {
      text += char;
    }
  }
  if (close !== undefined) throw new Error(`no "${close}" in: ${reader.code}`);
  flush();
  return found;
}

/**
 * @param {{ code: string, at: number }} reader
 * @param {string} quote
 */
function string(reader, quote) {
  const start = reader.at;
  reader.at++;
  while (reader.code[reader.at] !== quote) {
    if (reader.at >= reader.code.length) throw new Error(`no end of a string in: ${reader.code}`);
    reader.at += reader.code[reader.at] === '\\' ? 2 : 1;
  }
  reader.at++;
  return reader.code.slice(start, reader.at);
}
