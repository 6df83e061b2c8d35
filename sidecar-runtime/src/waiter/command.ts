import { PlatformError, type Child, type Platform, type Replaced } from '../platform/platform.ts';
import { printable } from './bytes.ts';
import type { Event } from './event.ts';
import { EXIT } from './exit-code.ts';
import type { ExecInvocation } from './invocation.ts';
import type { Publisher } from './publisher.ts';
import type { Report } from './report.ts';
import type { StopSignal } from './stop-signal.ts';
import { supervise } from './supervise.ts';

/** What running the command of a guard needs. */
export interface CommandContext {
  readonly report: Report;
  readonly stop: StopSignal;
  readonly publisher: Publisher;
  readonly waitedMs: number;
  /** What the command is given in place of what our own arguments and environment say. */
  readonly replaced?: Replaced;
  /** Told of the running command; what it gives back is called when the command has ended. */
  readonly watch?: (child: Child) => () => void;
}

/** How the command of a guard ended, or why it could not run. */
export type CommandEnd =
  | { readonly exitCode: number; readonly ran: true }
  | { readonly exitCode: number; readonly ran: false; readonly reason: string };

/** Becomes the command, or stays as its parent where it has to: to publish how it ends, to stop it, to signal its group. */
export async function runCommand(platform: Platform, invocation: ExecInvocation, context: CommandContext): Promise<CommandEnd> {
  const { report, stop, publisher, waitedMs, replaced } = context;
  const { become } = platform.processes;
  const stays = invocation.name !== undefined || invocation.until !== undefined || invocation.group;
  let child: Child;
  try {
    if (become !== undefined && !stays) become(invocation.commandIndex);
    const options = { group: invocation.group, ...(replaced === undefined ? {} : { replaced }) };
    child = await platform.processes.start(invocation.commandIndex, options);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const found = error.code !== 'ENOENT';
    const reason = reasonOf(error);
    const event: Event = { event: 'command-failed', command: printable(platform.args[invocation.commandIndex] ?? ''), reason };
    report.say(event);
    report.terminate([event]);
    return { exitCode: found ? EXIT.NOT_RUNNABLE : EXIT.NOT_FOUND, ran: false, reason };
  }
  const release = context.watch?.(child);
  try {
    const exitCode = await supervise(platform, child, { invocation, report, stop, onStart: () => publisher.started(waitedMs) });
    return { exitCode, ran: true };
  } finally {
    release?.();
  }
}

function reasonOf({ code, message }: PlatformError): string {
  switch (code) {
    case 'ENOENT': return 'not found';
    case 'EACCES': return 'permission denied';
    default: return message;
  }
}
