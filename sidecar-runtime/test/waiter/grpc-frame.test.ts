import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf, decodeFrame, encodeFrame, FLAG, FRAME } from '../../src/waiter/grpc-frame.ts';
import { checkProperty } from '../support/check-property.ts';

test('what is written reads the same', () => {
  const frame = { type: FRAME.DATA, flags: FLAG.END_STREAM, stream: 1, payload: Uint8Array.from({ length: 300 }, (_, index) => index & 0xff) };
  expect(decodeFrame(encodeFrame(frame))).toEqual({ frame, length: 309 });
});

test('waits for a whole frame', () => {
  const bytes = encodeFrame({ type: FRAME.PING, flags: 0, stream: 0, payload: new Uint8Array(8) });
  for (let length = 0; length < bytes.length; length++) expect(decodeFrame(bytes.subarray(0, length))).toBeUndefined();
});

test('takes what is longer than 16 KiB for garbage', () => {
  expect(decodeFrame(Uint8Array.from(Buffer.from('HTTP/1.1 400 Bad Request')))).toBe('garbage');
});

test('takes padding and priority away', () => {
  const payload = Uint8Array.of(2, 0, 0, 0, 0, 16, 7, 8, 0, 0);
  expect(contentOf({ type: FRAME.HEADERS, flags: FLAG.PADDED | FLAG.PRIORITY, stream: 1, payload })).toEqual(Uint8Array.of(7, 8));
  expect(contentOf({ type: FRAME.DATA, flags: FLAG.PADDED, stream: 1, payload: Uint8Array.of(1, 7, 0) })).toEqual(Uint8Array.of(7));
});

test.each([[[]], [[9, 1]]])('refuses padding %j, which is longer than the frame', (payload) => {
  expect(contentOf({ type: FRAME.DATA, flags: FLAG.PADDED, stream: 1, payload: Uint8Array.from(payload) })).toBeUndefined();
});

test('never fails, whatever comes in', () => {
  checkProperty(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    const result = decodeFrame(bytes);
    if (typeof result === 'object') expect(contentOf(result.frame)?.length ?? 0).toBeLessThan(bytes.length);
  }));
});
