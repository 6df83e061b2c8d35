import { concat } from '../../src/waiter/bytes.ts';
import { encodeFrame, FLAG, FRAME } from '../../src/waiter/grpc-frame.ts';
import { indexedField, literalField } from '../../src/waiter/hpack.ts';
import type { Generator } from './generator.ts';

const NOTHING = new Uint8Array(0);
const STATUS = 'grpc-status';
/** The same text in the Huffman code of RFC 7541, appendix B. */
const HUFFMAN_STATUS = Buffer.from('9acac8b21234da8f', 'hex');

function frame(type: number, flags: number, payload: Uint8Array, stream = 1): Uint8Array {
  return encodeFrame({ type, flags, stream, payload });
}

/** Replies as servers give them; one in two says that it serves. */
function reply(generator: Generator): Uint8Array {
  const message = Uint8Array.of(0, 0, 0, 0, 2, 8, generator.once(2) ? 1 : generator.below(4));
  const code = literalField(STATUS, generator.once(4) ? String(generator.below(17)) : '0');
  const head = generator.once(4) ? indexedField(8 + generator.below(7)) : indexedField(8);
  const settings = frame(FRAME.SETTINGS, generator.below(2), NOTHING, 0);
  const extra = generator.pick([NOTHING, frame(FRAME.PING, 0, new Uint8Array(8), 0), frame(8, 0, new Uint8Array(4), 0), frame(FRAME.GOAWAY, 0, new Uint8Array(8), 0)]);
  const at = generator.below(message.length);
  const data = generator.once(2)
    ? frame(FRAME.DATA, 0, message)
    : concat(frame(FRAME.DATA, 0, message.subarray(0, at)), frame(FRAME.DATA, FLAG.PADDED, concat(Uint8Array.of(3), message.subarray(at), new Uint8Array(3))));
  const trailers = generator.once(2)
    ? frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.END_STREAM, code)
    : concat(frame(FRAME.HEADERS, FLAG.END_STREAM, code.subarray(0, 3)), frame(FRAME.CONTINUATION, FLAG.END_HEADERS, code.subarray(3)));
  return concat(settings, generator.once(3) ? extra : NOTHING, frame(FRAME.HEADERS, FLAG.END_HEADERS, head), data, trailers);
}

/** Bytes as a gRPC server, a broken one, or something else would send them. */
export function grpcAnswer(generator: Generator): Uint8Array {
  switch (generator.below(6)) {
    case 0:
      return generator.bytes(80);
    case 1: {
      const frames = Array.from({ length: generator.below(5) }, () => frame(generator.below(11), generator.below(64), generator.bytes(20), generator.below(3)));
      return concat(...frames);
    }
    default:
      return generator.mutate(reply(generator));
  }
}

/**
 * What must be so for some bytes to open a gate, told in another way than the waiter does: the message of the call is that
 * of a service that serves, and its header says 200 and, whole and in order, grpc-status 0.
 */
export function mayOpenGrpc(bytes: Uint8Array): boolean {
  const data: Buffer[] = [];
  const header: Buffer[] = [];
  for (let at = 0; at + 9 <= bytes.length; ) {
    const view = Buffer.from(bytes.subarray(at));
    const [size, type, flags, stream] = [view.readUIntBE(0, 3), view[3] as number, view[4] as number, view.readUInt32BE(5) & 0x7fffffff];
    let payload = view.subarray(9, 9 + size);
    if ((type === FRAME.DATA || type === FRAME.HEADERS) && (flags & FLAG.PADDED) !== 0) payload = payload.subarray(1, Math.max(1, size - (payload[0] ?? 0)));
    if (type === FRAME.HEADERS && (flags & FLAG.PRIORITY) !== 0) payload = payload.subarray(5);
    if (stream === 1 && type === FRAME.DATA) data.push(payload);
    if (stream === 1 && (type === FRAME.HEADERS || type === FRAME.CONTINUATION)) header.push(payload);
    at += 9 + size;
  }
  const block = Buffer.concat(header);
  const serves = Buffer.concat(data).subarray(0, 7).equals(Buffer.of(0, 0, 0, 0, 2, 8, 1));
  const found = block.includes(0x88) || block.includes('200');
  return serves && found && (saysZero(block, Buffer.from(STATUS)) || saysZero(block, HUFFMAN_STATUS));
}

/** Whether a name is followed by the text "0", plain or in the Huffman code. */
function saysZero(block: Buffer, name: Buffer): boolean {
  const huffman = Array.from({ length: 8 }, (_, padding) => Buffer.of(0x81, padding));
  return [Buffer.of(1, 0x30), ...huffman].some((zero) => block.includes(Buffer.concat([name, zero])));
}
