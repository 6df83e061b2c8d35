import type { Platform } from '../platform/platform.ts';
import { Canceller } from './cancel.ts';
import { ends } from './signal.ts';

/** Turns the first signal that asks us to end into a cancellation, until a command is there to get the signals. */
export class StopSignal {
  readonly cancel = new Canceller();
  private received: number | undefined;
  private readonly release: () => void;

  constructor(platform: Platform) {
    this.release = platform.signals.onSignal((signal) => {
      if (!ends(signal)) return;
      this.received ??= signal;
      this.cancel.cancel();
    });
  }

  /** The signal that came, if one did. */
  get signal(): number | undefined {
    return this.received;
  }

  /** From now on signals are for somebody else. */
  close(): void {
    this.release();
  }
}
