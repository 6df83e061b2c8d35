/** What a command needs of the world: all that it may read, and where it may write. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly files: Files;
  /** All of stdin, or a little more than so many bytes of it; undefined when it is a terminal, where nobody will type a manifest. */
  readonly stdin: ((mostBytes: number) => Promise<Uint8Array>) | undefined;
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number;
  /** Milliseconds since 1970, as the cluster counts. */
  readonly time: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Calls again and again, while something else is waited for, until what it gives back is called. */
  readonly every: (milliseconds: number, call: () => void) => () => void;
  readonly runProgram: RunProgram;
}

/**
 * Runs a program of the path to its end, without a shell; it may ask its questions on the terminal.
 *
 * @throws ProgramError
 */
export type RunProgram = (program: string, args: readonly string[], limits?: ProgramLimits) => Promise<ProgramResult>;

export interface ProgramLimits {
  /** After this time the program is killed. */
  readonly milliseconds?: number;
  /** Of its whole output. */
  readonly bytes?: number;
}

export interface ProgramResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export class ProgramError extends Error {
  constructor(message: string, readonly kind: 'missing' | 'too-much' | 'too-slow' | 'other') {
    super(message);
  }
}

export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Of a terminal, in letters. */
  readonly size?: () => { readonly columns: number; readonly rows: number };
}

export interface Files {
  /**
   * All of a file, or a little more than so many bytes of one that does not say before how much it has.
   *
   * @throws an error with the `code` of Node
   */
  readonly read: (path: string, mostBytes: number) => Uint8Array;
  readonly kind: (path: string) => 'file' | 'folder' | 'missing' | 'other';
  /** The path without links. */
  readonly realPath: (path: string) => string;
  readonly size: (path: string) => number;
  /**
   * A part of a file; shorter where the file ends.
   *
   * @throws an error with the `code` of Node
   */
  readonly readAt: (path: string, offset: number, length: number) => Uint8Array;
  /**
   * Replaces what the file holds.
   *
   * @throws an error with the `code` of Node
   */
  readonly write: (path: string, text: string) => void;
  /** The names in a folder, sorted. */
  readonly list: (path: string) => readonly string[];
}
