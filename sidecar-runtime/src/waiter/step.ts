import { PlatformError, type Platform } from '../platform/platform.ts';
import { runCommand, type CommandContext } from './command.ts';
import { formatDuration } from './duration.ts';
import { formatEvent } from './event.ts';
import { EXIT, exitCodeOfSignal } from './exit-code.ts';
import type { ExecInvocation, StepSettings } from './invocation.ts';
import type { Publisher } from './publisher.ts';
import type { Report } from './report.ts';
import { readResults, ResultError, resultsOf } from './results.ts';
import type { Passage } from './run-wait.ts';
import { stepMessage, type StepOutcome } from './step-message.ts';
import { replaceReferences } from './step-replaced.ts';
import { whySkipped } from './step-when.ts';
import { StopSignal } from './stop-signal.ts';
import { TimeLimit } from './time-limit.ts';

/** What each event begins with; the message says whose it is already. */
const PREFIX = 'startgate: ';

/** One step of a row: what it leaves is read by those behind it, and by people in the status of the Pod. */
export class Step {
  private readonly platform: Platform;
  private readonly invocation: ExecInvocation;
  private readonly settings: StepSettings;
  private readonly report: Report;
  private readonly publisher: Publisher;
  private readonly name: string;

  constructor(
    platform: Platform, invocation: ExecInvocation, settings: StepSettings,
    context: { readonly report: Report; readonly publisher: Publisher },
  ) {
    this.platform = platform;
    this.invocation = invocation;
    this.settings = settings;
    this.report = context.report;
    this.publisher = context.publisher;
    this.name = invocation.name ?? '';
  }

  /** What can be done while it waits anyway. What can't be done is said once it is to run. */
  prepare(): void {
    try {
      this.makeFolder();
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
    }
  }

  private makeFolder(): void {
    this.platform.files.makeDirectory(resultsOf(this.invocation.state, this.name));
  }

  /**
   * It never starts: those behind it are told, else they would wait for ever. One that is skipped because another failed ends
   * with 0, so that the Pod fails with the code of that one alone.
   *
   * @returns the exit code
   */
  stopped(passage: Extract<Passage, { readonly kind: 'stopped' }>): number {
    const why = passage.events?.[0];
    const exitCode = why?.event === 'failed' ? EXIT.OPEN : passage.exitCode;
    const outcome = why === undefined ? 'cancelled' : 'skipped';
    const reason = why === undefined ? 'stopped by a signal' : formatEvent(why, 'text').slice(PREFIX.length);
    return this.end({ outcome, exitCode, reason, durationMs: 0 }, { row: passage.exitCode, ran: false, exitCode });
  }

  /** Its gates are open: runs the command if its conditions hold. Returns the exit code. */
  async run(context: CommandContext): Promise<number> {
    try {
      return await this.runUnlessSkipped(context);
    } catch (error) {
      if (!(error instanceof ResultError || error instanceof PlatformError)) throw error;
      return this.failed(EXIT.DATA, error.message, 0, false);
    }
  }

  private async runUnlessSkipped(context: CommandContext): Promise<number> {
    const { platform, invocation, settings } = this;
    const reason = await whySkipped(platform, invocation.state, settings.when);
    if (reason !== undefined) {
      this.report.say({ event: 'skipped', reason });
      return this.end({ outcome: 'skipped', exitCode: EXIT.OPEN, reason, durationMs: 0 }, { row: EXIT.OPEN, ran: false, exitCode: EXIT.OPEN });
    }
    const { signal } = context.stop;
    if (signal !== undefined) return this.stopped({ kind: 'stopped', exitCode: exitCodeOfSignal(signal) });
    this.makeFolder();
    return this.runWith(context);
  }

  private async runWith(context: CommandContext): Promise<number> {
    const { platform, settings } = this;
    const replaced = replaceReferences(platform, this.invocation, settings);
    const stop = new StopSignal(platform);
    const limit = new TimeLimit(platform, this.report, settings);
    const start = platform.now();
    try {
      const command = await runCommand(platform, this.invocation, { ...context, replaced, watch: (child) => limit.watch(child) });
      const durationMs = command.ran ? Math.round(platform.now() - start) : 0;
      if (limit.isPassed) return this.failed(EXIT.TIMED_OUT, `ran longer than ${formatDuration(settings.timeout ?? 0)}`, durationMs);
      if (!command.ran) return this.failed(command.exitCode, command.reason, durationMs, false);
      await platform.signals.settled();
      const signal = context.stop.signal ?? stop.signal;
      if (signal !== undefined) return this.cancelled(command.exitCode, signal, durationMs);
      return command.exitCode === 0 ? this.succeeded(durationMs) : this.failed(command.exitCode, undefined, durationMs);
    } finally {
      stop.close();
    }
  }

  private succeeded(durationMs: number): number {
    let results: ReadonlyMap<string, Uint8Array>;
    try {
      results = readResults(this.platform, this.invocation.state, this.name, this.settings.resultsLimit);
    } catch (error) {
      if (!(error instanceof ResultError)) throw error;
      return this.failed(EXIT.DATA, error.message, durationMs);
    }
    return this.end({ outcome: 'succeeded', exitCode: 0, durationMs, results }, { row: 0, ran: true, exitCode: 0 });
  }

  private failed(exitCode: number, reason: string | undefined, durationMs: number, ran = true): number {
    if (reason !== undefined) this.report.say({ event: 'step-failed', reason });
    const { continues } = this.settings;
    const results = ran ? this.resultsAnyway() : undefined;
    const row = continues ? EXIT.OPEN : exitCode;
    return this.end({
      outcome: 'failed',
      exitCode,
      ...(reason === undefined ? {} : { reason }),
      ...(continues ? { continued: true } : {}),
      durationMs,
      ...(results === undefined ? {} : { results }),
    }, { row, ran, exitCode: row });
  }

  /** What a step that failed has left tells why; what can't be shown is not worth a second failure. */
  private resultsAnyway(): ReadonlyMap<string, Uint8Array> | undefined {
    try {
      return readResults(this.platform, this.invocation.state, this.name, this.settings.resultsLimit);
    } catch (error) {
      if (!(error instanceof ResultError)) throw error;
      return undefined;
    }
  }

  /** It was told to end: those behind it must not start, however it ended. */
  private cancelled(exitCode: number, signal: number, durationMs: number): number {
    const row = exitCode === 0 ? exitCodeOfSignal(signal) : exitCode;
    return this.end({ outcome: 'cancelled', exitCode, reason: 'stopped by a signal', durationMs }, { row, ran: true, exitCode });
  }

  /** @param end what the row is told, whether the command ran, and the container's exit code */
  private end(outcome: Omit<StepOutcome, 'step'>, end: { readonly row: number; readonly ran: boolean; readonly exitCode: number }): number {
    const ran = end.ran && outcome.outcome !== 'skipped';
    this.publisher.ended(end.row, end.ran, { outcome: outcome.outcome, ...(ran ? { exitCode: outcome.exitCode } : {}) });
    this.report.leave(stepMessage({ step: this.name, ...outcome }, this.settings.messageLimit));
    return end.exitCode;
  }
}
