import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfig } from '../src/config-text.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  ['a.yaml', 'port: 8080\nhosts: [a, b]\n', { port: 8080, hosts: ['a', 'b'] }],
  ['a.yaml', '{"port": 8080}', { port: 8080 }],
  ['a.json', '{\n\t"port": 8080\n}', { port: 8080 }],
  ['a.json', '\ufeff{"port": 8080}', { port: 8080 }],
  ['a.yaml', 'a: &x 1\nb: *x\n', { a: 1, b: 1 }],
  ['a.yaml', 'no: no', { no: 'no' }],
])('%s: %j is read', (name, text, value) => {
  expect(parseConfig(name, bytes(text))).toEqual(value);
});

test.each([
  ['a.yaml', '', 'empty'],
  ['a.yaml', 'a: 1\na: 2\n', 'not YAML at line 2, column 1: duplicate key'],
  ['a.yaml', 'a: [1, 2\n', 'not YAML at line 2, column 1: bad indent'],
  ['a.yaml', 'a: 1\n---\nb: 2\n', 'not YAML at line 2, column 1: multiple docs'],
  ['a.yaml', 'a: !secret x\n', 'not YAML at line 1, column 4: tag resolve failed'],
  ['a.yaml', 'a: *x\n', 'an alias has no anchor, or there are more than 100: write the values out'],
  ['a.json', '{"password": hunter2}', 'YAML, not JSON: correct it, or name it .yaml'],
  ['a.json', '{"a": 1', 'not JSON at line 1, column 8: missing char'],
])('fails when %s is %j', (name, text, message) => {
  expect(() => parseConfig(name, bytes(text))).toThrow(new Error(message));
});

test('fails when it is no UTF-8', () => {
  expect(() => parseConfig('a.yaml', Uint8Array.of(0x61, 0x3a, 0x20, 0xff))).toThrow(new Error('not UTF-8 text: save it as UTF-8'));
});

test('fails when aliases would blow it up', () => {
  const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`);
  const text = ['l0: &l0 [x]', ...levels].join('\n');
  expect(() => parseConfig('a.yaml', bytes(text))).toThrow(
    new Error('an alias has no anchor, or there are more than 100: write the values out'),
  );
});

test.each(['[', '{a: ', '- ', '? '])('fails when it is %j, nested too deeply', (opening) => {
  expect(() => parseConfig('a.yaml', bytes(opening.repeat(100_000)))).toThrow(/^not YAML at line 1, column \d+: resource exhaustion$/);
});

test('any JSON is read as it is, from either kind of file', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(parseConfig('a.json', bytes(text))).toEqual(JSON.parse(text));
    }),
  );
});

test('any bytes give a value or one line that quotes none of them', () => {
  const fragments = fc.array(fc.constantFrom('a', ': ', '- ', '\n', '  ', '{', '}', '[', ']', '"', "'", '&x ', '*x', '!t ', '|', '#', '\t', ',', '\u0000'));
  const input = fc.oneof(fc.uint8Array(), fragments.map((parts) => bytes(parts.join(''))));
  fc.assert(
    fc.property(input, fc.constantFrom('a.yaml', 'a.json'), (data, name) => {
      try {
        parseConfig(name, data);
      } catch (error) {
        expect((error as Error).constructor).toBe(Error);
        expect((error as Error).message).toMatch(/^(not (YAML|JSON)( at line \d+, column \d+)?: [a-z ]+|empty|not UTF-8.*|YAML, not JSON.*|an alias.*)$/);
      }
    }),
    { numRuns: 500 },
  );
});
