import { readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Host } from './host';

/** The host of a real process. */
export function nodeHost(): Host {
  process.stdout.on('error', leaveWhenNobodyReads);
  const { stdin } = process;
  return {
    env: process.env,
    stdout: { write: (text) => void process.stdout.write(text), isTerminal: process.stdout.isTTY, size: () => ({ columns: process.stdout.columns, rows: process.stdout.rows }) },
    stderr: { write: (text) => void process.stderr.write(text), isTerminal: process.stderr.isTTY, size: () => ({ columns: process.stderr.columns, rows: process.stderr.rows }) },
    stdin: stdin.isTTY ? undefined : async () => Buffer.concat(await stdin.toArray() as Buffer[]),
    now: () => performance.now(),
    time: () => Date.now(),
    pause: (milliseconds) => setTimeout(milliseconds),
    every: (milliseconds, call) => {
      const timer = setInterval(call, milliseconds);
      return () => clearInterval(timer);
    },
    runProgram: async (program, args) => (await import('./run-program')).runProgram(program, args),
    files: {
      read: (path) => readFileSync(path),
      list: (path) => readdirSync(path).sort(),
      size: (path) => statSync(path).size,
      kind: (path) => {
        const stat = statSync(path, { throwIfNoEntry: false });
        return stat === undefined ? 'missing' : stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other';
      },
    },
  };
}

/** `cdk8s-startgate explain | head` closes the pipe early: that is no fault of anybody. */
function leaveWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
