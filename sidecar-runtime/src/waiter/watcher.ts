import { PlatformError, type Cancellation, type Platform } from '../platform/platform.ts';
import { pause } from './cancel.ts';
import { SHORTEST_INTERVAL } from './options.ts';
import { stateOf } from './state.ts';
import type { Check } from './target.ts';

/** A directory that may get a name which opens a gate. */
export interface Watched {
  readonly path: string;
  readonly names: 'all' | 'renamed';
}

/** What to watch for a gate, the nearest first; nothing for what is asked over a connection. */
export function watchedBy(check: Check, state: string): readonly Watched[] {
  if (check.kind === 'state') return [{ path: stateOf(state, check.container), names: 'renamed' }, { path: state, names: 'all' }];
  if (check.kind === 'file' || check.kind === 'unix') return foldersOf(check.path).map((path) => ({ path, names: 'all' }));
  return [];
}

/** How many changes may end pauses one right after another: a file that is written and renamed may make four or five. */
const BURST = 8;

/** A pause that ends early when something changes. The change is a hint only: the caller looks again, and does so without one too. */
export class Watcher {
  private readonly platform: Platform;
  private readonly candidates: readonly Watched[];
  private watched: Watched | undefined;
  private stop: (() => void) | undefined;
  private changed = false;
  /** How far the changes that were heard have used up the time to come, at {@link SHORTEST_INTERVAL} each. */
  private spentUntil = 0;
  private wakeUp: () => void = () => undefined;

  constructor(platform: Platform, candidates: readonly Watched[]) {
    this.platform = platform;
    this.candidates = candidates;
    this.watchNearest();
    // Nobody has looked yet.
    this.changed = false;
  }

  /** Whether a directory is watched now. */
  get listens(): boolean {
    return this.stop !== undefined;
  }

  /** Sleeps, but not past a change. A storm of changes ends pauses every 10 ms only, so that it costs next to nothing. */
  pause(milliseconds: number, cancel: Cancellation): Promise<void> {
    return this.candidates.length === 0 ? pause(this.platform, milliseconds, cancel) : this.pauseUntilChange(milliseconds, cancel);
  }

  close(): void {
    this.stop?.();
    this.stop = undefined;
  }

  private async pauseUntilChange(milliseconds: number, cancel: Cancellation): Promise<void> {
    this.watchNearest();
    const end = this.platform.now() + milliseconds;
    if (!this.changed) {
      await pause(this.platform, milliseconds, cancel, (wakeUp) => {
        this.wakeUp = wakeUp;
      });
    }
    if (this.changed) await this.rest(end, cancel);
    this.changed = false;
  }

  private async rest(end: number, cancel: Cancellation): Promise<void> {
    const left = Math.min(this.spentUntil - (BURST - 1) * SHORTEST_INTERVAL, end) - this.platform.now();
    if (left > 0) {
      // Whoever listens on is woken by each change.
      this.close();
      this.watched = undefined;
      await pause(this.platform, left, cancel);
      this.watchNearest();
    }
    this.spentUntil = Math.max(this.platform.now(), this.spentUntil) + SHORTEST_INTERVAL;
  }

  private watchNearest(): void {
    try {
      const nearest = this.candidates.find(({ path }) => this.platform.files.status(path)?.kind === 'directory');
      if (nearest === undefined || nearest === this.watched) return;
      this.close();
      // What changed before the watch began is found by looking again at once.
      this.changed = true;
      this.watched = nearest;
      this.stop = this.platform.watch(nearest.path, nearest.names, () => {
        this.changed = true;
        this.wakeUp();
      });
    } catch (error) {
      // A limit of the node, a directory that went, one that can't be looked at: the pause is then as long as it says.
      if (!(error instanceof PlatformError)) throw error;
    }
  }
}

/** The directories on the way to a path, the nearest first. */
function foldersOf(path: string): readonly string[] {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? ['/'] : [path.slice(0, slash), ...foldersOf(path.slice(0, slash))];
}
