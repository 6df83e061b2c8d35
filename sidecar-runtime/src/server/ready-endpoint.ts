import { type Answer, readyAnswersFor } from './answers.ts';
import { HeldRequests } from './held-requests.ts';
import type { MediaType } from './media-type.ts';
import { preferredWait } from './prefer.ts';
import type { Readiness } from './readiness.ts';
import { systemTimers, type Timers } from './timers.ts';

/** How `/ready` answers. */
export interface ReadyOptions {
  /** The longest time in seconds that a `Prefer: wait` request is held; a longer wish is cut to it. @default 60 */
  readonly maxWait?: number;
  /** How many requests are held at once; what comes on top is answered at once, as if it had not asked. @default 4096 */
  readonly maxHeld?: number;
  /** How time passes. @default - the timers of the process */
  readonly timers?: Timers;
}

/** What `/ready` answers and when, whoever brings the request. */
export class ReadyEndpoint {
  readonly held: HeldRequests;
  readonly #readiness: Readiness;
  readonly #answers: (type: MediaType) => Answer;
  readonly #maxWait: number;

  /** @throws RangeError when an option is out of range */
  constructor(readiness: Readiness, options: ReadyOptions = {}) {
    this.#maxWait = wholeNumber('maxWait', options.maxWait ?? 60, 3600);
    const maxHeld = wholeNumber('maxHeld', options.maxHeld ?? 4096, 1_000_000);
    this.#readiness = readiness;
    this.#answers = readyAnswersFor(readiness);
    this.held = new HeldRequests(readiness, options.timers ?? systemTimers, maxHeld);
  }

  /**
   * How many seconds a request is held before it is answered: 0 unless the answer may change and there is room.
   * @param prefer the `Prefer` header
   */
  secondsToHold(prefer: string | undefined): number {
    if (prefer === undefined || this.#readiness.state.status !== 'starting' || !this.held.hasRoom) return 0;
    return Math.min(preferredWait(prefer) ?? 0, this.#maxWait);
  }

  /**
   * The answer now.
   * @param seconds how long the request was to be held at most
   */
  answer(type: MediaType, seconds = 0): Answer {
    const answer = this.#answers(type);
    return seconds === 0 ? answer : { ...answer, headers: { ...answer.headers, 'Preference-Applied': `wait=${seconds}` } };
  }
}

function wholeNumber(name: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw new RangeError(`"${name}" must be a whole number from 0 to ${max}, got "${value}"`);
}
