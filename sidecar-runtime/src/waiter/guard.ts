import type { Platform } from '../platform/platform.ts';
import { runCommand } from './command.ts';
import { EXIT } from './exit-code.ts';
import type { ExecInvocation } from './invocation.ts';
import { Publisher } from './publisher.ts';
import { Report } from './report.ts';
import { passGates } from './run-wait.ts';
import { Step } from './step.ts';
import { StopSignal } from './stop-signal.ts';

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
    const step = invocation.step === undefined ? undefined : new Step(platform, invocation, invocation.step, { report, publisher });
    step?.prepare();
    const passage = await passGates(platform, gates, { state, report, stop, onChange: (views) => publisher.waiting(views) });
    if (passage.kind === 'stopped') return step === undefined ? passage.exitCode : step.stopped(passage);
    const context = { report, stop, publisher, waitedMs: passage.waitedMs };
    if (step !== undefined) return await step.run(context);
    const end = await runCommand(platform, invocation, context);
    publisher.ended(end.exitCode, end.ran);
    return end.exitCode;
  } finally {
    stop.close();
  }
}
