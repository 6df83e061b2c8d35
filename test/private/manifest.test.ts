import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepClone, isObject, shallowClone } from '../../src/private/manifest';

test('a clone of any JSON value is equal to it', () => {
  fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
    expect(deepClone(value)).toEqual(value);
    expect(JSON.stringify(deepClone(value))).toBe(JSON.stringify(value));
  }), { seed: 20_261_125 });
});

test('a clone keeps a key of the name "__proto__"', () => {
  const text = '{"env":{"__proto__":{"a":1}}}';
  expect(JSON.stringify(deepClone(JSON.parse(text)))).toBe(text);
});

test('a clone shares nothing, not even within itself', () => {
  const shared = { port: 80 };
  const clone = deepClone({ a: shared, b: [shared, shared] });
  expect(clone.a).not.toBe(shared);
  expect(clone.a).not.toBe(clone.b[0]);
  expect(clone.b[0]).not.toBe(clone.b[1]);
});

test('a clone with a key of the name "__proto__" has the prototype of any object', () => {
  expect(Object.getPrototypeOf(deepClone(JSON.parse('{"__proto__":{"a":1}}')))).toBe(Object.prototype);
});

test('a clone has the very Date of the original, which JSON does not have', () => {
  const value = { at: new Date(0) };
  expect(deepClone(value).at).toBe(value.at);
});

test('a clone of an object of another realm, or of a class, is one of its own', () => {
  class Spec {
    containers = [{ name: 'app' }];
  }
  const value = { foreign: runInNewContext('({ a: { b: 1 } })') as { a: object }, spec: new Spec() };
  const clone = deepClone(value);
  expect(clone).toEqual({ foreign: { a: { b: 1 } }, spec: { containers: [{ name: 'app' }] } });
  expect(clone.foreign.a).not.toBe(value.foreign.a);
  expect(clone.spec.containers[0]).not.toBe(value.spec.containers[0]);
});

test('a shallow copy shares its values, and nothing that is added to it', () => {
  const value = { ports: [80] };
  const copy: { ports: number[]; name?: string } = shallowClone(value);
  copy.name = 'web';
  expect(copy.ports).toBe(value.ports);
  expect(value).toEqual({ ports: [80] });
});

test('a shallow copy keeps a key of the name "__proto__"', () => {
  const text = '{"a":1,"__proto__":{"b":2}}';
  expect(JSON.stringify(shallowClone(JSON.parse(text) as object))).toBe(text);
});

test.each([
  [{}, true], [{ a: 1 }, true], [[], false], [null, false], [undefined, false], ['a', false], [1, false],
])('is %j an object: %s', (value, answer) => {
  expect(isObject(value)).toBe(answer);
});
