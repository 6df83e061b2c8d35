import { PlatformError, type Platform } from '../platform/platform.ts';
import type { ExecInvocation } from './invocation.ts';
import type { GateRecord, StateRecord, StepRecord } from './record.ts';
import type { Report } from './report.ts';
import { stateOf, StateWriter } from './state.ts';

/** Publishes the phases of a guard that has a name; one without a name has nothing to publish. */
export class Publisher {
  private readonly report: Report;
  private readonly name: string;
  private readonly directory: string;
  private readonly writer: StateWriter | undefined;
  private readonly once: Pick<StateRecord, 'once'>;
  private gates: readonly GateRecord[];
  private waitedMs = 0;

  private constructor(report: Report, invocation: ExecInvocation, writer: StateWriter | undefined) {
    this.report = report;
    this.name = invocation.name ?? '';
    this.directory = stateOf(invocation.state, this.name);
    this.writer = writer;
    this.once = invocation.once ? { once: true } : {};
    this.gates = invocation.gates.map(({ target }) => ({ target: target.label, state: 'closed' }));
  }

  /** Takes the name and publishes that it waits; `refused`, and said why, if the name can't be had. */
  static async open(platform: Platform, invocation: ExecInvocation, report: Report): Promise<Publisher | 'refused'> {
    const { name, state } = invocation;
    if (name === undefined) return new Publisher(report, invocation, undefined);
    let reason: string;
    try {
      const writer = await StateWriter.open(platform, state, name);
      if (writer !== undefined) {
        const publisher = new Publisher(report, invocation, writer);
        writer.write({ name, phase: 'waiting', gates: publisher.gates, ...publisher.once });
        return publisher;
      }
      reason = `another guard named "${name}" is running`;
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      reason = error.message;
    }
    const event = { event: 'state-lost', directory: stateOf(state, name), reason } as const;
    report.say(event);
    report.terminate([event]);
    return 'refused';
  }

  /** How the gates look now. That the last one is open is told by what follows, and the command need not wait for it to be written. */
  waiting(gates: readonly GateRecord[]): void {
    this.gates = gates;
    if (gates.some(({ state }) => state !== 'open')) this.write({ phase: 'waiting', ...this.once });
  }

  started(waitedMs: number): void {
    this.waitedMs = waitedMs;
    this.write({ phase: 'started', waitedMs });
  }

  ended(exitCode: number, ran: boolean, step?: StepRecord): void {
    this.write({ phase: 'ended', exitCode, ran, waitedMs: this.waitedMs, ...(step === undefined ? {} : { step }) });
  }

  /** A command that runs is worth more than a record of it: what can't be written is said, and the guard goes on. */
  private write(record: Pick<StateRecord, 'phase' | 'exitCode' | 'ran' | 'waitedMs' | 'once' | 'step'>): void {
    try {
      this.writer?.write({ name: this.name, gates: this.gates, ...record });
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      this.report.say({ event: 'state-lost', directory: this.directory, reason: error.message });
    }
  }
}
