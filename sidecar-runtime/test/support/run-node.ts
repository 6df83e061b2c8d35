import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';

/** A Node process that a test started. It is killed when the test is over. */
export interface NodeRun {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The first match of standard output with `pattern`, as soon as there is one. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** The same of standard error. */
  readonly complains: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Starts Node with arguments. */
export function runNode(args: readonly string[], env: Record<string, string> = {}): NodeRun {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = once(child, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as NodeJS.Signals | null }));
  const match = async (pattern: RegExp, stream: Readable, text: () => string): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(text());
      if (found !== null) return found;
      const closed = ended.then(() => 'ended' as const);
      if ((await Promise.race([once(stream, 'data'), closed])) === 'ended' && !pattern.test(text())) {
        throw new Error(`the process ended without saying ${pattern.source}; stdout: "${out}"; stderr: "${err}"`);
      }
    }
  };
  return {
    child,
    stdout: () => out,
    stderr: () => err,
    says: (pattern) => match(pattern, child.stdout, () => out),
    complains: (pattern) => match(pattern, child.stderr, () => err),
    ended,
  };
}
