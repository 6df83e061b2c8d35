import { expect, test } from 'vitest';
import { canonical } from '../../src/private/canonical';

test('sorts keys at every depth, and no list', () => {
  expect(canonical({ b: [{ d: 1, c: null }, 'x'], a: undefined })).toBe('{"b":[{"c":null,"d":1},"x"]}');
});

test('is the same for the same value', () => {
  expect(canonical({ a: 1, b: { c: 2, d: 3 } })).toBe(canonical({ b: { d: 3, c: 2 }, a: 1 }));
});
