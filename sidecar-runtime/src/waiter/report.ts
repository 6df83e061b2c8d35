import { PlatformError, type Platform } from '../platform/platform.ts';
import { encode } from './bytes.ts';
import { findContainerLog } from './container-log.ts';
import { formatEvent, type Event } from './event.ts';
import type { LogFormat } from './invocation.ts';

/** What the kubelet keeps of a termination message, in bytes. @see https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/ */
const TERMINATION_LIMIT = 4096;

const TERMINATION_LOG = '/dev/termination-log';

/** Says events: on stderr, and in the container's log when stderr does not lead there. */
export class Report {
  private readonly platform: Platform;
  private readonly format: LogFormat;
  private readonly containerLog: string | undefined;

  constructor(platform: Platform, format: LogFormat) {
    this.platform = platform;
    this.format = format;
    this.containerLog = findContainerLog(platform);
  }

  /** What is said together is written together: whoever collects the log is woken once. */
  say(...events: readonly Event[]): void {
    const line = encode(events.map((event) => `${formatEvent(event, this.format)}\n`).join(''));
    this.platform.writeError(line);
    const { containerLog } = this;
    if (containerLog !== undefined) ignoringRefusal(() => this.platform.files.append(containerLog, line));
  }

  /** Leaves why we end where the kubelet looks for it; in text, whatever the log format, as people read it. */
  terminate(events: readonly Event[]): void {
    this.leave(events.map((event) => formatEvent(event, 'text')).join('\n'));
  }

  /** Leaves a text where the kubelet looks for it, in place of what was left before. */
  leave(text: string): void {
    const path = this.platform.env('STARTGATE_TERMINATION_LOG') ?? TERMINATION_LOG;
    ignoringRefusal(() => this.platform.files.overwrite(path, encode(text).subarray(0, TERMINATION_LIMIT)));
  }
}

/** A place that is not there or not ours to write costs the message, never the gate. */
function ignoringRefusal(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
  }
}
