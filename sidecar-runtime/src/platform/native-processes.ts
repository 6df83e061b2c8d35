import { concat, encode } from '../waiter/bytes.ts';
import { SIGNALS } from '../waiter/signal.ts';
import { checked } from './native-error.ts';
import { failureOf } from './native-failure.ts';
import type { NativeFiles } from './native-files.ts';
import type { Host } from './native-host.ts';
import type { Loop } from './native-loop.ts';
import { O_RDWR } from './native-open.ts';
import { SIGCHLD, type NativeSignals } from './native-signals.ts';
import type { Cancellation, Child, Exit, Processes, Replaced } from './platform.ts';

/** Nobody is left to be signalled, or it has become another user since. */
const GONE: readonly number[] = [-1, -3];

/** Processes over the host. */
export class NativeProcesses implements Processes {
  readonly pid: number;
  private readonly host: Host;
  private readonly loop: Loop;
  private readonly signals: NativeSignals;
  private readonly files: NativeFiles;
  private readonly running = new Map<number, (exit: Exit) => void>();
  private nowhere = -1;

  constructor(host: Host, loop: Loop, signals: NativeSignals, files: NativeFiles) {
    this.host = host;
    this.loop = loop;
    this.signals = signals;
    this.files = files;
    this.pid = host.pid();
    signals.onKernel(SIGCHLD, () => this.reap());
  }

  async run(command: readonly string[], cancel: Cancellation): Promise<Exit> {
    if (this.nowhere < 0) this.nowhere = checked(this.host.open('/dev/null', O_RDWR, 0), 'open', '/dev/null');
    const words = command.map((word) => concat(encode(word), new Uint8Array(1)));
    const child = this.child(checked(this.host.run(concat(...words), this.nowhere), 'spawn', command[0]), true);
    const release = cancel.onCancel(() => child.kill(SIGNALS.SIGKILL));
    try {
      return await child.exited;
    } finally {
      release();
    }
  }

  async start(index: number, { group, replaced }: { readonly group: boolean; readonly replaced?: Replaced }): Promise<Child> {
    for (const [place, bytes] of replaced?.args ?? []) checked(this.host.setArgument(index + place, bytes), 'spawn');
    for (const [name, bytes] of replaced?.environment ?? []) checked(this.host.setEnv(name, bytes), 'spawn', name);
    const pid = checked(this.host.spawn(index, group ? 1 : 0), 'spawn', this.host.args[index]);
    return Promise.resolve(this.child(pid, group));
  }

  readonly become = (index: number): void => {
    this.signals.obeyPending();
    const failed = this.host.become(index);
    // The host looks once more before it gives the signals back, and leaves what came to us.
    this.signals.obeyPending();
    throw failureOf(failed, 'execve', this.host.args[index]);
  };

  readonly copySelf = (path: string): void => {
    this.files.copy('/proc/self/exe', path, 0o555);
  };

  private child(pid: number, group: boolean): Child {
    const release = this.loop.hold();
    const exited = new Promise<Exit>((resolve) => {
      this.running.set(pid, (exit) => {
        release();
        resolve(exit);
      });
    });
    return {
      exited,
      kill: (signal) => {
        if (!this.running.has(pid)) return;
        const sent = this.host.kill(group ? -pid : pid, signal);
        if (!GONE.includes(sent)) checked(sent, 'kill');
      },
    };
  }

  /** Takes every child that has ended; as PID 1 also those that others left behind. */
  private reap(): void {
    const status = new Int32Array(1);
    for (;;) {
      const pid = this.host.wait(new Uint8Array(status.buffer));
      if (pid <= 0) return;
      const ended = this.running.get(pid);
      this.running.delete(pid);
      ended?.(exitOf(status[0] as number));
    }
  }
}

/** The status of wait(2): a signal in the low seven bits, or a code in the next eight. */
function exitOf(status: number): Exit {
  const signal = status & 0x7f;
  return signal === 0 ? { kind: 'code', code: (status >> 8) & 0xff } : { kind: 'signal', signal };
}
