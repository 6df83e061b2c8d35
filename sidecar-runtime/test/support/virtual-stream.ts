import { PlatformError, type Cancellation, type Stream } from '../../src/platform/platform.ts';

/** The server's side of a virtual connection. */
export interface VirtualConnection {
  /** What the client wrote so far, one character a byte. */
  readonly received: string;
  send(bytes: Uint8Array | string): void;
  /** No more bytes will come. */
  end(): void;
  /** Breaks the connection. */
  reset(): void;
}

/** Called at every write of the client. */
export type VirtualServer = (connection: VirtualConnection, written: Uint8Array) => void;

/** Text as bytes, one a character. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** A stream between the core under test and a scripted server. */
export class VirtualStream implements Stream, VirtualConnection {
  received = '';
  closed = false;
  private readonly chunks: Uint8Array[] = [];
  private ended = false;
  private failure: PlatformError | undefined;
  private wake: () => void = () => undefined;
  private readonly server: VirtualServer;

  constructor(server: VirtualServer, cancel: Cancellation) {
    this.server = server;
    cancel.onCancel(() => this.close());
  }

  async read(): Promise<Uint8Array | undefined> {
    for (;;) {
      const chunk = this.chunks.shift();
      if (chunk !== undefined) return chunk;
      if (this.failure !== undefined) throw this.failure;
      if (this.ended || this.closed) return undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  readNow(): Uint8Array | 'nothing' | undefined {
    const chunk = this.chunks.shift();
    if (chunk !== undefined) return chunk;
    return this.failure !== undefined || this.ended || this.closed ? undefined : 'nothing';
  }

  write(bytes: Uint8Array): Promise<void> {
    this.received += String.fromCharCode(...bytes);
    this.server(this, bytes);
    return Promise.resolve();
  }

  close(): void {
    this.closed = true;
    this.wake();
  }

  send(bytes: Uint8Array | string): void {
    this.chunks.push(typeof bytes === 'string' ? bytesOf(bytes) : bytes);
    this.wake();
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  reset(): void {
    this.failure = new PlatformError('ECONNRESET', 'reset');
    this.wake();
  }
}
