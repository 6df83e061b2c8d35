import { types } from './assemblies.mjs';
import { layout } from './layout.mjs';

/** @type {import('./layout.mjs').Style} */
const STYLE = {
  indent: '    ', width: 110, broken: '([{', chain: 'in parentheses', trailingComma: true, closeOnOwnLine: true, hugsLast: false,
};

const PLUS = 'cdk8s-plus-28';

/**
 * What jsii-rosetta gets wrong or leaves unread in Python: it imports a name several times, writes the keys of a free map and
 * an attribute inside an f-string in the wrong case, and breaks no long line.
 *
 * @param {string} translated
 * @param {string} typescript the example
 * @param {boolean} whole
 * @returns {string}
 */
export function polishPython(translated, typescript, whole) {
  const lines = translated.split('\n');
  const isImport = (/** @type {string} */ line) => /^(import|from) /u.test(line);
  const code = lines.filter((line) => !isImport(line)).join('\n').trim();
  const fixed = keysOf(typescript)
    .reduce((text, key) => text.replaceAll(`"${snake(key)}":`, `"${key}":`), code)
    .replace(/\{(\w+)\.(\w+)\}/gu, (_all, object, attribute) => `{${String(object)}.${snake(String(attribute))}}`);
  return [...whole ? imports(lines.filter(isImport)) : [], layout(fixed, STYLE).replace(/(?<=\S) # /gu, '  # ')].join('\n');
}

/**
 * A function that has the lines of an example, for a type checker.
 *
 * @param {string} code as `polishPython` gives it
 * @param {import('./declared.mjs').Declared[]} declared
 */
export function wrapPython(code, declared) {
  const known = types();
  const qualified = (/** @type {string} */ type) => (known.get(type)?.library.npm === PLUS ? `kplus.${type}` : type);
  const parameters = declared.map(({ name, type }) => `${name}: ${qualified(type)}`).join(', ');
  return [importsOfPython(`${parameters}\n${code}`), '', '', `def lines(${parameters}) -> None:`, code.replace(/^(?=.)/gmu, '    '), ''].join('\n');
}

/**
 * @param {string} code lines of an example
 * @returns {string} the imports that they need
 */
export function importsOfPython(code) {
  const known = types();
  const words = code.replace(/"(?:\\.|[^"\\])*"/gu, '').matchAll(/(?<![\w.])[A-Z]\w*/gu);
  const named = [...words].flatMap(([name]) => {
    const type = known.get(name);
    return type === undefined ? [] : [`from ${type.library.python.module} import ${name}`];
  });
  const kplus = /\bkplus\./u.test(code) ? ['import cdk8s_plus_28 as kplus'] : [];
  return imports([...named, ...kplus]).join('\n').trim();
}

/**
 * @param {string[]} lines
 * @returns {string[]} each module once, its names sorted; then an empty line
 */
function imports(lines) {
  /** @type {Map<string, Set<string>>} */
  const names = new Map();
  const whole = [];
  for (const line of lines) {
    const [, from, list = ''] = /^from (\S+) import (.*)$/u.exec(line) ?? [];
    if (from === undefined) whole.push(line);
    else names.set(from, new Set([...names.get(from) ?? [], ...list.split(', ')]));
  }
  if (lines.length === 0) return [];
  const named = [...names].map(([from, list]) => `from ${from} import ${[...list].sort().join(', ')}`);
  return [...[...named, ...whole].sort((a, b) => order(a).localeCompare(order(b), 'en')).map((line) => layout(line, STYLE)), ''];
}

/** @param {string} line */
function order(line) {
  return line.split(' ')[1] ?? '';
}

/**
 * @param {string} typescript
 * @returns {string[]} the keys of its objects that Python would spell otherwise
 */
function keysOf(typescript) {
  return [...typescript.matchAll(/\b([a-z]\w*[A-Z]\w*)(?=: )/gu)].map(([, key = '']) => key);
}

/** @param {string} name */
function snake(name) {
  return name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}
