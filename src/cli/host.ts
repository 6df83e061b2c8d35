/** What a command needs of the world: all that it may read, and where it may write. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly files: Files;
  /** All of stdin; undefined when it is a terminal, where nobody will type a manifest. */
  readonly stdin: (() => Promise<Uint8Array>) | undefined;
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number;
}

export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
}

export interface Files {
  /** @throws an error with the `code` of Node */
  readonly read: (path: string) => Uint8Array;
  readonly kind: (path: string) => 'file' | 'folder' | 'missing' | 'other';
  readonly size: (path: string) => number;
  /** The names in a folder, sorted. */
  readonly list: (path: string) => readonly string[];
}
