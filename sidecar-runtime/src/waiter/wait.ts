import type { Cancellation, Platform } from '../platform/platform.ts';
import type { Answer } from './answer.ts';
import { Canceller } from './cancel.ts';
import type { Event } from './event.ts';
import { GateWait } from './gate-wait.ts';
import type { Gate } from './invocation.ts';
import type { GateRecord } from './record.ts';

/** What a wait needs beside its gates. */
export interface WaitContext {
  readonly platform: Platform;
  /** The directory of the Pod's states. */
  readonly state: string;
  readonly say: (event: Event) => void;
  /** Told how all gates look, whenever one looks different. */
  readonly onChange?: (gates: readonly GateRecord[]) => void;
}

/** How a wait ended. */
export type WaitResult =
  /** With the event of the last gate that opened, which is not said yet. */
  | { readonly kind: 'open'; readonly waitedMs: number; readonly last?: Event }
  /** A gate timed out or failed, and its policy is to give up: why, and what else is closed. */
  | { readonly kind: 'closed'; readonly events: readonly Event[] }
  | { readonly kind: 'cancelled' };

/** Waits for many gates at once, until all are open, one gives up, or it is cancelled. */
export async function waitForGates(gates: readonly Gate[], context: WaitContext, cancel: Cancellation): Promise<WaitResult> {
  return new Wait(gates, context).run(cancel);
}

class Wait {
  private readonly gates: readonly Gate[];
  private readonly context: WaitContext;
  private readonly start: number;
  private readonly all = new Canceller();
  private readonly views: GateRecord[];
  /** The event of the gate that gave up. */
  private final: Event | undefined;
  /** The event of the gate that opened last, once all are open. */
  private last: Event | undefined;

  constructor(gates: readonly Gate[], context: WaitContext) {
    this.gates = gates;
    this.context = context;
    this.start = context.platform.now();
    this.views = gates.map((gate) => ({ target: gate.target.label, state: 'closed' }));
  }

  async run(cancel: Cancellation): Promise<WaitResult> {
    const release = cancel.onCancel(() => this.all.cancel());
    try {
      await Promise.all(this.gates.map((gate, index) => this.waitFor(gate, index)));
    } finally {
      release();
      this.all.cancel();
    }
    const { final, last } = this;
    if (final !== undefined) return { kind: 'closed', events: [final, ...this.othersClosed(final)] };
    if (!cancel.cancelled) return { kind: 'open', waitedMs: Math.round(this.context.platform.now() - this.start), ...(last === undefined ? {} : { last }) };
    if (last !== undefined) this.context.say(last);
    return { kind: 'cancelled' };
  }

  /** One that gives up ends the others. */
  private async waitFor(gate: Gate, index: number): Promise<void> {
    const show = (answer: Answer): void => this.show(gate, index, answer);
    const opened = (event: Event): void => this.opened(event);
    try {
      const end = await new GateWait(gate, { ...this.context, show, opened }, this.all).run();
      this.final ??= end;
    } finally {
      if (this.final !== undefined) this.all.cancel();
    }
  }

  private show(gate: Gate, index: number, answer: Answer): void {
    this.views[index] = { target: gate.target.label, ...view(answer) };
    this.context.onChange?.([...this.views]);
  }

  private opened(event: Event): void {
    if (this.views.every(({ state }) => state === 'open')) this.last = event;
    else this.context.say(event);
  }

  private othersClosed(final: Event): readonly Event[] {
    const target = 'target' in final ? final.target : '';
    return this.views
      .filter((gate) => gate.state === 'closed' && gate.target !== target)
      .map((gate) => ({ event: 'closed', target: gate.target, reason: gate.reason ?? 'not tried yet' }));
  }
}

function view(answer: Answer): Omit<GateRecord, 'target'> {
  return answer.state === 'open' ? { state: 'open' } : { state: answer.state, reason: answer.reason };
}
