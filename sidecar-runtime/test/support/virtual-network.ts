import { PlatformError, type Stream } from '../../src/platform/platform.ts';
import type { DnsNetwork } from '../../src/resolver/ask.ts';
import type { Question } from '../../src/resolver/dns-message.ts';
import { decodeBytes } from '../../src/waiter/bytes.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { VirtualStream } from './virtual-stream.ts';

/** What a name server does with a question: an answer, `silent`, or `unreachable`. */
export type NameServer = (question: Question, times: number) => Uint8Array | 'silent' | 'unreachable';

/** Name servers without a network. */
export class VirtualNetwork implements DnsNetwork {
  /** Every question that was sent, as `server name type`. */
  readonly asked: string[] = [];
  readonly servers = new Map<string, NameServer>();
  /** What servers answer over TCP: the whole stream; who is not here refuses. */
  readonly streams = new Map<string, (question: Question) => Uint8Array>();
  /** How many ways to servers nobody has closed. */
  ways = 0;
  private readonly clock: VirtualClock;
  private ids = 0;

  constructor(clock: VirtualClock) {
    this.clock = clock;
  }

  open(server: string, onDatagram: (bytes: Uint8Array) => void, onFailure: () => void): ReturnType<DnsNetwork['open']> {
    const answer = this.servers.get(server);
    if (answer === undefined) throw new PlatformError('ENETUNREACH', 'network is unreachable');
    this.ways++;
    let times = 0;
    let open = true;
    return {
      send: (bytes) => {
        const question = questionIn(bytes);
        this.asked.push(`${server} ${question.name} ${question.type === 1 ? 'A' : 'AAAA'}`);
        const reply = answer(question, ++times);
        // Never at once: the network takes a moment.
        if (reply === 'unreachable') this.clock.timer(1, onFailure);
        else if (reply !== 'silent') this.clock.timer(1, () => onDatagram(reply));
      },
      close: () => {
        if (open) this.ways--;
        open = false;
      },
    };
  }

  connect(server: string, cancel: Parameters<DnsNetwork['connect']>[1]): Promise<Stream> {
    const answer = this.streams.get(server);
    if (answer === undefined) return Promise.reject(new PlatformError('ECONNREFUSED', 'refused'));
    return Promise.resolve(
      new VirtualStream((connection, written) => {
        connection.send(answer(questionIn(written.subarray(2))));
        connection.end();
      }, cancel),
    );
  }

  timer(milliseconds: number, callback: () => void): () => void {
    return this.clock.timer(milliseconds, callback);
  }

  randomId(): number {
    return ++this.ids;
  }
}

function questionIn(bytes: Uint8Array): Question {
  const labels: string[] = [];
  let at = 12;
  for (let length = bytes[at] as number; length > 0; length = bytes[at] as number) {
    labels.push(decodeBytes(bytes.subarray(at + 1, at + 1 + length)));
    at += 1 + length;
  }
  return { id: ((bytes[0] as number) << 8) | (bytes[1] as number), name: labels.join('.'), type: bytes[at + 2] === 1 ? 1 : 28 };
}
