import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/waiter/answer.ts';
import { concat, decodeBytes } from '../../src/waiter/bytes.ts';
import { decodeFrame, encodeFrame, FLAG, FRAME, type Frame } from '../../src/waiter/grpc-frame.ts';
import { encodeHealthRequest, HealthReader, type HealthStep } from '../../src/waiter/grpc-health.ts';
import { indexedField, literalField } from '../../src/waiter/hpack.ts';
import { checkProperty } from '../support/check-property.ts';

const STATUS_200 = indexedField(8);
const status = (code: string): Uint8Array => literalField('grpc-status', code);
const settings = frame(FRAME.SETTINGS, 0, new Uint8Array(0), 0);

function frame(type: number, flags: number, payload: Uint8Array, stream = 1): Uint8Array {
  return encodeFrame({ type, flags, stream, payload });
}

function reply(health: number, code = '0'): Uint8Array {
  return concat(
    settings,
    frame(FRAME.HEADERS, FLAG.END_HEADERS, STATUS_200),
    frame(FRAME.DATA, 0, Uint8Array.of(0, 0, 0, 0, 2, 8, health)),
    frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.END_STREAM, status(code)),
  );
}

function read(...pieces: readonly Uint8Array[]): HealthStep {
  return new HealthReader().push(concat(...pieces));
}

function trailersOnly(...fields: readonly Uint8Array[]): Answer | undefined {
  return read(frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.END_STREAM, concat(...fields))).answer;
}

const garbage = { state: 'closed', reason: 'the answer is no gRPC' };

describe('asking', () => {
  const text = decodeBytes(encodeHealthRequest('localhost:50051', 'my.Service'));

  test('begins with the preface', () => {
    expect(text.startsWith('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')).toBe(true);
  });

  test('names the method and the service', () => {
    expect(text).toContain('/grpc.health.v1.Health/Check');
    expect(text.endsWith('\0\0\0\0\f\n\nmy.Service')).toBe(true);
  });

  test('sends an empty message for the whole server', () => {
    expect(decodeBytes(encodeHealthRequest('a:1', '')).endsWith('\0\0\0\0\0')).toBe(true);
  });

  test('writes the length of a long service in two bytes', () => {
    expect(decodeBytes(encodeHealthRequest('a:1', 's'.repeat(200)))).toContain('\n\u00c8\u0001ss');
  });
});

