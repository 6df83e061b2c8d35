import { inline } from './brackets.mjs';
import { packages, types } from './assemblies.mjs';
import { declaredIn } from './declared.mjs';
import { layout } from './layout.mjs';

/** @typedef {import('./brackets.mjs').Piece} Piece */
/** @typedef {import('./assemblies.mjs').Reference} Reference */

/** @type {import('./layout.mjs').Style} */
const STYLE = {
  indent: '\t', width: 110, broken: '{', chain: 'dot last', trailingComma: true, closeOnOwnLine: true, hugsLast: true, aligns: true,
};
/** The name that a package has in the examples, where that is not its own. */
const ALIASES = new Map([['cdk8s-plus-28', 'kplus']]);
const LITERAL = /^(?<before>.*?)&?(?<lists>(?:\[\]|map\[string\])*)\*?(?<name>interface\{\}|[A-Z]\w*|string|f64|bool)$/su;
const ANY = /** @type {Reference} */ ({ primitive: 'any' });
const WRAPPED = /(?:^|: )jsii\.(?:String|Number|Bool)$/u;

/**
 * What jsii-rosetta gets wrong in Go: it takes no type from its package, makes values of what must be pointers, and pointers of
 * what must be values. The assemblies say what a property is. Lists of strings become `jsii.Strings`, and what a free map has
 * stays plain.
 *
 * @param {string} translated
 * @param {string} typescript the example
 * @param {boolean} whole
 * @returns {string}
 */
export function polishGo(translated, typescript, whole) {
  const declared = declaredIn(typescript);
  const known = types(typescript);
  const code = packageNames(translated.replace(/^import .*\n/gmu, '').replace(/^var \w+ \w+\n/gmu, ''))
    .replaceAll('jsii.Boolean(', 'jsii.Bool(').replace(/:= range (?=[\w[])/gu, ':= range *')
    .replace(/^(\s*(\w)(\w*)): \*\2\3,$/gmu, (_all, key, first, rest) => `${key}: ${String(first).toLowerCase()}${rest},`).trim();
  const given = declared.map(({ name, type }) => `// ${name}: ${qualified(type, known)}\n`).join('');
  const change = (/** @type {Piece[]} */ pieces) => polish(pieces, undefined, known);
  if (!whole) return given + layout(code, STYLE, change);
  const body = layout(code.replace(/^(?=.)/gmu, '\t'), STYLE, change);
  return ['package main', '', importsOfGo(`jsii.\n${body}`), '', 'func main() {', '\tdefer jsii.Close()', '', body, '}'].join('\n');
}

/**
 * A file that compiles the lines of an example.
 *
 * @param {string} name of the package
 * @param {string} code as `polishGo` gives it
 * @param {import('./declared.mjs').Declared[]} declared
 */
export function wrapGo(name, code, declared) {
  const known = types();
  const parameters = declared.map((each) => `${each.name} ${qualified(each.type, known)}`).join(', ');
  const body = `func Lines(${parameters}) {\n${code.replace(/^(?=.)/gmu, '\t')}\n}`;
  return [`package ${name}`, '', importsOfGo(body), '', body, ''].join('\n');
}

/** @param {import('./assemblies.mjs').Library} library */
function nameOf({ npm, submodule, go }) {
  return (submodule === '' ? ALIASES.get(npm) : undefined) ?? go.name;
}

/** @param {string} code has a submodule as a part of its library, and pointers to what is in both: `*cdk8splus28.*K8s.` */
function packageNames(code) {
  return packages().reverse().reduce((text, each) => (
    text.replace(new RegExp(`\\*?\\b${each.go.rosetta.replace('.', '\\.\\*?')}\\.`, 'gu'), `${nameOf(each)}.`)
  ), code);
}

/**
 * @param {string} name
 * @param {Map<string, import('./assemblies.mjs').Type>} known
 */
function qualified(name, known) {
  const library = known.get(name)?.library;
  return library === undefined ? name : `${nameOf(library)}.${name}`;
}

/**
 * @param {string} body lines of an example
 * @returns {string} the imports that they need
 */
export function importsOfGo(body) {
  const used = (/** @type {string} */ name) => new RegExp(`(?<![\\w."])${name}\\.`, 'u').test(body);
  const ours = packages().map((each) => ({ name: nameOf(each), go: each.go })).filter(({ name }) => used(name))
    .map(({ name, go }) => `\t${name === go.name ? '' : `${name} `}"${go.path}"`);
  const runtime = used('jsii') ? ['\t"github.com/aws/jsii-runtime-go"'] : [];
  const path = (/** @type {string} */ line) => line.slice(line.indexOf('"'));
  return ['import (', ...[...runtime, ...ours].sort((a, b) => (path(a) < path(b) ? -1 : 1)), ')'].join('\n');
}

/**
 * @param {Piece[]} pieces
 * @param {Reference | undefined} expected what the place of the value takes; undefined where only the value says it
 * @param {Map<string, import('./assemblies.mjs').Type>} known
 * @returns {Piece[]}
 */
function polish(pieces, expected, known) {
  /** @type {Piece[]} */
  const found = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      found.push(piece);
      continue;
    }
    const before = /** @type {string} */ (found.pop() ?? '');
    if (piece.open === '{') {
      found.push(...literal(before, piece.items, expected, known));
    } else if (before.endsWith('fmt.Sprintf')) {
      const [format = [], ...values] = piece.items;
      found.push(before.replace('fmt.', 'jsii.'), { ...piece, items: [format, ...values.map(value)] });
    } else if (expected === ANY && WRAPPED.test(before)) {
      found.push(before.replace(/jsii\.\w+$/u, '') + piece.items.map(inline).join(', '));
    } else {
      const parameters = piece.open === '(' ? parametersOf(before, known) : [];
      const given = piece.items.map((item, index) => polish(item, parameters[index], known));
      const left = parameters.slice(given.length).map(() => ['nil']);
      found.push(before, { ...piece, items: [...given, ...left] });
    }
  }
  return found.filter((piece) => piece !== '');
}

