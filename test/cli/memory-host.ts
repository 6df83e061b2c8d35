import type { Host } from '../../src/cli/host';
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
  /** What each look at the clock adds to it. */
  readonly tick?: number;
}

/** Runs the program in a world of its own: no process, no disk, no clock. */
export async function runIn(world: World, ...args: string[]): Promise<Ran> {
  let [out, err, time] = ['', '', 0];
  const files = new Map(Object.entries(world.files ?? {}).map(([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content]));
  const isFolder = (path: string): boolean => [...files.keys()].some((file) => file.startsWith(`${path}/`));
  const host: Host = {
    env: world.env ?? {},
    stdout: { write: (text) => { out += text; }, isTerminal: world.terminal ?? false },
    stderr: { write: (text) => { err += text; }, isTerminal: world.terminal ?? false },
    stdin: world.stdin === undefined ? undefined : () => Promise.resolve(new TextEncoder().encode(world.stdin)),
    now: () => (time += world.tick ?? 0),
    files: {
      read: (path) => files.get(path)!,
      size: (path) => files.get(path)!.length,
      kind: (path) => (files.has(path) ? 'file' : isFolder(path) ? 'folder' : 'missing'),
      list: (folder) => [...new Set([...files.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1).split('/')[0]!))].sort(),
    },
  };
  return { code: await run(args, host), out, err };
}
