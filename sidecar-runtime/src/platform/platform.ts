/**
 * What the waiter needs of the system, and nothing more. The core (`src/waiter`) is pure over this interface,
 * so the same sources run on Node and in the native waiter.
 *
 * Bytes are `Uint8Array`, times are milliseconds, failures are {@link PlatformError}.
 */

/** Says when work should stop. Whoever is given one must settle soon after it is cancelled. */
export interface Cancellation {
  /** Whether it was cancelled. */
  readonly cancelled: boolean;
  /**
   * Calls back once when cancelled, at once if it already is.
   *
   * @returns a function that takes the callback back
   */
  onCancel(callback: () => void): () => void;
}

/** A failure of the system, with the name of its error number. */
export class PlatformError extends Error {
  /** The symbolic error number, such as `ECONNREFUSED`. `ECANCELED` when the caller cancelled. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'PlatformError';
    this.code = code;
  }
}

/** Where a stream leads. */
export type Address =
  | {
      readonly kind: 'tcp';
      /** An IPv4 or IPv6 address, without brackets. */
      readonly ip: string;
      readonly port: number;
      /** Speak TLS and verify the certificate against this host name or address. */
      readonly tls?: string;
    }
  | { readonly kind: 'unix'; readonly path: string };

/** A connected byte stream. Cancelling the cancellation that it was made with closes it. */
export interface Stream {
  /** The next bytes, or undefined at the end of the stream. */
  read(): Promise<Uint8Array | undefined>;
  /** The bytes that are there now, `nothing` if there are none yet, undefined at the end of the stream, also after a failure. */
  readNow(): Uint8Array | 'nothing' | undefined;
  /** Undefined where nothing is left to wait for. */
  write(bytes: Uint8Array): Promise<void> | undefined;
  close(): void;
}

/** What a path leads to. */
export interface FileStatus {
  readonly kind: 'file' | 'directory' | 'socket' | 'other';
  readonly device: number;
  readonly inode: number;
}

/**
 * Files. All calls are synchronous: they touch small local files only.
 *
 * Every method throws {@link PlatformError}.
 */
export interface Files {
  /**
   * Reads a regular file whole; does not follow a link in the last place and never blocks on a pipe.
   *
   * Errors: `ELOOP` a link, `EINVAL` not a regular file, `EFBIG` more than `limit` bytes.
   */
  read(path: string, limit: number): Uint8Array;
  /** What a path leads to, links followed, or undefined if nothing is there. */
  status(path: string): FileStatus | undefined;
  /** The text of a symbolic link. */
  readLink(path: string): string;
  /** The names in a directory, sorted. */
  list(path: string): readonly string[];
  /**
   * Holds a directory open that is no link itself, and gives `use` a path to it: the same directory, whatever takes its name meanwhile.
   *
   * Errors: `ELOOP` a link.
   */
  within<T>(path: string, use: (path: string) => T): T;
  /** Makes a directory and its parents; one that is there already is fine. */
  makeDirectory(path: string): void;
  /** Writes a new temporary file beside `path` (O_EXCL) and renames it over `path`, so that a reader sees the old or the new. */
  replace(path: string, bytes: Uint8Array): void;
  /** Overwrites a regular file that is there already; never creates one, never follows a link in the last place. */
  overwrite(path: string, bytes: Uint8Array): void;
  /** Adds to what is there already (also a pipe, as `/proc/1/fd/1` is); never creates, never blocks. */
  append(path: string, bytes: Uint8Array): void;
}

/** How a process ended. */
export type Exit = { readonly kind: 'code'; readonly code: number } | { readonly kind: 'signal'; readonly signal: number };

/** A running child. */
export interface Child {
  readonly exited: Promise<Exit>;
  /** Sends a signal to the child, or to its whole group if it was started with one of its own. A child that is gone is no error. */
  kill(signal: number): void;
}

/** What a command is given in place of what stands in our own arguments and environment, byte for byte, without NUL. */
export interface Replaced {
  /** By their place in the command: 0 is the program. */
  readonly args: ReadonlyMap<number, Uint8Array>;
  readonly environment: ReadonlyMap<string, Uint8Array>;
}

/** Processes. */
export interface Processes {
  /** Our own process id. */
  readonly pid: number;
  /**
   * Runs a command with no input and its output thrown away, until it ends. Cancelling kills it with all its children.
   *
   * @throws PlatformError `ENOENT` not found, `EACCES` not runnable, `ECANCELED`
   */
  run(command: readonly string[], cancel: Cancellation): Promise<Exit>;
  /**
   * Starts our own arguments from `index` on as a child that has our input and output. The arguments are named by
   * their place, not copied: a platform hands them on byte for byte.
   *
   * @throws PlatformError `ENOENT` not found, anything else: not runnable
   */
  start(index: number, options: { readonly group: boolean; readonly replaced?: Replaced }): Promise<Child>;
  /**
   * Becomes our own arguments from `index` on: same process, never returns. Undefined where the platform can't.
   *
   * @throws PlatformError `ENOENT` not found, anything else: not runnable
   */
  readonly become: ((index: number) => void) | undefined;
  /** Copies the running waiter to `path`: temporary file, mode 0555, renamed. Undefined where one file is not the whole waiter. */
  readonly copySelf: ((path: string) => void) | undefined;
}

/** Signals that can be caught, by number. */
export interface Signals {
  /**
   * Calls back for every signal that arrives, in order of arrival.
   *
   * @returns a function that takes the callback back
   */
  onSignal(callback: (signal: number) => void): () => void;
  /** Settles once every signal that arrived before the call was called back. */
  settled(): Promise<void>;
}

/** Locks that end with the process that holds them, whatever it dies of. */
export interface Locks {
  /** Takes the lock for the rest of our life; false if another process holds it. */
  acquire(path: string): Promise<boolean>;
  /** Whether a living process holds the lock. What can't be told counts as held. */
  isHeld(path: string): Promise<boolean>;
}

/** The system as the waiter sees it. */
export interface Platform {
  /** Our arguments, without the waiter's own name. For reading only: see {@link Processes.start}. */
  readonly args: readonly string[];
  readonly files: Files;
  readonly processes: Processes;
  readonly signals: Signals;
  readonly locks: Locks;
  env(name: string): string | undefined;
  /**
   * The cookie of our network namespace in decimal digits, which the kernel never gives twice in one boot (`SO_NETNS_COOKIE`).
   * Undefined where it can't be asked for: on Node, and before Linux 5.14.
   */
  networkCookie(): string | undefined;
  /** A clock that only goes forward, in milliseconds. */
  now(): number;
  /**
   * Calls back once after some milliseconds.
   *
   * @returns a function that stops it
   */
  timer(milliseconds: number, callback: () => void): () => void;
  /** The addresses of a host name, in the order to try. `ENOTFOUND` if it has none. */
  resolve(host: string, cancel: Cancellation): Promise<readonly string[]>;
  /** Connects. A TCP connection to itself (both ends the same port, a quirk of loopback) is refused. `ENOTSUP` where TLS is not there. */
  connect(address: Address, cancel: Cancellation): Promise<Stream>;
  /**
   * Calls back when a name comes into a directory; perhaps once too often, perhaps never
   * (a hint: who watches must look again from time to time).
   *
   * @param names which ones: where every file is written aside and renamed, the first name it had is not worth a look
   * @returns a function that stops it
   */
  watch(directory: string, names: 'all' | 'renamed', callback: () => void): () => void;
  writeOut(bytes: Uint8Array): void;
  /** Nobody listening is no error: a waiter goes on without an audience. */
  writeError(bytes: Uint8Array): void;
}
