import { PlatformError, type Child, type Platform } from '../platform/platform.ts';
import { printable } from './bytes.ts';
import type { Event } from './event.ts';
import { EXIT } from './exit-code.ts';
import type { ExecInvocation } from './invocation.ts';
import { Publisher } from './publisher.ts';
import { Report } from './report.ts';
import { passGates } from './run-wait.ts';
import { StopSignal } from './stop-signal.ts';
import { leaveOutcome, skipStep } from './step.ts';
import { supervise } from './supervise.ts';

/**
 * `startgate exec`: waits, then becomes the command, or stays as its parent where it has to: to publish how it ends,
 * to stop it, to signal its group, or because the platform can't become another program. Returns the exit code.
 */
export async function runExec(platform: Platform, invocation: ExecInvocation): Promise<number> {
  const report = new Report(platform, invocation.logFormat);
  const stop = new StopSignal(platform);
  try {
    const publisher = await Publisher.open(platform, invocation, report);
    if (publisher === 'refused') return EXIT.UNAVAILABLE;
    const { gates, state } = invocation;
    const passage = await passGates(platform, gates, { state, report, stop, onChange: (views) => publisher.waiting(views) });
    if (passage.kind === 'stopped') return invocation.step === true ? skipStep(passage, invocation, report, publisher) : passage.exitCode;
    return await runCommand(platform, invocation, { report, stop, publisher, waitedMs: passage.waitedMs });
  } finally {
    stop.close();
  }
}

interface CommandContext {
  readonly report: Report;
  readonly stop: StopSignal;
  readonly publisher: Publisher;
  readonly waitedMs: number;
}

async function runCommand(platform: Platform, invocation: ExecInvocation, context: CommandContext): Promise<number> {
  const { report, stop, publisher, waitedMs } = context;
  const { become } = platform.processes;
  const stays = invocation.name !== undefined || invocation.until !== undefined || invocation.group;
  let child: Child;
  try {
    if (become !== undefined && !stays) become(invocation.commandIndex);
    child = await platform.processes.start(invocation.commandIndex, { group: invocation.group });
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const found = error.code !== 'ENOENT';
    const reason = found ? (error.code === 'EACCES' ? 'permission denied' : error.message) : 'not found';
    const event: Event = { event: 'command-failed', command: printable(platform.args[invocation.commandIndex] ?? ''), reason };
    report.say(event);
    report.terminate([event]);
    const exitCode = found ? EXIT.NOT_RUNNABLE : EXIT.NOT_FOUND;
    publisher.ended(exitCode, false);
    leaveOutcome(invocation, report, { outcome: 'failed', exitCode, reason, durationMs: 0 });
    return exitCode;
  }
  const start = platform.now();
  const exitCode = await supervise(platform, child, { invocation, report, stop, onStart: () => publisher.started(waitedMs) });
  publisher.ended(exitCode, true);
  leaveOutcome(invocation, report, { outcome: exitCode === 0 ? 'succeeded' : 'failed', exitCode, durationMs: Math.round(platform.now() - start) });
  return exitCode;
}
