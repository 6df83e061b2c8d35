import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Host, Output } from './host';

const CHUNK_BYTES = 64 * 1024;

/** The host of a real process. */
export function nodeHost(): Host {
  process.stdout.on('error', leaveWhenNobodyReads);
  const { stdin } = process;
  return {
    env: process.env,
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    stdin: stdin.isTTY ? undefined : (mostBytes) => readStream(stdin, mostBytes),
    now: () => performance.now(),
    time: () => Date.now(),
    pause: (milliseconds) => setTimeout(milliseconds),
    every: (milliseconds, call) => {
      const timer = setInterval(call, milliseconds);
      return () => clearInterval(timer);
    },
    runProgram: async (program, args, limits) => (await import('./run-program')).runProgram(program, args, limits),
    files: {
      read: (path, mostBytes) => (statSync(path).isFile() ? readFileSync(path) : readDevice(path, mostBytes)),
      readAt,
      write: (path, text) => writeFileSync(path, text),
      list: (path) => readdirSync(path).sort(),
      size: (path) => statSync(path).size,
      realPath: (path) => realpathSync(path),
      kind: kindOf,
    },
  };
}

/** What can't even be looked at, as a link to itself, is told when it is read. */
function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY,
    size: () => ({ columns: stream.columns, rows: stream.rows }),
  };
}

function kindOf(path: string): ReturnType<Host['files']['kind']> {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return 'missing';
    if (stat.isFile()) return 'file';
    return stat.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'other';
  }
}

async function readStream(stream: NodeJS.ReadStream, mostBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBytes) break;
  }
  return Buffer.concat(chunks);
}

/** A pipe or a device, which may never end. */
function readDevice(path: string, mostBytes: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let bytes = 0; bytes <= mostBytes;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const count = readSync(file, chunk);
      if (count === 0) break;
      chunks.push(chunk.subarray(0, count));
      bytes += count;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(file);
  }
}

function readAt(path: string, offset: number, length: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
  } finally {
    closeSync(file);
  }
}

/** `cdk8s-startgate explain | head` closes the pipe early: that is no error. */
function leaveWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
