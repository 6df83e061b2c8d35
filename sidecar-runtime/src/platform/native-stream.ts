import { encodeAddress, AF_UNIX, SOCK_STREAM } from './native-address.ts';
import { checked, EAGAIN, EINPROGRESS } from './native-error.ts';
import { failureOf } from './native-failure.ts';
import type { Host } from './native-host.ts';
import { READABLE, WRITABLE, type Loop } from './native-loop.ts';
import { PlatformError, type Address, type Cancellation, type Stream } from './platform.ts';

/** Connects over the host; cancelling ends the connection, also later. */
export async function connectNatively(host: Host, loop: Loop, address: Address, cancel: Cancellation): Promise<Stream> {
  if (address.kind === 'tcp' && address.tls !== undefined) throw new PlatformError('ENOTSUP', 'the native build has no TLS');
  const { family, bytes } = encodeAddress(address);
  const file = checked(host.socket(family, SOCK_STREAM), 'socket');
  const stream = new NativeStream(host, loop, file);
  cancel.onCancel(() => stream.close());
  try {
    const connected = host.connect(file, bytes);
    if (connected === -EINPROGRESS) await stream.connected();
    else checked(connected, 'connect');
    if (family !== AF_UNIX && isConnectedToItself(host, file, bytes)) throw new PlatformError('ECONNREFUSED', 'the connection leads to itself');
    return stream;
  } catch (error) {
    stream.close();
    throw error;
  }
}

/**
 * Whether both ends of a connection are the same. The kernel may pick the very port that is dialled as our own one;
 * the two then meet in a simultaneous open, although nobody listens.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9293#section-3.5
 */
function isConnectedToItself(host: Host, file: number, other: Uint8Array): boolean {
  checked(host.ownAddress(file, ownAddress), 'getsockname');
  // The port is what differs.
  return ownAddress[3] === other[3] && other.every((byte, index) => byte === ownAddress[index]);
}

/** Room for every address. */
const ownAddress = new Uint8Array(128);

/** What one read takes; there is one such buffer, whose bytes are copied out. */
const buffer = new Uint8Array(4096);

/** A socket as a stream. */
export class NativeStream implements Stream {
  private readonly host: Host;
  private readonly loop: Loop;
  private file: number;
  /** Ends what is waited for, once the socket is closed. */
  private wake: () => void = () => undefined;

  constructor(host: Host, loop: Loop, file: number) {
    this.host = host;
    this.loop = loop;
    this.file = file;
  }

  /** Settles when the connection that is being made is there. */
  async connected(): Promise<void> {
    await this.ready(WRITABLE);
    if (this.file < 0) throw new PlatformError('ECANCELED', 'cancelled');
    checked(this.host.socketError(this.file), 'connect');
  }

  async read(): Promise<Uint8Array | undefined> {
    while (this.file >= 0) {
      // An answer is hardly ever there before it is waited for.
      await this.ready(READABLE);
      if (this.file < 0) break;
      const got = this.host.read(this.file, buffer);
      if (got >= 0) return got === 0 ? undefined : buffer.slice(0, got);
      if (got !== -EAGAIN) throw failureOf(got, 'read');
    }
    return undefined;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0; ) {
      if (this.file < 0) throw new PlatformError('ECANCELED', 'closed');
      const written = this.host.write(this.file, rest);
      if (written >= 0) rest = rest.subarray(written);
      else if (written === -EAGAIN) await this.ready(WRITABLE);
      else throw failureOf(written, 'write');
    }
  }

  close(): void {
    if (this.file < 0) return;
    const { file } = this;
    this.file = -1;
    this.wake();
    checked(this.host.close(file), 'close');
  }

  private ready(events: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.loop.when(this.file, events, () => this.wake());
      this.wake = () => {
        stop();
        this.wake = () => undefined;
        resolve();
      };
    });
  }
}
