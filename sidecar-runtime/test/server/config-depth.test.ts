import { expect, test } from 'vitest';
import { MAX_DEPTH, refuseDeepJson, refuseDeepValue, TooDeep } from '../../src/server/config-depth.ts';

/** A list in a list in a list. */
function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

test('text of as many levels as the limit is let through', () => {
  refuseDeepJson(JSON.stringify(nested(MAX_DEPTH)));
});

test('text of one level more is refused, with its place', () => {
  expect(() => refuseDeepJson(`\n ${JSON.stringify(nested(MAX_DEPTH + 1))}`)).toThrow(
    new Error('nested deeper than the limit of 100 levels at line 2, column 102: write it flatter'),
  );
});

test.each(['"[', '"\\"[', '"\\\\\\"['])('what is in a string is no level: %s', (opening) => {
  refuseDeepJson(`${opening}${'['.repeat(MAX_DEPTH + 1)}"`);
});

test('what comes after a string is a level', () => {
  expect(() => refuseDeepJson(`"\\\\"${'{'.repeat(MAX_DEPTH + 1)}`)).toThrow(TooDeep);
});

test('a value of as many levels as the limit is let through', () => {
  refuseDeepValue(nested(MAX_DEPTH));
});

test.each([
  ['a list', nested(MAX_DEPTH + 1)],
  ['an object', { a: nested(MAX_DEPTH) }],
  ['a set', new Set([nested(MAX_DEPTH)])],
  ['a map', new Map([['a', nested(MAX_DEPTH)]])],
])('%s of one level more is refused', (_, value) => {
  expect(() => refuseDeepValue(value)).toThrow(new Error('nested deeper than the limit of 100 levels: write it flatter'));
});

test('a part that stands in two places counts where it stands deepest', () => {
  const part = nested(MAX_DEPTH - 1);
  refuseDeepValue([part, part]);
  expect(() => refuseDeepValue([part, [part]])).toThrow(TooDeep);
});

test('a value that doubles at each level is looked at in a moment', () => {
  let value: unknown = [];
  for (let level = 1; level < MAX_DEPTH; level++) value = [value, value];
  refuseDeepValue(value);
});
