import { type Host, ProgramError, type ProgramLimits, type ProgramResult } from '../../src/cli/host';
import { run } from '../../src/cli/run';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What the program wrote, by path; told only if it wrote a file. */
  readonly written?: Readonly<Record<string, string>>;
}

export interface World {
  /** Contents by path; a folder is where something is below it. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** What comes through a pipe; undefined is a terminal. */
  readonly stdin?: string;
  readonly terminal?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** What kubectl answers; undefined is a machine without kubectl. */
  readonly kubectl?: (args: readonly string[]) => Partial<ProgramResult>;
  /** What other programs of the path answer, or throw. */
  readonly programs?: Readonly<Record<string, (args: readonly string[], limits?: ProgramLimits) => Partial<ProgramResult>>>;
  /** Milliseconds since 1970; a pause adds to them. */
  readonly time?: number;
  /** What each look at the clock adds to it. */
  readonly tick?: number;
  /** Milliseconds that kubectl and stdin take to answer. */
  readonly takes?: number;
  /** Letters in a line of the terminal. */
  readonly columns?: number;
}

/** Runs the program in a world of its own: no process, no disk, no clock. */
export async function runIn(world: World, ...args: string[]): Promise<Ran> {
  let [out, err, time, wall] = ['', '', 0, world.time ?? 0];
  const files = new Map(Object.entries(world.files ?? {}).map(([path, content]) => [
    path, typeof content === 'string' ? new TextEncoder().encode(content) : content,
  ]));
  const written: Record<string, string> = {};
  const isFolder = (path: string): boolean => [...files.keys()].some((file) => file.startsWith(`${path.replace(/\/$/u, '')}/`));
  const timers = new Set<{ readonly milliseconds: number; readonly call: () => void; due: number }>();
  const answerLater = (): void => {
    for (const end = time + (world.takes ?? 0); time < end;) {
      time += 100;
      for (const timer of timers) {
        if (time < timer.due) continue;
        timer.due = time + timer.milliseconds;
        timer.call();
      }
    }
  };
  const size = (): { columns: number; rows: number } => ({ columns: world.columns ?? 80, rows: 24 });
  const host: Host = {
    env: world.env ?? {},
    stdout: { write: (text) => { out += text; }, isTerminal: world.terminal ?? false, size },
    stderr: { write: (text) => { err += text; }, isTerminal: world.terminal ?? false, size },
    stdin: world.stdin === undefined ? undefined : async () => {
      await Promise.resolve();
      answerLater();
      return new TextEncoder().encode(world.stdin);
    },
    now: () => (time += world.tick ?? 0),
    time: () => wall,
    pause: (milliseconds) => { wall += milliseconds; return Promise.resolve(); },
    every: (milliseconds, call) => {
      const timer = { milliseconds, call, due: time + milliseconds };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    runProgram: async (program, args, limits) => {
      const answer = program === 'kubectl' ? world.kubectl : world.programs?.[program];
      if (answer === undefined) throw new ProgramError(`spawn ${program} ENOENT`, 'missing');
      await Promise.resolve();
      answerLater();
      return { code: 0, out: '', error: '', ...answer(args, limits) };
    },
    files: {
      read: (path) => {
        const content = files.get(path);
        if (content === undefined) throw Object.assign(new Error(`ENOENT: no such file "${path}"`), { code: 'ENOENT' });
        return content;
      },
      readAt: (path, offset, length) => files.get(path)!.subarray(offset, offset + length),
      write: (path, text) => { written[path] = text; },
      size: (path) => files.get(path)!.length,
      kind: (path) => {
        if (files.has(path)) return 'file';
        return isFolder(path) ? 'folder' : 'missing';
      },
      realPath: (path) => path,
      list: (folder) => [
        ...new Set([...files.keys()].filter((path) => path.startsWith(`${folder}/`)).map(
          (path) => path.slice(folder.length + 1).split('/')[0]!,
        )),
      ].sort(),
    },
  };
  const code = await run(args, host);
  return { code, out, err, ...(Object.keys(written).length === 0 ? {} : { written }) };
}
