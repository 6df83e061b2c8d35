import { PlatformError, type Platform } from '../platform/platform.ts';
import { closed, OPEN, type Answer } from './answer.ts';
import { consistsOf, decodeBytes, DIGITS } from './bytes.ts';

/** The most that is read of a file of a process, in bytes: the kernel takes arguments of some megabytes. */
const LIMIT = 8 << 20;

/** How a container runtime calls the first process of a container until it has become the command. */
const RUNTIME = ':INIT]';

/** A process, as the kernel tells of it. */
interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
  /** When it was started, in ticks since the boot of the machine. */
  readonly started: number;
}

/**
 * Whether the guard of this container has started its command, seen from another process of the container, as that of a probe.
 *
 * The processes of a container share a control group; the oldest is the guard, which becomes the command, or starts it as its child.
 * So no process namespace is asked for, and no file is needed.
 *
 * @see https://man7.org/linux/man-pages/man5/proc.5.html
 */
export function checkGuard(platform: Platform): Answer {
  const processes = processesOf(platform);
  const [main] = processes.sort((a, b) => a.started - b.started || a.pid - b.pid);
  if (main === undefined || main.pid === platform.processes.pid) return closed('no guard in this container');
  if (read(platform, `/proc/${main.pid}/comm`)?.includes(RUNTIME)) return closed('its container is being started');
  const words = wordsOf(platform, main.pid);
  if (words.length === 0) return closed('its first process has ended');
  const waits = isGuard(platform, words) && !processes.some((each) => isChild(each, main));
  return waits ? closed('waits for its own gates') : OPEN;
}

/**
 * As the first process of its namespace, the guard also becomes the parent of what a hook or `kubectl exec` has left behind. A container
 * runtime starts those in a session of their own, and only its first process leads it.
 */
function isChild({ pid, parent, session }: Process, guard: Process): boolean {
  return parent === guard.pid && (session === guard.session || session === pid);
}

/** The guard is the program that we are, called by any path to it. */
function isGuard(platform: Platform, words: readonly string[]): boolean {
  const ours = wordsOf(platform, platform.processes.pid);
  const verb = ours.length - platform.args.length;
  return words[verb] === 'exec' && nameOf(words[verb - 1]) === nameOf(ours[verb - 1]);
}

function nameOf(path: string | undefined): string | undefined {
  return path?.split('/').at(-1);
}

/** The processes of this container. */
function processesOf(platform: Platform): Process[] {
  const group = read(platform, '/proc/self/cgroup');
  const processes: Process[] = [];
  for (const name of platform.files.list('/proc')) {
    if (!consistsOf(name, DIGITS) || read(platform, `/proc/${name}/cgroup`) !== group) continue;
    // The name of the program stands in brackets, and may hold a bracket.
    const fields = read(platform, `/proc/${name}/stat`)?.split(') ').at(-1)?.split(' ') ?? [];
    const [parent, session, started] = [Number(fields[1]), Number(fields[3]), Number(fields[19])];
    if (![parent, session, started].every(Number.isSafeInteger)) continue;
    processes.push({ pid: Number(name), parent, session, started });
  }
  return processes;
}

function wordsOf(platform: Platform, pid: number): string[] {
  return read(platform, `/proc/${pid}/cmdline`)?.split('\0').slice(0, -1) ?? [];
}

/** A process that is gone, or that we may not look at, is none of ours. */
const UNSEEN: readonly string[] = ['ENOENT', 'ESRCH', 'EACCES', 'EPERM'];


function read({ files }: Platform, path: string): string | undefined {
  try {
    return decodeBytes(files.read(path, LIMIT));
  } catch (error) {
    if (error instanceof PlatformError && UNSEEN.includes(error.code)) return undefined;
    throw error;
  }
}
