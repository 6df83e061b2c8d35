import net from 'node:net';
import { platformError } from './node-error.ts';
import { socketPath } from './node-socket-path.ts';
import { PlatformError, type Address, type Cancellation, type Stream } from './platform.ts';

/** Connects on Node; cancelling ends the connection, also later. */
export async function connectOnNode(address: Address, cancel: Cancellation): Promise<Stream> {
  const { socket, event } = address.kind === 'tcp' && address.tls !== undefined ? await openTls(address, address.tls) : { socket: openPlain(address), event: 'connect' };
  const stream = new NodeStream(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once(event, () => resolve());
    socket.once('error', (error) => reject(asFailure(error)));
    socket.once('close', () => reject(new PlatformError('ECANCELED', 'cancelled')));
    cancel.onCancel(() => socket.destroy());
  });
  if (isConnectedToItself(socket)) {
    socket.destroy();
    throw new PlatformError('ECONNREFUSED', 'the connection leads to itself');
  }
  return stream;
}

/**
 * Whether both ends of a connection are the same. The kernel may pick the very port that is dialled as our own one;
 * the two then meet in a simultaneous open, although nobody listens.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9293#section-3.5
 */
export function isConnectedToItself(socket: net.Socket): boolean {
  return socket.localPort !== undefined && socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
}

function openPlain(address: Address): net.Socket {
  return address.kind === 'unix' ? net.connect({ path: socketPath(address.path) }) : net.connect({ host: address.ip, port: address.port, noDelay: true });
}

/** TLS is loaded only where it is asked for: it is what takes longest to load. */
async function openTls(address: Extract<Address, { readonly kind: 'tcp' }>, host: string): Promise<{ socket: net.Socket; event: string }> {
  const tls = await import('node:tls');
  const named = net.isIP(host) === 0;
  const options = { host: address.ip, port: address.port, ALPNProtocols: ['http/1.1'], ...(named ? { servername: host } : {}) };
  const checkServerIdentity: typeof tls.checkServerIdentity = (_, certificate) => tls.checkServerIdentity(host, certificate);
  return { socket: tls.connect({ ...options, checkServerIdentity, rejectUnauthorized: true }), event: 'secureConnect' };
}

/** A failed TLS handshake has codes of its own, which are no error numbers but say what is wrong. */
function asFailure(error: Error): PlatformError {
  const failure = platformError(error);
  return failure instanceof PlatformError ? failure : new PlatformError('EPROTO', error.message);
}

class NodeStream implements Stream {
  private readonly socket: net.Socket;
  private readonly chunks: Uint8Array[] = [];
  private failure: PlatformError | undefined;
  private ended = false;
  private wake: () => void = () => undefined;

  constructor(socket: net.Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Uint8Array) => {
      this.chunks.push(chunk);
      socket.pause();
      this.wake();
    });
    socket.on('error', (error) => {
      this.failure = asFailure(error);
      this.wake();
    });
    socket.on('end', () => this.end());
    socket.on('close', () => this.end());
  }

  async read(): Promise<Uint8Array | undefined> {
    for (;;) {
      const chunk = this.next();
      if (chunk !== undefined) return chunk;
      if (this.failure !== undefined) throw this.failure;
      if (this.ended) return undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  readNow(): Uint8Array | 'nothing' | undefined {
    return this.next() ?? (this.ended || this.failure !== undefined ? undefined : 'nothing');
  }

  async write(bytes: Uint8Array): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.socket.write(bytes, (error) => (error ? reject(asFailure(error)) : resolve()));
    });
  }

  close(): void {
    this.socket.destroy();
  }

  /** One chunk at most is read ahead. */
  private next(): Uint8Array | undefined {
    const chunk = this.chunks.shift();
    if (chunk !== undefined) this.socket.resume();
    return chunk;
  }

  private end(): void {
    this.ended = true;
    this.wake();
  }
}
