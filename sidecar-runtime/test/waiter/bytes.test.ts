import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparable, concat, consistsOf, decodeBytes, encode, isPrintable, lowerCase, printable, withoutControls } from '../../src/waiter/bytes.ts';
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

test('comparable is the same for the same bytes alone, with and without the call of a newer engine', () => {
  const bytes = Uint8Array.of(0, 0x80, 0xff);
  const newer = Object.assign(Uint8Array.of(0, 0x80, 0xff), { toHex: () => '0080ff' });
  expect([comparable(bytes), comparable(newer)]).toEqual(['\0\u0080\u00ff', '0080ff']);
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

describe('withoutControls', () => {
  test('writes what controls a terminal as its number', () => {
    expect(withoutControls('a\u001b[31m\n\r\t\0\u007f\u009b~')).toBe('a\\u001b[31m\\u000a\\u000d\\u0009\\u0000\\u007f\\u009b~');
  });

  test('writes what turns the direction of text, or ends a line, as its number', () => {
    expect(withoutControls('a\u202eb\u2066c\u2028d\u061c')).toBe('a\\u202eb\\u2066c\\u2028d\\u061c');
  });

  test('keeps every other text as it is', () => {
    expect(withoutControls('é "x" \\ \u{1f600} 漢')).toBe('é "x" \\ \u{1f600} 漢');
  });

  test('keeps what JSON says, whatever it says', () => {
    checkProperty(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = withoutControls(JSON.stringify(text));
      expect(JSON.parse(shown)).toBe(text);
      expect(shown).not.toMatch(/\p{Cc}/u);
    }));
  });
});

test('consistsOf wants at least one character', () => {
  expect([consistsOf('', 'ab'), consistsOf('aba', 'ab'), consistsOf('abc', 'ab')]).toEqual([false, true, false]);
});
