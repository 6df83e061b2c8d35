import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';

/** A container of the play as a process of this machine. */
export class ContainerProcess {
  /** Exit code, 128+n when a signal ended it. */
  readonly exit: Promise<number>;
  private readonly child: ChildProcess;

  /** @param onLine takes each line that it prints */
  constructor(command: readonly string[], onLine: (line: string) => void) {
    const [program, ...args] = command as [string, ...string[]];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
    this.exit = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(signal === null ? code! : 128 + constants.signals[signal]));
    });
  }

  async stop(): Promise<number> {
    this.child.kill('SIGTERM');
    return this.exit;
  }
}
