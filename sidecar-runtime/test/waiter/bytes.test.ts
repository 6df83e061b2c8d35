import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, consistsOf, decodeBytes, encode, isPrintable, lowerCase, printable } from '../../src/waiter/bytes.ts';
import { checkProperty } from '../support/check-property.ts';

describe('encode', () => {
  test('writes every text as UTF-8', () => {
    checkProperty(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect([...encode(text)]).toEqual([...Buffer.from(text, 'utf8')]);
    }));
  });

  test('writes a lone surrogate as U+FFFD', () => {
    expect([...encode('\ud800')]).toEqual([0xef, 0xbf, 0xbd]);
  });
});

test('decodeBytes gives one character a byte', () => {
  expect(decodeBytes(Uint8Array.of(0x41, 0xff, 0))).toBe('A\u00ff\0');
});

describe('lowerCase', () => {
  test('makes small letters of the capitals of ASCII alone', () => {
    expect(lowerCase('Content-LENGTH: AZ@[az \u00c9\u0130\u212a\u{1f600}')).toBe('content-length: az@[az \u00c9\u0130\u212a\u{1f600}');
  });

  test('does what the language does for text of ASCII', () => {
    checkProperty(fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      expect(lowerCase(text)).toBe(text.toLowerCase());
    }));
  });
});

test('concat joins pieces in order', () => {
  expect([...concat(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))]).toEqual([1, 2, 3]);
});

describe('printable', () => {
  test('replaces what is not printable ASCII', () => {
    expect(printable('a\u001b[31m\n\u00e9\u{1f600}~')).toBe('a?[31m???~');
  });

  test('cuts at 200 characters', () => {
    expect(printable('x'.repeat(300))).toBe('x'.repeat(200));
  });

  test('is printable, whatever comes in', () => {
    checkProperty(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const shown = printable(text);
      expect(isPrintable(shown)).toBe(true);
      expect(shown.length).toBeLessThanOrEqual(200);
    }));
  });
});

test('consistsOf wants at least one character', () => {
  expect([consistsOf('', 'ab'), consistsOf('aba', 'ab'), consistsOf('abc', 'ab')]).toEqual([false, true, false]);
});
