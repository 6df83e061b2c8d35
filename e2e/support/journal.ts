import { closeSync, openSync, readSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** One line of a container's log. */
export interface Line {
  readonly pod: string;
  readonly container: string;
  /** Number of the container's attempt, from 0. */
  readonly attempt: number;
  readonly text: string;
}

/** What a container says of itself. */
export interface Entry extends Omit<Line, 'text'> {
  /** Nanoseconds on the machine's monotonic clock, taken by the container itself. */
  readonly at: number;
  readonly event: string;
  /** Which sandbox of its Pod it started in, where it was asked to say so. */
  readonly sandbox?: string;
}

interface OpenLog extends Omit<Line, 'text'> {
  readonly descriptor: number;
  readonly decoder: StringDecoder;
  rest: string;
}

/**
 * Everything that the containers of a namespace print, read from the kubelet's own files while it is written. A log that was
 * opened is read to its end, even if the kubelet has deleted it: no start of a process is missed, and neither a restarted
 * kubelet nor a busy API server matters.
 */
export class Journal {
  lines: Line[] = [];
  entries: Entry[] = [];
  private readonly logs = new Map<string, OpenLog>();
  private readonly timer: NodeJS.Timeout;
  /** What an earlier run has left. */
  private readonly earlier: Set<string>;
  private closed = false;

  constructor(
    private readonly folder: string,
    private readonly namespace: string,
  ) {
    this.earlier = new Set(list(folder));
    this.timer = setInterval(() => this.read(), 50);
  }

  /** The text of a container's attempts, one after another. */
  text(container: string): string {
    return this.lines.filter((line) => line.container === container).map((line) => line.text).join('\n');
  }

  /** Lets go of a Pod that was deleted: what many have left takes longer to look through than what one says. */
  forget(pod: string): void {
    for (const [path, log] of this.logs) {
      if (log.pod !== pod) continue;
      closeSync(log.descriptor);
      this.logs.delete(path);
      this.earlier.add(relative(this.folder, path).split('/')[0]!);
    }
    this.lines = this.lines.filter((line) => line.pod !== pod);
    this.entries = this.entries.filter((entry) => entry.pod !== pod);
  }

  /** Reads what is left; nothing comes after it. */
  close(): void {
    clearInterval(this.timer);
    this.read();
    for (const { descriptor } of this.logs.values()) closeSync(descriptor);
    this.closed = true;
  }

  /** Reads until nothing is new: a line of a log that was read first may be older than one that is read last. */
  read(): void {
    if (this.closed) return;
    let before: number;
    do {
      before = this.lines.length;
      this.open();
      for (const log of this.logs.values()) {
        const [finished, rest] = splitLast(log.rest + readOn(log));
        log.rest = rest;
        for (const line of finished) this.take(log, line);
      }
    } while (this.lines.length > before);
  }

  /** Files are NAMESPACE_POD_UID/CONTAINER/ATTEMPT.log. */
  private open(): void {
    for (const pod of list(this.folder).filter((name) => name.startsWith(`${this.namespace}_`) && !this.earlier.has(name))) {
      for (const container of list(join(this.folder, pod))) {
        for (const file of list(join(this.folder, pod, container))) {
          const path = join(this.folder, pod, container, file);
          if (!/^\d+\.log$/.test(file)) continue;
          // after a new sandbox the kubelet may begin to count anew: another file of the same name
          const inode = unlessGone(() => statSync(path).ino);
          const key = `${path}:${inode ?? ''}`;
          if (inode === undefined || this.logs.has(key)) continue;
          const descriptor = unlessGone(() => openSync(path, 'r'));
          if (descriptor !== undefined) {
            this.logs.set(key, {
              pod: pod.split('_')[1]!, container, attempt: Number.parseInt(file), descriptor, decoder: new StringDecoder(), rest: '',
            });
          }
        }
      }
    }
  }

  /** A line is: time, stream, F for a whole line, text. */
  private take({ pod, container, attempt }: OpenLog, line: string): void {
    const text = line.split(' ').slice(3).join(' ');
    this.lines.push({ pod, container, attempt, text });
    if (text.startsWith('{"at":')) this.entries.push({ pod, container, attempt, ...(JSON.parse(text) as Pick<Entry, 'at' | 'event' | 'sandbox'>) });
  }
}

function list(folder: string): string[] {
  return unlessGone(() => readdirSync(folder)) ?? [];
}

/** The kubelet removes the logs of a Pod at any moment after its end. */
function unlessGone<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function splitLast(text: string): [string[], string] {
  const lines = text.split('\n');
  return [lines.slice(0, -1), lines.at(-1)!];
}

function readOn({ descriptor, decoder }: OpenLog): string {
  const buffer = Buffer.alloc(65_536);
  let text = '';
  for (;;) {
    const size = readSync(descriptor, buffer);
    if (size === 0) return text;
    text += decoder.write(buffer.subarray(0, size));
  }
}
