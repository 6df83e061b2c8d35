/** One HTTP/2 frame. @see https://www.rfc-editor.org/rfc/rfc9113#section-4.1 */
export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Uint8Array;
}

export const FRAME = { DATA: 0, HEADERS: 1, RST_STREAM: 3, SETTINGS: 4, PING: 6, GOAWAY: 7, CONTINUATION: 9 } as const;
export const FLAG = { ACK: 1, END_STREAM: 1, END_HEADERS: 4, PADDED: 8, PRIORITY: 0x20 } as const;

/** What a peer may send in one frame as long as we say nothing else, in bytes. */
const LONGEST_PAYLOAD = 16_384;

const HEAD = 9;

export function encodeFrame(frame: Frame): Uint8Array {
  const { length } = frame.payload;
  const bytes = new Uint8Array(HEAD + length);
  bytes.set([length >> 16, (length >> 8) & 0xff, length & 0xff, frame.type, frame.flags, 0, 0, 0, frame.stream]);
  bytes.set(frame.payload, HEAD);
  return bytes;
}

/**
 * The first frame of some bytes.
 *
 * @returns the frame and how many bytes it takes, `garbage` if it is too long for HTTP/2, undefined if more is needed
 */
export function decodeFrame(bytes: Uint8Array): { readonly frame: Frame; readonly length: number } | 'garbage' | undefined {
  if (bytes.length < HEAD) return undefined;
  const at = (index: number): number => bytes[index] as number;
  const size = (at(0) << 16) | (at(1) << 8) | at(2);
  if (size > LONGEST_PAYLOAD) return 'garbage';
  if (bytes.length < HEAD + size) return undefined;
  const stream = ((at(5) & 0x7f) << 24) | (at(6) << 16) | (at(7) << 8) | at(8);
  return { frame: { type: at(3), flags: at(4), stream, payload: bytes.subarray(HEAD, HEAD + size) }, length: HEAD + size };
}

/** The payload of a DATA or HEADERS frame without padding and priority, or undefined if it contradicts itself. */
export function contentOf(frame: Frame): Uint8Array | undefined {
  const padding = (frame.flags & FLAG.PADDED) === 0 ? 0 : (frame.payload[0] ?? Infinity);
  const start = ((frame.flags & FLAG.PADDED) === 0 ? 0 : 1) + (frame.type === FRAME.HEADERS && (frame.flags & FLAG.PRIORITY) !== 0 ? 5 : 0);
  const end = frame.payload.length - padding;
  return end < start ? undefined : frame.payload.subarray(start, end);
}
