import fc from 'fast-check';
import { expect, test } from 'vitest';
import { preferredWait } from '../../src/server/prefer.ts';

test.each([
  ['wait=10', 10],
  ['wait=0', 0],
  ['WAIT=10', 10],
  ['wait = 10', 10],
  ['wait="10"', 10],
  ['wait="1\\0"', 10],
  ['respond-async, wait=10', 10],
  ['respond-async,wait=10,handling=lenient', 10],
  [', ,wait=10', 10],
  ['wait=10; foo=bar; baz', 10],
  ['wait=10, wait=20', 10],
  ['foo="a, wait=99", wait=10', 10],
  ['foo="a\\", wait=99", wait=10', 10],
  ['foo; wait=5, wait=10', 10],
  ['wait=99999999999999999999', 2 ** 31],
])('%s is a wait of %d s', (header, seconds) => {
  expect(preferredWait(header)).toBe(seconds);
});

test.each([
  [undefined],
  [null],
  [''],
  ['wait'],
  ['wait='],
  ['wait=-1'],
  ['wait=+1'],
  ['wait=1.5'],
  ['wait=1e3'],
  ['wait=0x10'],
  ['wait=ten'],
  ['wait=1 0'],
  ['wait="10'],
  ['wait=٣'],
  ['waiting=10'],
  ['foo="wait=10"'],
  ['wait=ten, wait=10'],
])('%s is no wait', (header) => {
  expect(preferredWait(header)).toBeUndefined();
});

const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter((name) => name !== 'wait');
const quoted = fc.string().map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`);
const other = fc.tuple(token, fc.oneof(token, quoted)).map(([name, word]) => `${name}=${word}`);

test('a wait is found between any other preferences', () => {
  fc.assert(
    fc.property(fc.array(other), fc.nat(), fc.array(other), (before, seconds, after) => {
      expect(preferredWait([...before, `wait=${seconds}`, ...after].join(', '))).toBe(seconds);
    }),
  );
});

test('any text gives whole seconds or nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('wait', '=', '"', ',', ';', '\\', ' ', '0', '19') })), (header) => {
      const seconds = preferredWait(header);
      expect(seconds === undefined || (Number.isInteger(seconds) && seconds >= 0)).toBe(true);
    }),
  );
});
