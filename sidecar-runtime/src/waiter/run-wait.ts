import type { Platform } from '../platform/platform.ts';
import { disabledReason } from './disabled.ts';
import type { Event } from './event.ts';
import { EXIT, exitCodeOfSignal } from './exit-code.ts';
import type { Gate, WaitInvocation } from './invocation.ts';
import type { GateRecord } from './record.ts';
import { Report } from './report.ts';
import { StopSignal } from './stop-signal.ts';
import { waitForGates } from './wait.ts';

/** `startgate wait`: waits, and is done. Returns the exit code. */
export async function runWait(platform: Platform, invocation: WaitInvocation): Promise<number> {
  const report = new Report(platform, invocation.logFormat);
  const stop = new StopSignal(platform);
  try {
    const passage = await passGates(platform, invocation.gates, { state: invocation.state, report, stop });
    return passage.kind === 'stopped' ? passage.exitCode : EXIT.OPEN;
  } finally {
    stop.close();
  }
}

/** What passing gates needs. */
export interface PassContext {
  readonly state: string;
  readonly report: Report;
  readonly stop: StopSignal;
  readonly onChange?: (gates: readonly GateRecord[]) => void;
}

/** Past all gates after some milliseconds, or stopped before them with an exit code. */
export type Passage = { readonly kind: 'passed'; readonly waitedMs: number } | { readonly kind: 'stopped'; readonly exitCode: number; readonly events?: readonly Event[] };

/** Waits for gates as the command line and the environment say, and tells everybody how it ended. */
export async function passGates(platform: Platform, gates: readonly Gate[], context: PassContext): Promise<Passage> {
  const { report, stop } = context;
  const disabled = disabledReason(platform);
  if (disabled !== undefined) {
    report.say({ event: 'disabled', reason: disabled });
    return { kind: 'passed', waitedMs: 0 };
  }
  const result = await waitForGates(gates, { ...context, platform, say: (event) => report.say(event) }, stop.cancel);
  // A signal that came in at the last moment must not be lost.
  await platform.signals.settled();
  const last = result.kind === 'open' && result.last !== undefined ? [result.last] : [];
  if (stop.signal !== undefined) {
    report.say(...last, { event: 'signal', signal: stop.signal });
    return { kind: 'stopped', exitCode: exitCodeOfSignal(stop.signal) };
  }
  if (result.kind === 'closed') {
    report.terminate(result.events);
    return { kind: 'stopped', exitCode: EXIT.UNAVAILABLE, events: result.events };
  }
  const waitedMs = result.kind === 'open' ? result.waitedMs : 0;
  if (gates.length > 0) report.say(...last, { event: 'all-open', waitedMs });
  return { kind: 'passed', waitedMs };
}
