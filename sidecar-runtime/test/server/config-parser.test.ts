import { expect, test } from 'vitest';
import { type ParseLimits, parseInWorker } from '../../src/server/config-parser.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A megabyte that the parser is busy with for minutes. */
const SLOW = bytes('"a" '.repeat(262_144));

function parse(name: string, text: string | Uint8Array, limits?: Partial<ParseLimits>): Promise<unknown> {
  const content = typeof text === 'string' ? bytes(text) : text;
  const signal = new AbortController().signal;
  return parseInWorker(name, content, signal, limits && { milliseconds: 20_000, megabytes: 256, ...limits });
}

test.each([
  ['a.yaml', 'port: 8080', { port: 8080 }],
  ['a.yaml', 'a: &x [1]\nb: *x\nc: .inf', { a: [1], b: [1], c: Infinity }],
  ['a.json', '{"__proto__": {"a": 1}}', JSON.parse('{"__proto__": {"a": 1}}')],
])('%s: %j is parsed', async (name, text, value) => {
  expect(await parse(name, text)).toEqual(value);
});

test('fails with the words of the parser', async () => {
  await expect(parse('a.yaml', 'a: [1, 2\n')).rejects.toThrow(new Error('not YAML at line 2, column 1: bad indent'));
});

test('fails when it takes too long, and the process goes on meanwhile', async () => {
  await expect(parse('a.yaml', SLOW, { milliseconds: 1000 })).rejects.toThrow(
    new Error('not parsed within the limit of 1 s, got 1048576 bytes: write less, or write it simpler'),
  );
});

test('fails when it takes too much memory', async () => {
  await expect(parse('a.yaml', `[${'a,'.repeat(500_000)}]`, { megabytes: 16 })).rejects.toThrow(
    new Error('not parsed within the limit of 16 MB of memory, got 1000002 bytes: write less, or raise the memory limit of the container'),
  );
});

test('ends when it is no longer wanted', async () => {
  const end = new AbortController();
  const parsed = parseInWorker('a.yaml', SLOW, end.signal);
  end.abort();
  await expect(parsed).rejects.toThrow(new Error('closed while it was parsed'));
});
