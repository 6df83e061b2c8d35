import type { Cancellation, Platform } from '../platform/platform.ts';
import type { Answer } from './answer.ts';
import { Canceller } from './cancel.ts';
import { createChecker } from './checker.ts';
import type { Event } from './event.ts';
import type { Gate } from './invocation.ts';
import { SHORTEST_INTERVAL } from './options.ts';
import { LONGEST_INTERVAL, LOOK_AGAIN, nextInterval, Talk } from './schedule.ts';
import type { GateRecord } from './record.ts';
import { Watcher, watchedBy } from './watcher.ts';

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
  const { platform } = context;
  const start = platform.now();
  const all = new Canceller();
  const release = cancel.onCancel(() => all.cancel());
  const views: GateRecord[] = gates.map((gate) => ({ target: gate.target.label, state: 'closed' }));
  let final: Event | undefined;
  let last: Event | undefined;
  const opened = (event: Event): void => {
    if (views.every(({ state }) => state === 'open')) last = event;
    else context.say(event);
  };
  const waits = gates.map(async (gate, index) => {
    const show = (answer: Answer): void => {
      views[index] = { target: gate.target.label, ...view(answer) };
      context.onChange?.([...views]);
    };
    try {
      const end = await waitForGate(gate, { ...context, show, opened }, all);
      if (end !== undefined) final ??= end;
    } finally {
      if (final !== undefined) all.cancel();
    }
  });
  try {
    await Promise.all(waits);
  } finally {
    release();
    all.cancel();
  }
  if (final !== undefined) return { kind: 'closed', events: [final, ...othersClosed(views, final)] };
  if (!cancel.cancelled) return { kind: 'open', waitedMs: Math.round(platform.now() - start), ...(last === undefined ? {} : { last }) };
  if (last !== undefined) context.say(last);
  return { kind: 'cancelled' };
}

interface GateContext extends WaitContext {
  readonly show: (answer: Answer) => void;
  readonly opened: (event: Event) => void;
}

/** @returns the event to give up with, or undefined if the gate lets us on or the wait was cancelled */
async function waitForGate(gate: Gate, context: GateContext, all: Cancellation): Promise<Event | undefined> {
  const { platform, say, show, opened } = context;
  const { target, options } = gate;
  const start = platform.now();
  const watcher = new Watcher(platform, watchedBy(target.check, context.state));
  const blocks = options.onTimeout === 'block';
  const own = new Canceller();
  const release = all.onCancel(() => own.cancel());
  let timedOut = false;
  let overslept = false;
  /** When the last try began that came to its end. */
  let looked = start;
  let reason = 'not tried yet';
  const timeoutEvent = (): GivingUp => ({ event: 'timeout', target: target.label, reason, timeoutMs: options.timeout, then: options.onTimeout });
  const remaining = (): number => (blocks ? Infinity : start + options.timeout - platform.now());
  const stopTimer = platform.timer(options.timeout, () => {
    timedOut = true;
    overslept = remaining() < -SHORTEST_INTERVAL;
    if (blocks) say(timeoutEvent());
    else own.cancel();
  });
  const checker = createChecker(gate, { platform, state: context.state, remaining });
  const talk = new Talk();
  try {
    for (;;) {
      const tried = platform.now();
      const answer = await checker.check(own);
      looked = tried;
      const passage = settle(answer);
      if (passage !== undefined) return passage.end;
      const now = platform.now();
      if (talk.isNews(reason, now)) {
        show(answer);
        say({ event: 'closed', target: target.label, reason });
      }
      const refused = answer.state === 'closed' && answer.refused === true;
      const left = tried + interval(refused) - now;
      await watcher.pause(left < 0 ? 0 : left, own);
      await checker.repeat?.(() => watcher.pause(interval(false), own));
      if (own.cancelled) return await afterCancel();
    }
  } catch (error) {
    if (!own.cancelled) throw error;
    return await afterCancel();
  } finally {
    stopTimer();
    release();
    watcher.close();
  }

  function interval(refused: boolean): number {
    // A name that comes into the directory opens the gate of a file or a state, but not yet that of a socket.
    if (watcher.listens && target.check.kind !== 'unix') return options.maxInterval ?? LOOK_AGAIN;
    return nextInterval(platform.now() - start, options.maxInterval ?? LONGEST_INTERVAL, refused);
  }

  /** What an answer means for the wait, unless the gate is just closed. */
  function settle(answer: Answer): Passage | undefined {
    if (answer.state === 'open') {
      show(answer);
      opened({ event: 'open', target: target.label });
      return { end: undefined };
    }
    reason = answer.reason;
    if (answer.state === 'closed') return undefined;
    show(answer);
    const then = options.onTimeout === 'continue' ? 'continue' : 'fail';
    return { end: giveUp({ event: 'failed', target: target.label, reason, then }, say) };
  }

  async function afterCancel(): Promise<Event | undefined> {
    if (!timedOut || all.cancelled) return undefined;
    const passage = overslept && looked <= start + options.timeout ? await lastLook() : undefined;
    return passage === undefined ? giveUp(timeoutEvent(), say) : passage.end;
  }

  /** Who was frozen past the timeout has not looked for as long: the gate may have opened meanwhile. */
  async function lastLook(): Promise<Passage | undefined> {
    try {
      return settle(await checker.check(all));
    } catch (error) {
      if (!all.cancelled) throw error;
      return { end: undefined };
    }
  }
}

/** A gate is waited for no longer: with the event to give up with, if there is one. */
interface Passage {
  readonly end: Event | undefined;
}

type GivingUp = Extract<Event, { readonly event: 'failed' | 'timeout' }>;

/** Says why a gate is not waited for any longer; the event comes back only if that ends the whole wait. */
function giveUp(event: GivingUp, say: (event: Event) => void): Event | undefined {
  say(event);
  return event.then === 'fail' ? event : undefined;
}

function view(answer: Answer): Omit<GateRecord, 'target'> {
  return answer.state === 'open' ? { state: 'open' } : { state: answer.state, reason: answer.reason };
}

function othersClosed(views: readonly GateRecord[], final: Event): readonly Event[] {
  const target = 'target' in final ? final.target : '';
  return views
    .filter((gate) => gate.state === 'closed' && gate.target !== target)
    .map((gate) => ({ event: 'closed', target: gate.target, reason: gate.reason ?? 'not tried yet' }));
}
