import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { changed } from './changed';

type Json = Record<string, unknown>;

test('a new key comes last, at the column of the others', () => {
  expect(changed('spec:\n    a: 1 # one\n    b: 2\nlast: 3\n', (value: { spec: Json }) => ({ ...value, spec: { ...value.spec, c: { d: [1] } } })))
    .toBe('spec:\n    a: 1 # one\n    b: 2\n    c:\n        d:\n            - 1\nlast: 3\n');
});

test('a new key in an item of a list is at the column of its first key', () => {
  expect(changed('- name: a # first\n\n  # next\n- name: b\n', ([a, b]: [Json, Json]) => [{ ...a, x: 'yes' }, b]))
    .toBe('- name: a # first\n  x: "yes"\n\n  # next\n- name: b\n');
});

test('a text without an end of its last line has none afterwards', () => {
  expect(changed('a: 1', (value: Json) => ({ ...value, b: [2] }))).toBe('a: 1\nb:\n  - 2');
});

test('lines end as the others do', () => {
  expect(changed('a:\r\n  b: 1\r\nc: 2\r\n', (value: Json) => ({ ...value, a: { b: 1, d: { e: 'f' } } })))
    .toBe('a:\r\n  b: 1\r\n  d:\r\n    e: f\r\nc: 2\r\n');
});

test('a text over several lines is not taken for a key', () => {
  expect(changed('a:\n  b: |\n    x: y\n\n    z\nc: 2\n', (value: Json) => ({ ...value, a: { b: 'x: y\n\nz\n', d: 1 } })))
    .toBe('a:\n  b: |\n    x: y\n\n    z\n  d: 1\nc: 2\n');
});

test.each([
  ['nothing', 'env:\nb: 1\n', 'env:\n  - name: X\nb: 1\n'],
  ['nothing, with a comment', 'env: # none yet\nb: 1\n', 'env: # none yet\n  - name: X\nb: 1\n'],
  ['null', 'env: null # none\nb: 1\n', 'env: # none\n  - name: X\nb: 1\n'],
  ['an empty list', 'env: [] # none\nb: 1\n', 'env: # none\n  - name: X\nb: 1\n'],
  ['nothing, at the end of the text', 'b: 1\nenv:', 'b: 1\nenv:\n  - name: X'],
])('a list takes the place of %s', (_what, text, written) => {
  expect(changed(text, (value: Json) => ({ ...value, env: [{ name: 'X' }] }))).toBe(written);
});

test('another scalar takes the place of one, and the comment stays', () => {
  expect(changed('a: "1" # why\nb: 2\n', (value: Json) => ({ ...value, a: 'two words' }))).toBe('a: two words # why\nb: 2\n');
});

test('a map takes the place of a list', () => {
  expect(changed('a:\n  - 1\n  - 2\nb: 2\n', (value: Json) => ({ ...value, a: { c: 1 } }))).toBe('a:\n  c: 1\nb: 2\n');
});

test('a key goes with its lines', () => {
  expect(changed('a: 1\nprobe:\n  exec:\n    x: 1 # y\n# about b\nb: 2\n', ({ probe: _probe, ...rest }: Json) => rest)).toBe('a: 1\n# about b\nb: 2\n');
});

test('the first key of an item goes, and the next is behind the dash', () => {
  expect(changed('- probe: 1\n  name: a\n', () => [{ name: 'a' }])).toBe('- name: a\n');
});

const MERGED = 'base: &base\n  a: 1\nx:\n  <<: *base\n  b: 2\n';

test('a key beside a merged map is added', () => {
  expect(changed(MERGED, (value: Json) => ({ ...value, x: { a: 1, b: 2, c: 3 } }))).toBe(`${MERGED}  c: 3\n`);
});

test('a key that is merged is not written out, since 0644 is no 644', () => {
  expect(changed(MERGED, (value: Json) => ({ ...value, x: { a: 3, b: 2 } }))).toBeUndefined();
});

test('what an alias shares is not written out', () => {
  expect(changed('a: &env\n  - name: X\nb: *env\n', (value: Json) => ({ ...value, b: [{ name: 'X' }, { name: 'Z' }] }))).toBeUndefined();
});

test('an alias in a list is not written out', () => {
  expect(changed('a: &env\n  name: X\nb:\n  - *env\n', (value: Json) => ({ ...value, b: [{ name: 'X', c: 1 }] }))).toBeUndefined();
});

test('what has an anchor does not change for its aliases', () => {
  expect(changed('a: &env\n  - name: X\nb: *env\n', (value: Json) => ({ ...value, a: [{ name: 'X' }, { name: 'Z' }] }))).toBeUndefined();
});

test('an explicit key is refused, not broken', () => {
  expect(changed('? a\n: 1\n', (value: Json) => ({ ...value, b: { c: 1 } }))).toBeUndefined();
});

test.each([
  ['an explicit key behind others', 'a: 1\n? list\n: - 1\n', (value: Json) => ({ ...value, list: [1, 2] })],
  ['a tag', 'a: !!null\nb: 1\n', (value: Json) => ({ ...value, a: [1] })],
  ['a comment in empty brackets', 'a: [ # keep me\n ]\nb: 1\n', (value: Json) => ({ ...value, a: [1] })],
])('%s is refused, not broken', (_what, text, change) => {
  expect(changed(text, change as never)).toBeUndefined();
});

test('a comment between a key and its empty value stays', () => {
  expect(changed('a:\n  # keep me\n  []\nb: 1\n', (value: Json) => ({ ...value, a: [1] }))).toBe('a:\n  # keep me\n  - 1\nb: 1\n');
});

test('behind a byte order mark the first column is the first', () => {
  expect(changed('\uFEFFa: 1\n', (value: Json) => ({ ...value, b: 2 }))).toBe('\uFEFFa: 1\nb: 2\n');
});

test.each(['---x', '...', '0o17', '-0o7', '0X1F', '1e1_0', '+0X1', '<<', 'yes', '1:20', '=', '\u007f', '\u0085', '\u2028', 'a\nb', ' a'])(
  'the text %j is a text for every reader', (text) => {
    const written = changed('a: 1\n', (value: Json) => ({ ...value, b: [text], [text]: 1 }))!;
    expect([parse(written), parse(written, { version: '1.1' })]).toEqual([{ a: 1, b: [text], [text]: 1 }, { a: 1, b: [text], [text]: 1 }]);
    expect(written).toMatch(/- ["']/u);
  },
);
