/**
 * The system calls of the native waiter, as `native/host/host.c` gives them. Every call gives what the system gave,
 * zero or more, or minus an error number (see `native-failure.ts`). Numbers are those of Linux, which are the same on
 * amd64 and arm64 for everything that is used here. A path or address holds no NUL.
 */
export interface Host {
  /** Our arguments without the waiter's own name; bytes that are no UTF-8 are lost in them. */
  readonly args: readonly string[];
  /** What the host calls, again and again, whenever no promise is left to go on. */
  turn: () => void;
  env(name: string): string | undefined;
  /** A monotonic clock, in nanoseconds. */
  now(): number;
  /** Fills bytes with random ones. */
  random(bytes: Uint8Array): number;
  pid(): number;
  exit(code: number): never;
  /** Waits for files, an array of `struct pollfd` in memory of its own; milliseconds, negative for no end. */
  poll(entries: Uint8Array, milliseconds: number): number;
  /** Blocks signals, a number a byte, and gives a file to read them from. */
  signals(numbers: Uint8Array): number;
  /** Has a directory that is open tell of changes by SIGIO. */
  notify(file: number, events: number): number;
  inotify(): number;
  watch(file: number, path: string, mask: number): number;
  unwatch(file: number, watch: number): number;
  /** A socket that never blocks. */
  socket(family: number, type: number): number;
  connect(file: number, address: Uint8Array): number;
  bind(file: number, address: Uint8Array): number;
  listen(file: number, backlog: number): number;
  /** Why connecting failed, zero if it did not. */
  socketError(file: number): number;
  /** Writes the address of this end and gives its length. */
  ownAddress(file: number, address: Uint8Array): number;
  /** Writes the cookie of a socket's network namespace in decimal digits, with a NUL behind them, and gives how many digits. */
  networkCookie(file: number, digits: Uint8Array): number;
  /** Opens without ever blocking or becoming the controlling terminal's process. */
  open(path: string, flags: number, mode: number): number;
  /** The same, but not through a link in the last place. */
  openNoLink(path: string, flags: number, mode: number): number;
  read(file: number, bytes: Uint8Array): number;
  write(file: number, bytes: Uint8Array): number;
  close(file: number): number;
  /** Makes a file empty. */
  truncate(file: number): number;
  fileMode(file: number, mode: number): number;
  mode(path: string, mode: number): number;
  /** Writes mode, device and inode as three 64-bit floats. */
  status(path: string, values: Uint8Array): number;
  fileStatus(file: number, values: Uint8Array): number;
  readLink(path: string, text: Uint8Array): number;
  /** Reads some `struct linux_dirent64`, none at the end. */
  entries(file: number, bytes: Uint8Array): number;
  makeDirectory(path: string, mode: number): number;
  rename(from: string, to: string): number;
  /** Gives two files each other's name. */
  exchange(one: string, other: string): number;
  remove(path: string): number;
  /** Puts other bytes in the place of one of our own arguments, for the commands that are started from then on. */
  setArgument(index: number, bytes: Uint8Array): number;
  /** Sets a variable of the commands that are started from then on. */
  setEnv(name: string, bytes: Uint8Array): number;
  /**
   * Starts our own arguments from `index` on with our input and output, in a session of their own if `session` is not 0; gives the process
   * id.
   */
  spawn(index: number, session: number): number;
  /** Starts words, each with a NUL at its end, in a session of their own with `file` as input and output; gives the process id. */
  run(words: Uint8Array, file: number): number;
  /** Becomes our own arguments from `index` on; `EINTR` if a signal that asks us to end is pending. */
  become(index: number): number;
  /** Takes a child that has ended: its process id, or zero, and its `int` status. */
  wait(status: Uint8Array): number;
  kill(pid: number, signal: number): number;
}
