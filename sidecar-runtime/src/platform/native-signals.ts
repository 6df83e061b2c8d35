import { ends, SIGNALS } from '../waiter/signal.ts';
import { exitCodeOfSignal } from '../waiter/exit-code.ts';
import { checked, EAGAIN } from './native-error.ts';
import type { Host } from './native-host.ts';
import { READABLE, type Loop } from './native-loop.ts';
import type { Signals } from './platform.ts';

/** What the kernel itself tells us so: that a child may have ended, or that a directory has changed. */
export const SIGCHLD = 17;
export const SIGIO = 29;

/** The signals that a guard hands on. What stops and continues a process group in a terminal stays the kernel's. */
const FORWARDED: readonly number[] = [
  SIGNALS.SIGHUP,
  SIGNALS.SIGINT,
  SIGNALS.SIGQUIT,
  SIGNALS.SIGTERM,
  SIGNALS.SIGUSR1,
  SIGNALS.SIGUSR2,
  SIGNALS.SIGALRM,
  SIGNALS.SIGCONT,
  SIGNALS.SIGWINCH,
];

/** The size of `struct signalfd_siginfo`, which begins with the number of the signal. */
const ENTRY = 128;

/** Signals over the host: they stay pending until they are read from a file. */
export class NativeSignals implements Signals {
  private readonly host: Host;
  private readonly file: number;
  private readonly callbacks = new Set<(signal: number) => void>();
  private readonly told = new Map<number, () => void>();

  constructor(host: Host, loop: Loop) {
    this.host = host;
    this.file = checked(host.signals(Uint8Array.of(SIGCHLD, SIGIO, ...FORWARDED)), 'signalfd');
    loop.whenEver(this.file, READABLE, { ready: () => this.deliver() });
  }

  onSignal(callback: (signal: number) => void): () => void {
    const own = (signal: number): void => callback(signal);
    this.callbacks.add(own);
    return () => this.callbacks.delete(own);
  }

  /** Calls back when the kernel sends a signal that is meant for ourselves. */
  onKernel(signal: typeof SIGCHLD | typeof SIGIO, callback: () => void): void {
    this.told.set(signal, callback);
  }

  settled(): Promise<void> {
    this.deliver();
    return Promise.resolve();
  }

  /** Ends the process if a signal that asks for it has come and nobody was told yet. */
  obeyPending(): void {
    for (const signal of this.take()) if (ends(signal)) this.host.exit(exitCodeOfSignal(signal));
  }

  private deliver(): void {
    for (const signal of this.take()) {
      if (!FORWARDED.includes(signal)) {
        this.told.get(signal)?.();
        continue;
      }
      if (this.callbacks.size === 0 && ends(signal)) this.host.exit(exitCodeOfSignal(signal));
      for (const callback of this.callbacks) callback(signal);
    }
  }

  private take(): readonly number[] {
    const signals: number[] = [];
    const bytes = new Uint8Array(8 * ENTRY);
    for (;;) {
      const length = this.host.read(this.file, bytes);
      if (length === -EAGAIN) return signals;
      for (let at = 0; at < checked(length, 'read'); at += ENTRY) signals.push(bytes[at] as number);
      if (length < bytes.length) return signals;
    }
  }
}
