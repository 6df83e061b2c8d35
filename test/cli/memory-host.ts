import { type Host, ProgramError, type ProgramResult } from '../../src/cli/host';
import { run } from '../../src/cli/run';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
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
  /** Milliseconds since 1970; a pause adds to them. */
  readonly time?: number;
  /** What each look at the clock adds to it. */
  readonly tick?: number;
}

/** Runs the program in a world of its own: no process, no disk, no clock. */
export async function runIn(world: World, ...args: string[]): Promise<Ran> {
  let [out, err, time, wall] = ['', '', 0, world.time ?? 0];
  const files = new Map(Object.entries(world.files ?? {}).map(([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content]));
  const isFolder = (path: string): boolean => [...files.keys()].some((file) => file.startsWith(`${path.replace(/\/$/u, '')}/`));
  const host: Host = {
    env: world.env ?? {},
    stdout: { write: (text) => { out += text; }, isTerminal: world.terminal ?? false },
    stderr: { write: (text) => { err += text; }, isTerminal: world.terminal ?? false },
    stdin: world.stdin === undefined ? undefined : () => Promise.resolve(new TextEncoder().encode(world.stdin)),
    now: () => (time += world.tick ?? 0),
    time: () => wall,
    pause: (milliseconds) => { wall += milliseconds; return Promise.resolve(); },
    runProgram: (program, args) => (program === 'kubectl' && world.kubectl !== undefined
      ? Promise.resolve({ code: 0, out: '', error: '', ...world.kubectl(args) })
      : Promise.reject(new ProgramError(`spawn ${program} ENOENT`, 'missing'))),
    files: {
      read: (path) => files.get(path)!,
      size: (path) => files.get(path)!.length,
      kind: (path) => (files.has(path) ? 'file' : isFolder(path) ? 'folder' : 'missing'),
      list: (folder) => [...new Set([...files.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1).split('/')[0]!))].sort(),
    },
  };
  return { code: await run(args, host), out, err };
}
