import { expect, test } from 'vitest';
import { changed } from './changed';

type Json = Record<string, unknown>;

test.each<[string, string, (value: never) => unknown, string]>([
  ['a key', '{"a":1}', (value: Json) => ({ ...value, b: [2] }), '{"a":1, "b": [2]}'],
  ['an item at the end', 'x: [a,  b] # c\n', () => ({ x: ['a', 'b', 'c: d'] }), 'x: [a,  b, "c: d"] # c\n'],
  ['an item at the front', 'x: [ /app ]\n', () => ({ x: ['/startgate', '/app'] }), 'x: [ "/startgate", /app ]\n'],
  ['a value', '{a: {b: 1}}\n', () => ({ a: { b: { c: 2 } } }), '{a: {b: {"c":2}}}\n'],
  ['an empty map', '{"a": {}, "b": 1}', () => ({ a: { c: 1 }, b: 1 }), '{"a": {"c":1}, "b": 1}'],
  ['an order', '[{"name":"a"}, {"name": "b"}]', ([a, b]: [Json, Json]) => [b, { ...a, x: 1 }], '[{"name": "b"}, {"name":"a", "x": 1}]'],
])('%s changes in brackets', (_what, text, change, written) => {
  expect(changed(text, change)).toBe(written);
});

test('JSON on several lines grows by lines', () => {
  const value = { kind: 'Pod', spec: { containers: [{ name: 'app' }] } };
  const wanted = { kind: 'Pod', spec: { containers: [{ name: 'app', env: [{ name: 'A', value: 'b' }] }], volumes: [{ name: 'v' }] } };
  expect(changed(JSON.stringify(value, null, 4), () => wanted)).toBe(JSON.stringify(wanted, null, 4));
});

test('JSON with tabs stays as it is around a change', () => {
  expect(changed('{\n\t"a": 1,\n\t"b": [\n\t\t1\n\t]\n}\n', () => ({ a: 1, b: [1, 2] }))).toContain('{\n\t"a": 1,\n\t"b": [\n\t\t1');
});

test.each([
  ['x: {a: 1, b: 2,  c: 3}\n', { a: 1, c: 3 }, 'x: {a: 1,  c: 3}\n'],
  ['x: {a: 1, b: 2, c: 3}\n', { c: 3 }, 'x: {c: 3}\n'],
  ['x: {a: 1, b: 2, c: 3}\n', { a: 1 }, 'x: {a: 1}\n'],
  ['x: {a: 1}\n', {}, 'x: {}\n'],
])('keys in brackets go: %s', (text, x, written) => {
  expect(changed(text, () => ({ x }))).toBe(written);
});

test('a key without a value in brackets stays one', () => {
  expect(changed('spec: {a: [1], b: }\n', () => ({ spec: { a: [1], b: null, c: 2 } }))).toBe('spec: {a: [1], b:, "c": 2 }\n');
});

test('a key without a value in brackets gets one', () => {
  expect(changed('{a:, b: 1}\n', () => ({ a: [2], b: 1 }))).toBe('{a: [2], b: 1}\n');
});

test('a key without a colon is refused where it changes, as its map would be written anew', () => {
  expect(changed('{a, b: 0644}\n', () => ({ a: [2], b: 644 }))).toBeUndefined();
});

test('a long line takes no longer for each change', () => {
  const pods = (more: object): string => JSON.stringify(Array.from({ length: 3000 }, (_, index) => ({ name: `a${index}`, x: [{ y: 1 }], ...more })));
  const started = performance.now();
  expect(changed(pods({}), () => JSON.parse(pods({ z: 1 })) as unknown)?.replaceAll(' ', '')).toBe(pods({ z: 1 }));
  expect(performance.now() - started).toBeLessThan(20_000);
});