describe('reading', () => {
  test('opens for SERVING', () => {
    expect(read(reply(1)).answer).toEqual({ state: 'open' });
  });

  test.each([
    [0, 'grpc UNKNOWN'],
    [2, 'grpc NOT_SERVING'],
    [3, 'grpc SERVICE_UNKNOWN'],
    [9, 'grpc UNKNOWN'],
  ])('stays closed for health %d', (health, reason) => {
    expect(read(reply(health)).answer).toEqual({ state: 'closed', reason });
  });

  test('stays closed for SERVING with an error afterwards', () => {
    expect(read(reply(1, '13')).answer).toEqual({ state: 'closed', reason: 'grpc INTERNAL' });
  });

  test.each([
    ['5', 'grpc NOT_FOUND, no such service'],
    ['12', 'grpc UNIMPLEMENTED, no health service'],
    ['2', 'grpc status 2'],
  ])('stays closed for status %s', (code, reason) => {
    expect(trailersOnly(STATUS_200, status(code))).toEqual({ state: 'closed', reason });
  });

  test.each(['constructor', '__proto__', 'toString', '', '5x', '-1'])('stays closed for the status %j, which is no number, and shows nothing of it', (code) => {
    expect(trailersOnly(STATUS_200, status(code))).toEqual({ state: 'closed', reason: 'the answer is no gRPC' });
  });

  test('tells the http status of a server that speaks no gRPC', () => {
    expect(trailersOnly(indexedField(13))).toEqual({ state: 'closed', reason: 'the answer is no gRPC, http status 404' });
  });

  test('takes an empty message for UNKNOWN', () => {
    const answer = read(frame(FRAME.HEADERS, FLAG.END_HEADERS, concat(STATUS_200, status('0'))), frame(FRAME.DATA, FLAG.END_STREAM, Uint8Array.of(0, 0, 0, 0, 0)));
    expect(answer).toEqual({ answer: { state: 'closed', reason: 'grpc UNKNOWN' } });
  });

  test.each<[string, Uint8Array]>([
    ['no status at all', frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.END_STREAM, status('0'))],
    ['no gRPC status', frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.END_STREAM, STATUS_200)],
    ['no message', frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.END_STREAM, concat(STATUS_200, status('0')))],
    ['a compressed message', concat(frame(FRAME.HEADERS, FLAG.END_HEADERS, concat(STATUS_200, status('0'))), frame(FRAME.DATA, FLAG.END_STREAM, Uint8Array.of(1, 0, 0, 0, 2, 8, 1)))],
    ['another message', concat(frame(FRAME.HEADERS, FLAG.END_HEADERS, concat(STATUS_200, status('0'))), frame(FRAME.DATA, FLAG.END_STREAM, Uint8Array.of(0, 0, 0, 0, 2, 16, 1)))],
    ['another stream', frame(FRAME.DATA, FLAG.END_STREAM, Uint8Array.of(0, 0, 0, 0, 2, 8, 1), 3)],
    ['headers of another stream', frame(FRAME.HEADERS, FLAG.END_HEADERS, STATUS_200, 3)],
    ['a continuation of nothing', frame(FRAME.CONTINUATION, FLAG.END_HEADERS, STATUS_200)],
    ['broken padding', frame(FRAME.DATA, FLAG.PADDED, Uint8Array.of(9))],
    ['a broken header block', frame(FRAME.HEADERS, FLAG.END_HEADERS, Uint8Array.of(0x40))],
    ['HTTP/1', Uint8Array.from(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))],
    ['more than 16 KiB', concat(frame(99, 0, new Uint8Array(16_375)), Uint8Array.of(0))],
    ['more than 256 frames', concat(...Array.from({ length: 257 }, () => frame(FRAME.PING, FLAG.ACK, new Uint8Array(0), 0)))],
    ['more than 64 fields', frame(FRAME.HEADERS, FLAG.END_HEADERS, new Uint8Array(65).fill(0x88))],
    ['more than 64 fields in many frames', concat(...Array.from({ length: 65 }, () => frame(FRAME.HEADERS, FLAG.END_HEADERS, STATUS_200)))],
  ])('takes %s for no gRPC', (_, bytes) => {
    expect(read(bytes).answer).toEqual(garbage);
  });

  test('stays closed for GOAWAY and RST_STREAM', () => {
    expect(read(frame(FRAME.GOAWAY, 0, new Uint8Array(8), 0)).answer).toEqual({ state: 'closed', reason: 'the server says goodbye' });
    expect(read(frame(FRAME.RST_STREAM, 0, new Uint8Array(4))).answer).toEqual({ state: 'closed', reason: 'the server reset the call' });
  });

  test('puts a header together from its continuations', () => {
    const block = concat(STATUS_200, status('5'));
    const frames = concat(frame(FRAME.HEADERS, FLAG.END_STREAM, block.subarray(0, 4)), frame(FRAME.CONTINUATION, FLAG.END_HEADERS, block.subarray(4)));
    expect(read(frames).answer).toEqual({ state: 'closed', reason: 'grpc NOT_FOUND, no such service' });
  });

  test('confirms settings and pings, but not what is confirmed', () => {
    const ping = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const step = read(settings, frame(FRAME.PING, 0, ping, 0), frame(FRAME.SETTINGS, FLAG.ACK, new Uint8Array(0), 0), frame(FRAME.PING, FLAG.ACK, ping, 0), frame(8, 0, new Uint8Array(4), 0));
    const replies = framesOf(step.reply ?? new Uint8Array(0));
    expect(replies.map(({ type, flags, payload }) => [type, flags, payload.length])).toEqual([[FRAME.SETTINGS, FLAG.ACK, 0], [FRAME.PING, FLAG.ACK, 8]]);
  });

  test('how the bytes are cut makes no difference', () => {
    checkProperty(fc.property(fc.nat(3), fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (health, cuts) => {
      const bytes = reply(health);
      const reader = new HealthReader();
      let answer: Answer | undefined;
      for (let at = 0, cut = 0; at < bytes.length; cut++) {
        const end = at + (cuts[cut % cuts.length] ?? 1);
        answer ??= reader.push(bytes.subarray(at, end)).answer;
        at = end;
      }
      expect(answer).toEqual(read(bytes).answer);
    }));
  });

  test('never opens for a reply of which one byte is missing or wrong in the message', () => {
    const bytes = reply(1);
    const message = bytes.length - 9 - status('0').length - 7;
    for (let at = message; at < message + 7; at++) {
      const wrong = bytes.slice();
      wrong[at] = (wrong[at] as number) ^ 2;
      expect(read(wrong).answer?.state).toBe('closed');
    }
    for (let length = 0; length < bytes.length; length++) expect(read(bytes.subarray(0, length)).answer).toBeUndefined();
  });

  test('never opens for random bytes', () => {
    checkProperty(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(read(settings, bytes).answer?.state).not.toBe('open');
    }));
  });
});

function framesOf(bytes: Uint8Array): Frame[] {
  const next = decodeFrame(bytes);
  return typeof next === 'object' ? [next.frame, ...framesOf(bytes.subarray(next.length))] : [];
}