/**
 * @param {string} text ends with the name of what is called
 * @param {Map<string, import('./assemblies.mjs').Type>} known
 * @returns {Reference[]} the parameters that Go wants: none is optional there
 */
function parametersOf(text, known) {
  const [, name = '', called] = /\.(?:New)?([A-Z]\w*?)(?:_([A-Z]\w*))?$/u.exec(text) ?? [];
  const method = (called ?? name).replace(/^./u, (letter) => letter.toLowerCase());
  if (called !== undefined) return known.get(name)?.parameters.get(`_${method}`) ?? [];
  if (/\.New[A-Z]\w*$/u.test(text)) return known.get(name)?.parameters.get('_new') ?? [];
  return [...known.values()].map(({ parameters }) => parameters.get(method)).find((found) => found !== undefined) ?? [];
}

/**
 * @param {string} text ends with the type of the literal
 * @param {Piece[][]} items
 * @param {Reference | undefined} expected
 * @param {Map<string, import('./assemblies.mjs').Type>} known
 * @returns {Piece[]}
 */
function literal(text, items, expected, known) {
  const { before = '', lists = '', name = '' } = LITERAL.exec(text)?.groups ?? {};
  const type = known.get(name);
  if (lists === '') {
    const fields = items.map((item) => polish(item, type?.properties.get(keyOf(item)), known));
    return [`${before}&${qualified(name, known)}`, { open: '{', close: '}', items: fields }];
  }
  const isList = lists.startsWith('[]');
  const of = expected?.collection?.elementtype;
  const isAny = of === undefined ? expected !== undefined || name === 'interface{}' : of.primitive === 'any' || of.primitive === 'json';
  const inside = items.map((item) => polish(item, isAny ? ANY : of, known));
  if (isAny) {
    const pointer = expected?.collection === undefined ? '' : '&';
    return [`${before}${pointer}${isList ? '[]' : 'map[string]'}interface{}`, { open: '{', close: '}', items: inside }];
  }
  if (isList && (name === 'string' || name === 'f64')) {
    return [`${before}jsii.${name === 'string' ? 'Strings' : 'Numbers'}`, { open: '(', close: ')', items: items.map((item) => string(item, known)) }];
  }
  const element = type?.kind === 'struct' ? `*${qualified(name, known)}` : qualified(name, known);
  const elided = type?.kind === 'struct' ? inside.map((item) => item.filter((piece) => piece !== `&${qualified(name, known)}`)) : inside;
  return [`${before}&${isList ? '[]' : 'map[string]'}${type === undefined ? `*${name}` : element}`, { open: '{', close: '}', items: elided }];
}

/**
 * @param {Piece[]} item `Key: value`
 * @returns {string} the property, as the assembly has it
 */
function keyOf([first]) {
  const key = typeof first === 'string' ? /^\w+/u.exec(first)?.[0] ?? '' : '';
  return key.charAt(0).toLowerCase() + key.slice(1);
}

/**
 * @param {Piece[]} item
 * @param {Map<string, import('./assemblies.mjs').Type>} known
 * @returns {Piece[]} a plain string, for `jsii.Strings`
 */
function string([first = '', ...rest], known) {
  if (first === 'jsii.String' || first === 'jsii.Number') return rest.flatMap((piece) => (typeof piece === 'string' ? piece : piece.items.flat()));
  if (typeof first === 'string' && /^["\d]/u.test(first)) return [first, ...rest];
  const [start = '', ...others] = polish([first, ...rest], undefined, known);
  return typeof start === 'string' ? [`*${start}`, ...others] : [start, ...others];
}

/**
 * @param {Piece[]} item a value that `jsii.Sprintf` prints: what jsii gives are pointers
 * @returns {Piece[]}
 */
function value([first = '', ...rest]) {
  if (typeof first !== 'string') return [first, ...rest];
  const property = /^\w+\.(\w)(\w*)$/u.test(first) && rest.length === 0;
  const name = property ? `${first.replace(/\.(\w)/u, (_all, letter) => `.${String(letter).toUpperCase()}`)}()` : first;
  return [name.startsWith('*') ? name : `*${name}`, ...rest];
}
