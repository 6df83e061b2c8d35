import { expect, test } from 'vitest';
import { BuildError } from '../../native/command.mjs';
import { leaveOutUnnamed, makeRecordable, namesOf } from '../../native/engine.mjs';

const TABLE = [
  'static const JSCFunctionListEntry js_text_funcs[] = {',
  '    JS_CFUNC_DEF("slice", 2, js_slice ),',
  '    JS_CFUNC_MAGIC_DEF("padEnd", 1, js_pad, 1 ),',
  '    JS_CFUNC_DEF("trimEnd", 0, js_trim ),',
  '    JS_ALIAS_DEF("trimRight", "trimEnd" ),',
  '    JS_CGETSET_DEF("length", js_length, NULL ),',
  '    JS_CFUNC_DEF("[Symbol.iterator]", 0, js_iterator ),',
  '    JS_PROP_INT32_DEF("BYTES", 1, 0),',
  '};',
  'get(JS_ATOM_length);',
].join('\n');

const withNames = (...names: readonly string[]): readonly string[] => [...leaveOutUnnamed(TABLE, names).matchAll(/DEF\("([^"]+)"/g)].map(([, name]) => name as string);

test('what a program names stays, and so does what the engine looks up, what has no plain name, and what is no function', () => {
  expect(withNames('slice')).toEqual(['slice', 'length', '[Symbol.iterator]', 'BYTES']);
});

test('the function that an alias stands for stays with it', () => {
  expect(withNames('trimRight')).toEqual(['trimEnd', 'trimRight', 'length', '[Symbol.iterator]', 'BYTES']);
});

test('all else stays as it is', () => {
  expect(leaveOutUnnamed(TABLE, ['slice', 'padEnd', 'trimEnd', 'trimRight'])).toBe(TABLE);
});

test('a program names what its bytecode lists, and those of its words that the engine has a number for', () => {
  const atoms = 'DEF(Map, "Map")\nDEF(Symbol_iterator, "Symbol.iterator")\nDEF(get, "get")';
  expect(namesOf(atoms, '// name: slice\nstatic const unsigned char MAIN[] = {', ['new Map().set("get it", slice)'])).toEqual(['Map', 'get', 'slice']);
});

test('another version of the engine is refused', () => {
  expect(() => makeRecordable('int main;', [])).toThrow(new BuildError('quickjs.c must have "shape_hash(1, (uintptr_t)proto)" once'));
});
