import { inline, parse } from './brackets.mjs';

/** @typedef {import('./brackets.mjs').Piece} Piece */
/** @typedef {import('./brackets.mjs').Group} Group */

/**
 * How a language breaks a line that is too long.
 *
 * @typedef {object} Style
 * @property {string} indent of one level
 * @property {number} width the longest line, with a tab as 4 columns
 * @property {string} broken the brackets whose items get a line each: `{` for Go
 * @property {'dot first' | 'dot last' | 'in parentheses'} chain where the calls of a chain are broken
 * @property {boolean} trailingComma
 * @property {boolean} closeOnOwnLine
 * @property {boolean} hugsLast whether the last argument may be broken alone
 * @property {boolean} [aligns] whether the values behind the keys of a list of lines begin in one column, as gofmt has it
 */

/**
 * Breaks what is too long into lines; everything else stays.
 *
 * @param {string} code statements, one a line
 * @param {Style} style
 * @param {(pieces: Piece[]) => Piece[]} [change] changes each statement first
 */
export function layout(code, style, change = (pieces) => pieces) {
  return statements(code).map((statement) => {
    const [, indent = '', text = '', comment = ''] = /^(\s*)(.*?)(\s*(?:(?<=^|\s)#|(?<=^|\s)\/\/) [^\n]*)?$/su.exec(statement) ?? [];
    if (text === '') return statement.trimEnd();
    const [head, tail] = /[^=]\{$/u.test(text) ? [text.slice(0, -1), '{'] : [text, ''];
    return indent + lines(change(parse(head)), { indent, column: columns(indent) }, style) + tail + comment;
  }).join('\n');
}

/**
 * @param {string} code
 * @returns {string[]} each with the lines that its brackets span
 */
function statements(code) {
  /** @type {string[]} */
  const found = [];
  let open = 0;
  for (const line of code.split('\n')) {
    const bare = line.replace(/"(?:\\.|[^"\\])*"/gu, '""').replace(/(^|\s)(#|\/\/) .*$/u, '').replace(/interface\{\}/gu, '');
    const continued = open > 0 || /^\s+\./u.test(line);
    if (continued) found.push(`${found.pop() ?? ''}\n${line}`);
    else found.push(line);
    // the braces of a block are no brackets of a statement
    const block = !continued && /(^|\s)\{$|^\s*\}/u.test(bare);
    open += balance(block ? bare.replace(/\{$|^\s*\}/u, '') : bare.replace(/(?<=[\w)}\]]) \{$/u, ''));
  }
  return found;
}

/** @param {string} text */
function balance(text) {
  return (text.match(/[([{]/gu) ?? []).length - (text.match(/[)\]}]/gu) ?? []).length;
}

/** @param {string} text */
function columns(text) {
  return text.replaceAll('\t', '    ').length;
}

/**
 * @param {Piece[]} pieces
 * @param {{ indent: string, column: number }} place the indent of the statement, and where the first line begins
 * @param {Style} style
 * @returns {string}
 */
function lines(pieces, place, style) {
  const flat = inline(pieces);
  if (place.column + flat.length <= style.width) return flat;
  const calls = chain(pieces);
  if (calls.length > 2) return chained(calls, place, style);
  return brokenLast(pieces, place, style);
}

/**
 * @param {Piece[]} pieces
 * @returns {Piece[][]} what comes before the second call of a chain, then each call
 */
function chain(pieces) {
  /** @type {Piece[][]} */
  const calls = [[]];
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === 'string' && piece.startsWith('.') && typeof pieces[index - 1] === 'object') calls.push([]);
    calls.at(-1)?.push(piece);
  }
  return calls;
}

/**
 * @param {Piece[][]} calls
 * @param {{ indent: string, column: number }} place
 * @param {Style} style
 */
function chained([head = [], ...calls], place, style) {
  const indent = place.indent + style.indent;
  const inside = { indent, column: columns(indent) };
  const rest = calls.map((call) => lines(call, inside, style));
  if (style.chain === 'dot first') return [lines(head, place, style), ...rest].join(`\n${indent}`);
  if (style.chain === 'dot last') return [inline(head), ...rest.map((call) => call.slice(1))].join(`.\n${indent}`);
  const [, assigned = '', first = ''] = /^(\w+ = )?(.*)$/su.exec(inline(head)) ?? [];
  return `${assigned}(\n${indent}${[first, ...rest].join(`\n${indent}`)}\n${place.indent})`;
}

/**
 * @param {Piece[]} pieces
 * @param {{ indent: string, column: number }} place
 * @param {Style} style
 */
function brokenLast(pieces, place, style) {
  const index = pieces.findLastIndex((piece) => typeof piece === 'object' && isBreakable(piece, style));
  const group = /** @type {Group | undefined} */ (pieces[index]);
  if (group === undefined) return inline(pieces);
  const before = inline(pieces.slice(0, index)) + group.open;
  const after = group.close + inline(pieces.slice(index + 1));
  const [last = [], ...others] = group.items.toReversed();
  const isHugged = others.length === 0
    ? last.some((piece) => typeof piece === 'object' && isBreakable(piece, style)) && !isKeyed(last)
    : style.hugsLast && !others.some(isNested) && isNested(last) && !isKeyed(last);
  if (isHugged || !style.broken.includes(group.open)) {
    const found = group.items.findLastIndex((item) => item.some((piece) => typeof piece === 'object' && isBreakable(piece, style)));
    const at = found === -1 ? group.items.length - 1 : found;
    const start = before + group.items.slice(0, at).map((item) => `${inline(item)}, `).join('');
    const end = group.items.slice(at + 1).map((item) => `, ${inline(item)}`).join('');
    return start + lines(group.items[at] ?? [], { indent: place.indent, column: place.column + columns(start) }, style) + end + after;
  }
  const indent = place.indent + style.indent;
  const items = group.items.map((item) => lines(item, { indent, column: columns(indent) }, style));
  const shown = (style.aligns ? aligned(items) : items).join(`,\n${indent}`);
  return `${before}\n${indent}${shown}${style.trailingComma ? ',' : ''}${style.closeOnOwnLine ? `\n${place.indent}` : ''}${after}`;
}

/**
 * @param {Group} group
 * @param {Style} style
 * @returns {boolean}
 */
function isBreakable(group, style) {
  if (group.items.length === 0) return false;
  if (style.broken.includes(group.open)) return true;
  return group.items.some((item) => item.some((piece) => typeof piece === 'object' && isBreakable(piece, style)));
}

/** @param {Piece[]} item */
function isKeyed([first]) {
  return typeof first === 'string' && /^(?:"[^"]*"|\w+)(?:: |=(?!=))/u.test(first);
}

/** @param {Piece[]} item */
function isNested(item) {
  return chain(item).length > 2 || item.some((piece) => typeof piece === 'object' && piece.open === '{');
}

/**
 * @param {string[]} items
 * @returns {string[]}
 */
function aligned(items) {
  const keys = items.map((item) => (item.includes('\n') ? undefined : /^(?:"[^"]*"|\w+): /u.exec(item)?.[0]));
  return items.map((item, index) => {
    const key = keys[index];
    if (key === undefined) return item;
    const from = keys.slice(0, index).lastIndexOf(undefined) + 1;
    const next = keys.indexOf(undefined, index);
    const longest = Math.max(...keys.slice(from, next === -1 ? undefined : next).map((each) => each?.length ?? 0));
    return key.padEnd(longest) + item.slice(key.length);
  });
}
