import { types } from './assemblies.mjs';
import { declaredIn } from './declared.mjs';
import { layout } from './layout.mjs';

/** @type {import('./layout.mjs').Style} */
const STYLE = {
  indent: '        ', width: 110, broken: '(', chain: 'dot first', trailingComma: false, closeOnOwnLine: false, hugsLast: true,
};
const JAVA = new Map([['List', 'java.util.List'], ['Map', 'java.util.Map']]);

/**
 * What jsii-rosetta leaves out in Java: the class around a program, the imports of the types that TypeScript does not name,
 * the type of a loop's variable, and the breaks in long lines.
 *
 * @param {string} translated
 * @param {string} typescript the example
 * @param {boolean} whole
 * @returns {string}
 */
export function polishJava(translated, typescript, whole) {
  const declared = declaredIn(typescript);
  const code = declared
    .reduce((text, { name, type }) => text.replace(`${type} ${name};\n`, ''), translated.replace(/^import .*\n/gmu, ''))
    .replace(/\bfor \(Object /gu, 'for (var ')
    .replace(/^(\w+)\[\] (?=\w+ = List\.of)/gmu, 'List<$1> ')
    .trim();
  const given = declared.map(({ name, type }) => `// ${name}: ${type}\n`).join('');
  if (!whole) return given + layout(code, STYLE);
  return [
    importsOfJava(code, typescript), '', 'public class Main {', '    public static void main(String[] args) {',
    layout(code.replace(/^(?=.)/gmu, '        '), STYLE), '    }', '}',
  ].join('\n');
}

/**
 * A class that compiles the lines of an example.
 *
 * @param {string} className
 * @param {string} code as `polishJava` gives it
 * @param {import('./declared.mjs').Declared[]} declared
 */
export function wrapJava(className, code, declared) {
  const parameters = declared.map(({ name, type }) => `${type} ${name}`).join(', ');
  return [
    importsOfJava(`${parameters}\n${code}`), '', `final class ${className} {`, `    static void lines(${parameters}) {`,
    code.replace(/^(?=.)/gmu, '        '), '    }', '}', '',
  ].join('\n');
}

/**
 * @param {string} code an example
 * @param {string} [typescript] the same, where it is a whole program
 * @returns {string} the imports that it needs
 */
export function importsOfJava(code, typescript) {
  const known = types(typescript);
  const words = code.replace(/"(?:\\.|[^"\\])*"|\/\/.*$/gmu, '').matchAll(/(?<![\w.])[A-Z]\w*/gu);
  const found = new Set([...words].flatMap(([name]) => {
    const type = known.get(name);
    return JAVA.get(name) ?? (type === undefined ? [] : `${type.library.java.package}.${name}`);
  }));
  return [...found].sort().map((name) => `import ${name};`).join('\n');
}
