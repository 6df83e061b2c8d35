import { once } from 'node:events';
import { connect, type NetConnectOpts, type Socket } from 'node:net';

/** What came back, as it was on the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** A connection on which requests are written by hand. */
export class HttpExchange {
  readonly socket: Socket;
  #text = '';

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('utf8').on('data', (text: string) => (this.#text += text));
  }

  static async open(to: number | NetConnectOpts): Promise<HttpExchange> {
    const socket = connect(typeof to === 'number' ? { port: to, host: '127.0.0.1' } : to);
    await once(socket, 'connect');
    return new HttpExchange(socket);
  }

  /** Writes a request without waiting for its answer. */
  send(method: string, path: string, headers: Record<string, string> = {}): void {
    const lines = Object.entries({ Host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  }

  /** The next answer with a Content-Length. */
  async answer(): Promise<RawAnswer> {
    for (;;) {
      const parsed = this.#take();
      if (parsed !== undefined) return parsed;
      await once(this.socket, 'data');
    }
  }

  /** Waits until the other side has closed. */
  async closed(): Promise<void> {
    if (!this.socket.destroyed) await once(this.socket, 'close');
  }

  #take(): RawAnswer | undefined {
    const end = this.#text.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const [first = '', ...lines] = this.#text.slice(0, end).split('\r\n');
    const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]));
    const bodyEnd = end + 4 + Number(headers.get('content-length'));
    if (this.#text.length < bodyEnd) return undefined;
    const body = this.#text.slice(end + 4, bodyEnd);
    this.#text = this.#text.slice(bodyEnd);
    return { status: Number(first.split(' ')[1]), headers, body };
  }
}
