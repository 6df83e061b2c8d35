import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * The program that process tests run, as a command and its first arguments: what is built here, or the native waiter
 * that STARTGATE_PROGRAM names, which must behave the same.
 */
export function program(): readonly [string, ...string[]] {
  const other = process.env.STARTGATE_PROGRAM;
  if (other !== undefined) return [other];
  return [process.execPath, fileURLToPath(new URL('../../dist/main.js', import.meta.url))];
}

/** Whether the program is the Node build: what only Node does, or can't do, is tested there alone. */
export const isNodeBuild = process.env.STARTGATE_PROGRAM === undefined;

/** How a process ended and what it wrote. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdio?: StdioOptions;
  readonly cwd?: string;
  /** Another way to call the program. */
  readonly program?: readonly [string, ...string[]];
  /** A process group of its own, so that a test can end it with all its children. */
  readonly detached?: boolean;
}

/** A started program. */
export class Running {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
  private stdout = '';
  private stderr = '';
  private readonly listeners = new Set<() => void>();

  constructor(command: readonly [string, ...string[]], args: readonly string[], options: RunOptions) {
    const [file, ...first] = command;
    const env = { ...process.env, KUBERNETES_SERVICE_HOST: undefined, STARTGATE_TERMINATION_LOG: '/nonexistent', ...options.env };
    this.child = spawn(file, [...first, ...args], { env, stdio: options.stdio ?? ['ignore', 'pipe', 'pipe'], cwd: options.cwd, detached: options.detached ?? false });
    this.child.stdout?.setEncoding('latin1').on('data', (text: string) => this.add('stdout', text));
    this.child.stderr?.setEncoding('latin1').on('data', (text: string) => this.add('stderr', text));
    this.outcome = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => resolve({ code, signal, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** Settles when the program has written this text; fails if it ends without. */
  async says(text: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (this.written.includes(text)) resolve();
      };
      this.listeners.add(look);
      look();
      void this.outcome.then(({ stdout, stderr }) => reject(new Error(`ended without "${text}": ${stdout}${stderr}`)), reject);
    });
  }

  /** What it has written so far. */
  get written(): string {
    return `${this.stdout}${this.stderr}`;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  private add(stream: 'stdout' | 'stderr', text: string): void {
    this[stream] += text;
    for (const listener of this.listeners) listener();
  }
}

/** Starts the program. */
export function start(args: readonly string[], options: RunOptions = {}): Running {
  return new Running(options.program ?? program(), args, options);
}

/** Runs the program to its end. */
export function runProgram(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return start(args, options).outcome;
}
