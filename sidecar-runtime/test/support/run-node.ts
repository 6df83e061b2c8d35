import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** A Node process that a test started. It is killed when the test is over. */
export interface NodeRun {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The first match of standard output with `pattern`, as soon as there is one. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
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
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = pattern.exec(out);
      if (match !== null) return match;
      const closed = ended.then(() => 'ended' as const);
      if ((await Promise.race([once(child.stdout, 'data'), closed])) === 'ended' && !pattern.test(out)) {
        throw new Error(`the process ended without saying ${pattern.source}; stdout: "${out}"; stderr: "${err}"`);
      }
    }
  };
  return { child, stdout: () => out, stderr: () => err, says, ended };
}
