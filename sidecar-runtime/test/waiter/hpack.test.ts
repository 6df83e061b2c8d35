import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat } from '../../src/waiter/bytes.ts';
import { decodeFields, indexedField, literalField } from '../../src/waiter/hpack.ts';
import { checkProperty } from '../support/check-property.ts';

function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
}

describe('writing', () => {
  test('names a field of the static table', () => {
    expect([...indexedField(3)]).toEqual([0x83]);
  });

  test('what is written reads the same, also when it is long', () => {
    const long = 'x'.repeat(300);
    expect(decodeFields(concat(literalField('te', long), literalField('a', 'b')), 60)).toEqual([['te', long], ['a', 'b']]);
  });

  test('writes an index that needs two bytes', () => {
    expect([...literalField(31, 'a')]).toEqual([0x0f, 0x10, 1, 0x61]);
  });
});

describe('reading', () => {
  // RFC 7541, appendix C.6: responses with Huffman coding.
  test('reads a status from the static table, and one spelt out', () => {
    expect(decodeFields(hex('88'), 60)).toEqual([[':status', '200']]);
    expect(decodeFields(hex('48 82 6402'), 60)).toEqual([[':status', '302']]);
  });

  test('reads Huffman coded names and values', () => {
    // RFC 7541, appendix C.4.3: custom-key: custom-value
    expect(decodeFields(hex('40 88 25a8 49e9 5ba9 7d7f 89 25a8 49e9 5bb8 e8b4 bf'), 60)).toEqual([['custom-key', 'custom-value']]);
  });

  test('reads a Huffman coded text up to a character that it does not know', () => {
    // "a", then the 19 bits of a backslash.
    expect(decodeFields(hex('00 01 61 83 1ffff0'), 60)).toEqual([['a', 'a']]);
  });

  test('reads a Huffman coded text of more than 16 bytes as an empty one, as it is none that is looked for', () => {
    const coded = (length: number): Uint8Array => hex(`00 01 61 ${(0x80 | length).toString(16)} ${'00'.repeat(length)}`);
    expect(decodeFields(coded(16), 60)).toEqual([['a', '0'.repeat(25)]]);
    expect(decodeFields(coded(17), 60)).toEqual([['a', '']]);
  });

  test('refuses more fields than are wanted', () => {
    expect([decodeFields(hex('88 88'), 2)?.length, decodeFields(hex('88 88'), 1)]).toEqual([2, undefined]);
  });

  test('passes over a change of the table size, and over what it does not know', () => {
    expect(decodeFields(hex('20 be 7e 01 61'), 60)).toEqual([['', ''], ['', 'a']]);
  });

  test.each(['40', '40 05 61', '00 01 61', 'ff', 'ff ff ff ff ff', '3f ff ff ff ff'])('refuses %s, which ends too early or is too large', (text) => {
    expect(decodeFields(hex(text), 60)).toBeUndefined();
  });

  test('never fails, whatever comes in', () => {
    checkProperty(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const fields = decodeFields(bytes, 60);
      if (fields !== undefined) expect(fields.length).toBeLessThanOrEqual(bytes.length);
    }));
  });
});
