import { Canceller } from '../waiter/cancel.ts';
import { concat } from '../waiter/bytes.ts';
import { PlatformError, type Cancellation, type Stream } from '../platform/platform.ts';
import { decodeReply, encodeQuestion, type AddressType, type Question, type Reply } from './dns-message.ts';

/** A way to exchange datagrams with one server. */
export interface Datagrams {
  send(bytes: Uint8Array): void;
  /** Nothing is called back from then on; a second time does nothing. */
  close(): void;
}

/** What a lookup needs of the system. */
export interface DnsNetwork {
  /**
   * Opens a way to a server. Whatever comes from it, and nothing else, is called back; a failure only tells that the
   * server can't be reached now.
   *
   * @throws PlatformError
   */
  open(server: string, onDatagram: (bytes: Uint8Array) => void, onFailure: () => void): Datagrams;
  connect(server: string, cancel: Cancellation): Promise<Stream>;
  timer(milliseconds: number, callback: () => void): () => void;
  /** A random number of 16 bits. */
  randomId(): number;
}

/** When a question is repeated for the first time, in milliseconds; each further time takes twice as long. */
const FIRST_REPEAT = 250;

/**
 * Asks all servers at once for one kind of address of one full name, again and again until one knows or its time is
 * over. Never rejects: what nobody answers has `failed`.
 */
export function ask(network: DnsNetwork, servers: readonly string[], subject: Omit<Question, 'id'>, patience: number): Promise<Reply> {
  const question = { ...subject, id: network.randomId() };
  const bytes = encodeQuestion(question);
  if (bytes === undefined) return Promise.resolve({ kind: 'no such name' });
  return new Promise((resolve) => {
    new Inquiry(network, question, bytes, resolve).begin(servers, patience);
  });
}

class Inquiry {
  private readonly network: DnsNetwork;
  private readonly question: Question & { readonly type: AddressType };
  private readonly bytes: Uint8Array;
  private readonly resolve: (reply: Reply) => void;
  private readonly done = new Canceller();
  private hopeful = 0;

  constructor(network: DnsNetwork, question: Question, bytes: Uint8Array, resolve: (reply: Reply) => void) {
    this.network = network;
    this.question = question;
    this.bytes = bytes;
    this.resolve = resolve;
  }

  begin(servers: readonly string[], patience: number): void {
    this.done.onCancel(this.network.timer(patience, () => this.settle({ kind: 'failed' })));
    this.hopeful = servers.length;
    for (const server of servers) this.askServer(server);
  }

  private askServer(server: string): void {
    let settled = false;
    const once = (work: () => void): void => {
      if (settled || this.done.cancelled) return;
      settled = true;
      datagrams?.close();
      stopRepeat();
      work();
    };
    let stopRepeat: () => void = () => undefined;
    let datagrams: Datagrams | undefined;
    const send = (interval: number): void => {
      datagrams?.send(this.bytes);
      if (!settled) stopRepeat = this.network.timer(interval, () => send(2 * interval));
    };
    this.done.onCancel(() => {
      datagrams?.close();
      stopRepeat();
    });
    const receive = (bytes: Uint8Array): void => {
      const reply = decodeReply(bytes, this.question);
      if (reply !== undefined) once(() => this.take(reply, server));
    };
    try {
      datagrams = this.network.open(server, receive, () => once(() => this.take({ kind: 'failed' }, server)));
      send(FIRST_REPEAT);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      once(() => this.take({ kind: 'failed' }, server));
    }
  }

  private take(reply: Reply, server: string): void {
    if (reply.kind === 'truncated') void this.askOverTcp(server).then((whole) => this.take(whole, server));
    else if (reply.kind !== 'failed') this.settle(reply);
    else if (--this.hopeful === 0) this.settle(reply);
  }

  /** @see https://www.rfc-editor.org/rfc/rfc7766 */
  private async askOverTcp(server: string): Promise<Exclude<Reply, { readonly kind: 'truncated' }>> {
    try {
      const stream = await this.network.connect(server, this.done);
      await stream.write(concat(Uint8Array.of(this.bytes.length >> 8, this.bytes.length & 0xff), this.bytes));
      const reply = decodeReply(await readMessage(stream), this.question);
      return reply === undefined || reply.kind === 'truncated' ? { kind: 'failed' } : reply;
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      return { kind: 'failed' };
    }
  }

  private settle(reply: Reply): void {
    this.done.cancel();
    this.resolve(reply);
  }
}

/** The longest message over TCP, with its length in front, in bytes. */
const LONGEST_MESSAGE = 2 + 65_535;

/** One message with its length in front; an empty one if the stream ends before. */
async function readMessage(stream: Stream): Promise<Uint8Array> {
  const bytes = new Uint8Array(LONGEST_MESSAGE);
  for (let length = 0; ; ) {
    const end = 2 + (((bytes[0] as number) << 8) | (bytes[1] as number));
    if (length >= 2 && length >= end) return bytes.subarray(2, end);
    const chunk = await stream.read();
    if (chunk === undefined) return new Uint8Array(0);
    bytes.set(chunk.subarray(0, LONGEST_MESSAGE - length), length);
    length += chunk.length;
  }
}
