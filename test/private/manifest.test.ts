import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyManifest, deepClone, isObject } from '../../src/private/manifest';

test('a clone of any JSON value is equal to it', () => {
  fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
    expect(deepClone(value)).toEqual(value);
    expect(JSON.stringify(deepClone(value))).toBe(JSON.stringify(value));
  }));
});

test('a clone shares nothing, not even within itself', () => {
  const shared = { port: 80 };
  const clone = deepClone({ a: shared, b: [shared, shared] });
  expect(clone.a).not.toBe(shared);
  expect(clone.a).not.toBe(clone.b[0]);
  expect(clone.b[0]).not.toBe(clone.b[1]);
});

test('the copy of a manifest is equal to it and shares nothing, not even within itself', () => {
  const shared = { port: 80 };
  const copy = copyManifest({ a: shared, b: [shared] });
  expect(copy).toEqual({ a: { port: 80 }, b: [{ port: 80 }] });
  expect(copy.a).not.toBe(shared);
  expect(copy.a).not.toBe((copy.b as unknown[])[0]);
});

test.each([[{}, true], [{ a: 1 }, true], [[], false], [null, false], [undefined, false], ['a', false], [1, false]])('is %j an object: %s', (value, answer) => {
  expect(isObject(value)).toBe(answer);
});
