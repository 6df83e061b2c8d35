import net from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIp, parseIp } from '../../src/resolver/ip.ts';

test.each<[string, readonly number[]]>([
  ['10.96.0.10', [10, 96, 0, 10]],
  ['::', [...new Array<number>(16).fill(0)]],
  ['::1', [...new Array<number>(15).fill(0), 1]],
  ['1::', [0, 1, ...new Array<number>(14).fill(0)]],
  ['1:2:3:4:5:6:7:8', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
  ['::ffff:1.2.3.4', [...new Array<number>(10).fill(0), 255, 255, 1, 2, 3, 4]],
])('%s', (text, bytes) => {
  expect([...(parseIp(text) ?? [])]).toEqual(bytes);
});

test('an address as text is the same address', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.uint8Array({ minLength: 16, maxLength: 16 })), (bytes) => {
      expect(parseIp(formatIp(bytes))).toEqual(bytes);
    }),
  );
});

test('what is an address is what Node takes for one', () => {
  const part = fc.constantFrom(':', '::', '.', '0', '1', '255', '256', 'ff', 'ffff', '1.2.3.4', 'g', ' ');
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''))), (text) => {
      // Node refuses zeros in front of a number, which resolv.conf has never forbidden.
      const plain = text.split('.').every((number) => !/^0\d/.test(number));
      if (plain) expect(parseIp(text) !== undefined, text).toBe(net.isIP(text) !== 0);
    }),
  );
});
