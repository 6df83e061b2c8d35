import type { Child, Platform } from '../platform/platform.ts';
import type { Report } from './report.ts';
import { SIGNALS } from './signal.ts';

/**
 * Asks a command to end, and kills it after some milliseconds.
 *
 * @returns a function that calls off the kill
 */
export function terminate(platform: Platform, child: Child, grace: number, report: Report): () => void {
  child.kill(SIGNALS.SIGTERM);
  return platform.timer(grace, () => {
    report.say({ event: 'killing', graceMs: grace });
    child.kill(SIGNALS.SIGKILL);
  });
}

/** Stops a command that runs longer than it may. */
export class TimeLimit {
  private readonly platform: Platform;
  private readonly report: Report;
  private readonly timeout: number | undefined;
  private readonly grace: number;
  private stopTimer: (() => void) | undefined;
  private passed = false;

  /** @param timeout milliseconds; undefined: no limit */
  constructor(platform: Platform, report: Report, { timeout, grace }: { readonly timeout?: number; readonly grace: number }) {
    this.platform = platform;
    this.report = report;
    this.timeout = timeout;
    this.grace = grace;
  }

  /** Whether a command ran longer. */
  get isPassed(): boolean {
    return this.passed;
  }

  /** @returns a function to call when the command has ended */
  watch(child: Child): () => void {
    const { timeout } = this;
    if (timeout !== undefined) this.stopTimer = this.platform.timer(timeout, () => this.pass(child, timeout));
    return () => this.stopTimer?.();
  }

  private pass(child: Child, timeout: number): void {
    this.passed = true;
    this.report.say({ event: 'step-timeout', timeoutMs: timeout });
    this.stopTimer = terminate(this.platform, child, this.grace, this.report);
  }
}
