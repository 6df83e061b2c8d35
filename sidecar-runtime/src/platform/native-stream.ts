import { encodeAddress, AF_UNIX, SOCK_STREAM } from './native-address.ts';
import { checked, EAGAIN, EALREADY, EINPROGRESS, EISCONN } from './native-error.ts';
import { failureOf } from './native-failure.ts';
import type { Host } from './native-host.ts';
import { READABLE, WRITABLE, type Loop, type Wait, type Waiter } from './native-loop.ts';
import { PlatformError, type Address, type Cancellation, type Stream } from './platform.ts';

/** Connects over the host; cancelling ends the connection, also later. */
export function connectNatively(host: Host, loop: Loop, address: Address, cancel: Cancellation): Promise<Stream> {
  try {
    if (address.kind === 'tcp' && address.tls !== undefined) throw new PlatformError('ENOTSUP', 'the native waiter has no TLS');
    const { family, bytes } = encodeAddress(address);
    const stream = new NativeStream(host, loop, checked(host.socket(family, SOCK_STREAM), 'socket'));
    cancel.onCancel(() => stream.close());
    return stream.connect(family, bytes);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return Promise.reject(error);
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

/** What is done once a socket is ready, or closed. */
interface Pending {
  readonly wait: Wait;
  readonly work: () => void;
  readonly reject: (error: PlatformError) => void;
}

/** A socket as a stream. */
export class NativeStream implements Stream, Waiter {
  private readonly host: Host;
  private readonly loop: Loop;
  private file: number;
  private pending: Pending | undefined;

  constructor(host: Host, loop: Loop, file: number) {
    this.host = host;
    this.loop = loop;
    this.file = file;
  }

  /** Settles when the connection is there; closes the socket when it can't be. */
  connect(family: number, address: Uint8Array): Promise<this> {
    const begun = this.host.connect(this.file, address);
    // On the same machine it is there by now, or refused, which the kernel says who asks again.
    const connected = begun === -EINPROGRESS ? this.host.connect(this.file, address) : begun;
    if (connected === -EALREADY) {
      return this.whenReady(WRITABLE, () => this.establish(this.host.socketError(this.opened()), family, address));
    }
    return Promise.resolve(this.establish(connected, family, address));
  }

  read(): Promise<Uint8Array | undefined> {
    if (this.file < 0) return Promise.resolve(undefined);
    // An answer is hardly ever there before it is waited for.
    return this.whenReady(READABLE, () => {
      if (this.file < 0) return undefined;
      const got = this.host.read(this.file, buffer);
      if (got === -EAGAIN) return this.read();
      if (got < 0) throw failureOf(got, 'read');
      return got === 0 ? undefined : buffer.slice(0, got);
    });
  }

  readNow(): Uint8Array | 'nothing' | undefined {
    const got = this.file < 0 ? 0 : this.host.read(this.file, buffer);
    if (got === -EAGAIN) return 'nothing';
    return got > 0 ? buffer.slice(0, got) : undefined;
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    const written = this.host.write(this.opened(), bytes);
    if (written === bytes.length) return undefined;
    if (written < 0 && written !== -EAGAIN) throw failureOf(written, 'write');
    const rest = written < 0 ? bytes : bytes.subarray(written);
    return this.whenReady(WRITABLE, () => this.write(rest));
  }

  close(): void {
    if (this.file < 0) return;
    const { file } = this;
    this.file = -1;
    this.ready();
    checked(this.host.close(file), 'close');
  }

  ready(): void {
    const { pending } = this;
    if (pending === undefined) return;
    this.pending = undefined;
    this.loop.end(pending.wait);
    try {
      pending.work();
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      pending.reject(error);
    }
  }

  private establish(connected: number, family: number, address: Uint8Array): this {
    try {
      if (connected !== -EISCONN) checked(connected, 'connect');
      if (family !== AF_UNIX && isConnectedToItself(this.host, this.file, address)) throw new PlatformError('ECONNREFUSED', 'the connection leads to itself');
      return this;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** @throws PlatformError `ECANCELED` it is closed */
  private opened(): number {
    if (this.file < 0) throw new PlatformError('ECANCELED', 'closed');
    return this.file;
  }

  /** Settles with what the work gives once the socket is ready, or closed. */
  private whenReady<T>(events: number, work: () => T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.pending = { wait: this.loop.when(this.file, events, this), work: () => resolve(work()), reject };
    });
  }
}
