import { closed, OPEN, type Answer } from './answer.ts';
import { concat, consistsOf, DIGITS, encode } from './bytes.ts';
import { contentOf, decodeFrame, encodeFrame, FLAG, FRAME, type Frame } from './grpc-frame.ts';
import { decodeFields, indexedField, literalField, type Field } from './hpack.ts';

/**
 * One call of `grpc.health.v1.Health/Check` over HTTP/2 with prior knowledge.
 *
 * @see https://github.com/grpc/grpc/blob/master/doc/health-checking.md
 * @see https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 */

/** What is read at most, in bytes. */
const LIMIT = 16_384;

/** How many frames are taken, and how many fields: a call of a health service has ten or so of each. */
const MOST_FRAMES = 256;
const MOST_FIELDS = 64;

const STATUS = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'];
/** By the code as it is written. @see https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const CODES: ReadonlyMap<string, string> = new Map(Object.entries({
  4: 'DEADLINE_EXCEEDED',
  5: 'NOT_FOUND, no such service',
  7: 'PERMISSION_DENIED',
  8: 'RESOURCE_EXHAUSTED',
  12: 'UNIMPLEMENTED, no health service',
  13: 'INTERNAL',
  14: 'UNAVAILABLE',
  16: 'UNAUTHENTICATED',
}));
const GARBAGE = closed('the answer is no gRPC');

/** Everything that the client says by itself. */
export function encodeHealthRequest(authority: string, service: string): Uint8Array {
  const name = encode(service);
  const message = name.length === 0 ? name : concat(Uint8Array.of(0x0a, ...varint(name.length)), name);
  const fields = concat(
    indexedField(3), // :method POST
    indexedField(6), // :scheme http
    literalField(4, '/grpc.health.v1.Health/Check'), // :path
    literalField(1, authority), // :authority
    literalField(31, 'application/grpc'), // content-type
    literalField('te', 'trailers'),
  );
  // Not compressed, and its length in four bytes.
  const prefix = Uint8Array.of(0, 0, 0, message.length >> 8, message.length & 0xff);
  return concat(
    encode('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    // SETTINGS_HEADER_TABLE_SIZE 0, SETTINGS_ENABLE_PUSH 0
    encodeFrame({ type: FRAME.SETTINGS, flags: 0, stream: 0, payload: Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0) }),
    encodeFrame({ type: FRAME.HEADERS, flags: FLAG.END_HEADERS, stream: 1, payload: fields }),
    encodeFrame({ type: FRAME.DATA, flags: FLAG.END_STREAM, stream: 1, payload: concat(prefix, message) }),
  );
}

/** What to do after some bytes: perhaps say something, perhaps be done. */
export interface HealthStep {
  readonly reply?: Uint8Array;
  readonly answer?: Answer;
}

/** Takes the server's bytes as they come, until the call has ended. */
export class HealthReader {
  private bytes: Uint8Array = new Uint8Array(0);
  private total = 0;
  private frames = 0;
  private block: Uint8Array | undefined;
  private blockEndsStream = false;
  private fields: readonly Field[] = [];
  private message: Uint8Array = new Uint8Array(0);

  push(chunk: Uint8Array): HealthStep {
    this.total += chunk.length;
    if (this.total > LIMIT) return { answer: GARBAGE };
    this.bytes = concat(this.bytes, chunk);
    let reply = new Uint8Array(0);
    for (;;) {
      const next = decodeFrame(this.bytes);
      if (next === 'garbage' || this.frames === MOST_FRAMES) return { answer: GARBAGE };
      if (next === undefined) return reply.length === 0 ? {} : { reply };
      this.bytes = this.bytes.subarray(next.length);
      this.frames++;
      const step = this.take(next.frame);
      if (step.answer !== undefined) return step;
      if (step.reply !== undefined) reply = new Uint8Array(concat(reply, step.reply));
    }
  }

  private take(frame: Frame): HealthStep {
    const ack = (frame.flags & FLAG.ACK) !== 0;
    switch (frame.type) {
      case FRAME.SETTINGS:
        return ack ? {} : { reply: encodeFrame({ ...frame, flags: FLAG.ACK, payload: new Uint8Array(0) }) };
      case FRAME.PING:
        return ack ? {} : { reply: encodeFrame({ ...frame, flags: FLAG.ACK }) };
      case FRAME.GOAWAY:
        return { answer: closed('the server says goodbye') };
      case FRAME.RST_STREAM:
        return { answer: closed('the server reset the call') };
      case FRAME.DATA:
        return this.takeData(frame);
      case FRAME.HEADERS:
        return this.takeHeaders(frame, contentOf(frame), (frame.flags & FLAG.END_STREAM) !== 0);
      case FRAME.CONTINUATION:
        return this.takeHeaders(frame, this.block && concat(this.block, frame.payload), this.blockEndsStream);
      default:
        return {};
    }
  }

  private takeData(frame: Frame): HealthStep {
    const content = contentOf(frame);
    if (content === undefined || frame.stream !== 1) return { answer: GARBAGE };
    this.message = concat(this.message, content);
    return (frame.flags & FLAG.END_STREAM) === 0 ? {} : { answer: this.judge() };
  }

  private takeHeaders(frame: Frame, block: Uint8Array | undefined, endsStream: boolean): HealthStep {
    if (block === undefined || frame.stream !== 1) return { answer: GARBAGE };
    this.block = block;
    this.blockEndsStream = endsStream;
    if ((frame.flags & FLAG.END_HEADERS) === 0) return {};
    this.block = undefined;
    const fields = decodeFields(block, MOST_FIELDS - this.fields.length);
    if (fields === undefined) return { answer: GARBAGE };
    this.fields = [...this.fields, ...fields];
    return endsStream ? { answer: this.judge() } : {};
  }

  private judge(): Answer {
    const status = this.field(':status');
    if (status !== '200') return closed(status === undefined ? 'the answer is no gRPC' : `the answer is no gRPC, http status ${Number(status)}`);
    const code = this.field('grpc-status');
    if (code === undefined || !consistsOf(code, DIGITS)) return GARBAGE;
    if (code !== '0') return closed(`grpc ${CODES.get(code) ?? `status ${Number(code)}`}`);
    const health = decodeHealth(this.message);
    if (health === undefined) return GARBAGE;
    return health === 1 ? OPEN : closed(`grpc ${STATUS[health] ?? 'UNKNOWN'}`);
  }

  private field(name: string): string | undefined {
    return this.fields.find(([other]) => other === name)?.[1];
  }
}

/** The status in one length-prefixed, uncompressed HealthCheckResponse; undefined if it is none. */
function decodeHealth(bytes: Uint8Array): number | undefined {
  const at = (index: number): number => bytes[index] ?? 0;
  const length = at(1) * 0x1000000 + ((at(2) << 16) | (at(3) << 8) | at(4));
  if (bytes.length < 5 || at(0) !== 0 || bytes.length !== 5 + length) return undefined;
  // Field 1, a varint, is the only one there is; left out it is 0, UNKNOWN.
  if (length === 0) return 0;
  return length === 2 && at(5) === 0x08 && at(6) < 0x80 ? at(6) : undefined;
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, value >> 7];
}
