import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/server/config-text.ts';

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

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('depth', () => {
  test.each(['a.yaml', 'a.json'])('%s of 100 levels is read', (name) => {
    expect(JSON.stringify(parseConfig(name, bytes(nested(100))))).toBe(nested(100));
  });

  test.each([
    ['a.yaml', nested(101), 1, 101],
    ['a.yaml', nested(1500), 1, 101],
    ['a.yaml', '['.repeat(900), 1, 101],
    ['a.yaml', '{a: '.repeat(900), 1, 401],
    ['a.yaml', '- '.repeat(900), 1, 201],
    ['a.yaml', '? '.repeat(900), 1, 201],
    ['a.yaml', '[\']\', '.repeat(101), 1, 601],
    ['a.yaml', Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''), 101, 102],
    ['a.json', nested(101), 1, 101],
    ['a.json', `{"a\\"]": "]",\n"b":${'["]",'.repeat(900)}`, 2, 500],
  ])('fails when the text of %s goes on deeper: %#', (name, text, line, column) => {
    expect(() => parseConfig(name, bytes(text))).toThrow(
      new Error(`nested deeper than the limit of 100 levels at line ${line}, column ${column}: write it flatter`),
    );
  });

  test.each([
    ['stack what they stand for', Array.from({ length: 3 }, (_, i) => `- &l${i + 1} ${'['.repeat(50)}${i === 0 ? '' : `*l${i}`}${']'.repeat(50)}\n`).join('')],
    ['contain themselves', '&a [*a]'],
  ])('fails when aliases %s', (_, text) => {
    expect(() => parseConfig('a.yaml', bytes(text))).toThrow(new Error('nested deeper than the limit of 100 levels: write it flatter'));
  });

  test('no text makes a parser go down further than its stack', () => {
    const openings = fc.array(fc.constantFrom('[', '{', '{a: ', '- ', '? ', 'a: ', ': ', '[]: ', '"', '\'', '&x ', '!!seq ', '\n', ' ', '|\n', ','), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(openings, fc.constantFrom('a.yaml', 'a.json'), (parts, name) => {
        try {
          parseConfig(name, bytes(parts.join('').repeat(1000)));
        } catch (error) {
          expect((error as Error).message).toMatch(/^(not (YAML|JSON) at (?!.*resource exhaustion)|nested deeper|YAML, not JSON|an alias)/);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('fifty thousand keys of one object are compared in a moment', () => {
  const keys = (count: number): Uint8Array => bytes(Array.from({ length: count }, (_, i) => `k${i}: 1\n`).join(''));
  const taken = (count: number): number => {
    const begun = performance.now();
    parseConfig('a.yaml', keys(count));
    return performance.now() - begun;
  };
  taken(5_000);
  // Where each is compared with each it is a hundred times as long.
  expect(taken(50_000) / taken(5_000)).toBeLessThan(40);
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
