import type { Cancellation, Platform } from '../platform/platform.ts';
import type { Answer } from './answer.ts';
import { Canceller } from './cancel.ts';
import { createChecker, type Checker } from './checker.ts';
import type { Event } from './event.ts';
import type { Gate } from './invocation.ts';
import { SHORTEST_INTERVAL } from './options.ts';
import { LONGEST_INTERVAL, LOOK_AGAIN, nextInterval, Talk } from './schedule.ts';
import { Watcher, watchedBy } from './watcher.ts';

/** What the wait for one gate needs, and tells. */
export interface GateContext {
  readonly platform: Platform;
  /** The directory of the Pod's states. */
  readonly state: string;
  readonly say: (event: Event) => void;
  /** Told each answer that is news. */
  readonly show: (answer: Answer) => void;
  /** Told when the gate is open. */
  readonly opened: (event: Event) => void;
}

/** A gate is waited for no longer: with the event to give up with, if there is one. */
interface Passage {
  readonly end: Event | undefined;
}

type GivingUp = Extract<Event, { readonly event: 'failed' | 'timeout' }>;

/** The wait for one gate. */
export class GateWait {
  private readonly gate: Gate;
  private readonly context: GateContext;
  private readonly all: Cancellation;
  private readonly own = new Canceller();
  private readonly start: number;
  private readonly checker: Checker;
  private readonly watcher: Watcher;
  private readonly talk = new Talk();
  private timedOut = false;
  /** The timeout was seen late, as by a process that was frozen. */
  private overslept = false;
  /** When the last try began that came to its end. */
  private looked: number;
  private reason = 'not tried yet';

  /** @param all ends every wait */
  constructor(gate: Gate, context: GateContext, all: Cancellation) {
    const { platform, state } = context;
    this.gate = gate;
    this.context = context;
    this.all = all;
    this.start = platform.now();
    this.looked = this.start;
    this.checker = createChecker(gate, { platform, state, remaining: () => this.remaining() });
    this.watcher = new Watcher(platform, watchedBy(gate.target.check, state));
  }

  /** @returns the event to give up with, or undefined if the gate lets us on or the wait was cancelled */
  async run(): Promise<Event | undefined> {
    const release = this.all.onCancel(() => this.own.cancel());
    const stopTimer = this.context.platform.timer(this.gate.options.timeout, () => this.timeOut());
    let passage: Passage | undefined;
    try {
      passage = await this.tryUntilPassed();
    } catch (error) {
      if (!this.own.cancelled) throw error;
    } finally {
      stopTimer();
      release();
      this.watcher.close();
    }
    passage ??= await this.afterCancel();
    return passage.end;
  }

  /** @returns undefined if it was cancelled */
  private async tryUntilPassed(): Promise<Passage | undefined> {
    const { platform } = this.context;
    while (!this.own.cancelled) {
      const tried = platform.now();
      const answer = await this.checker.check(this.own);
      this.looked = tried;
      const passage = this.settle(answer);
      if (passage !== undefined) return passage;
      this.tell(answer);
      const refused = answer.state === 'closed' && answer.refused === true;
      await this.pause(tried + this.interval(refused) - platform.now());
      await this.checker.repeat?.(() => this.pause(this.interval(false)));
    }
    return undefined;
  }

  private tell(answer: Answer): void {
    if (!this.talk.isNews(this.reason, this.context.platform.now())) return;
    this.context.show(answer);
    this.context.say({ event: 'closed', target: this.gate.target.label, reason: this.reason });
  }

  private pause(milliseconds: number): Promise<void> {
    return this.watcher.pause(Math.max(0, milliseconds), this.own);
  }

  /** Milliseconds from one try to the next. */
  private interval(refused: boolean): number {
    const { target, options } = this.gate;
    if (options.interval !== undefined) return options.interval;
    // A name that comes into the directory opens the gate of a file or a state, but not yet that of a socket.
    if (this.watcher.listens && target.check.kind !== 'unix') return options.maxInterval ?? LOOK_AGAIN;
    return nextInterval(this.context.platform.now() - this.start, options.maxInterval ?? LONGEST_INTERVAL, refused);
  }

  private get blocks(): boolean {
    return this.gate.options.onTimeout === 'block';
  }

  private remaining(): number {
    return this.blocks ? Infinity : this.start + this.gate.options.timeout - this.context.platform.now();
  }

  private timeOut(): void {
    this.timedOut = true;
    this.overslept = this.remaining() < -SHORTEST_INTERVAL;
    if (this.blocks) this.context.say(this.timeoutEvent());
    else this.own.cancel();
  }

  private timeoutEvent(): GivingUp {
    const { target, options } = this.gate;
    return { event: 'timeout', target: target.label, reason: this.reason, timeoutMs: options.timeout, then: options.onTimeout };
  }

  /** What an answer means for the wait, unless the gate is just closed. */
  private settle(answer: Answer): Passage | undefined {
    const { target, options } = this.gate;
    if (answer.state === 'open') {
      this.context.show(answer);
      this.context.opened({ event: 'open', target: target.label });
      return { end: undefined };
    }
    this.reason = answer.reason;
    if (answer.state === 'closed') return undefined;
    this.context.show(answer);
    return this.giveUp({ event: 'failed', target: target.label, reason: this.reason, then: options.onTimeout === 'continue' ? 'continue' : 'fail' });
  }

  /** Says why the gate is not waited for any longer; the event comes back only if that ends the whole wait. */
  private giveUp(event: GivingUp): Passage {
    this.context.say(event);
    return { end: event.then === 'fail' ? event : undefined };
  }

  private async afterCancel(): Promise<Passage> {
    if (!this.timedOut || this.all.cancelled) return { end: undefined };
    if (this.overslept && this.looked <= this.start + this.gate.options.timeout) {
      const passage = await this.lastLook();
      if (passage !== undefined) return passage;
    }
    return this.giveUp(this.timeoutEvent());
  }

  /** Who was frozen past the timeout has not looked for as long: the gate may have opened meanwhile. */
  private async lastLook(): Promise<Passage | undefined> {
    try {
      return this.settle(await this.checker.check(this.all));
    } catch (error) {
      if (!this.all.cancelled) throw error;
      return { end: undefined };
    }
  }
}
