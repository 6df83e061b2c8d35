/**
 * What a sidecar can say of itself.
 * - `starting`: not ready now, may become ready;
 * - `ready`: dependents may start;
 * - `failed`: will never be ready, final;
 * - `draining`: is about to end, final.
 */
export type ReadinessStatus = 'starting' | 'ready' | 'failed' | 'draining';

/** One immutable snapshot. */
export interface ReadinessState {
  readonly status: ReadinessStatus;
  /** Why it is not ready; absent exactly when `status` is `ready`. */
  readonly reason?: string;
}

/** Called once for every change, in order, with the state after it. */
export type ReadinessListener = (state: ReadinessState) => void;

/**
 * The readiness of one process: a plain state object, without timers and without a server.
 *
 * It is `ready` when every task is done, nobody holds it back with `notReady`, and there was at least one task or a call
 * of `ready()`. `failed` and `draining` are final: whichever comes first stays, so that a task that is torn down by the
 * shutdown does not turn an orderly end into a failure, and a failure keeps its reason until the end.
 */
export interface Readiness {
  /** The state now. The same object until something changes. */
  readonly state: ReadinessState;

  /** Whether `ready` was reached at least once: what a startup probe asks. */
  readonly started: boolean;

  /**
   * Holds readiness back until `promise` is fulfilled; a rejection makes it `failed` with the reason `name: message`.
   * A task may also be added after the start: it is not ready again until the task is done.
   * @param name what the task is called in reasons
   * @param promise the work; it is returned as it is, so that the caller can await its value
   * @param reason what the process says while the task runs. @default - `waiting for NAME`
   * @throws RangeError when a task of this name is still pending
   */
  task<T>(name: string, promise: Promise<T>, reason?: string): Promise<T>;

  /**
   * Changes what a pending task says.
   * @throws RangeError when no task of this name is pending
   */
  progress(name: string, reason: string): void;

  /** Takes back `notReady`. It becomes ready now, or as soon as the pending tasks are done. */
  ready(): void;

  /** Not ready, with the reason that people will read, until `ready()` is called. */
  notReady(reason: string): void;

  /** Never ready: final, unless it is draining already. */
  fail(reason: string): void;

  /** About to end: final, unless it has failed already. @default reason - `shutting down` */
  drain(reason?: string): void;

  /** Calls `listener` at every change from now on. Returns the function that ends it. */
  subscribe(listener: ReadinessListener): () => void;
}

/** Makes a readiness that is `starting`, with the reason `starting`. */
export function createReadiness(): Readiness {
  return new LiveReadiness();
}

const READY: ReadinessState = Object.freeze({ status: 'ready' });

class LiveReadiness implements Readiness {
  state: ReadinessState = Object.freeze({ status: 'starting', reason: 'starting' });
  started = false;

  readonly #tasks = new Map<string, string>();
  readonly #listeners = new Set<ReadinessListener>();
  readonly #undelivered: ReadinessState[] = [];
  #hold: string | undefined;
  #declared = false;
  #final: ReadinessState | undefined;
  #delivering = false;

  task<T>(name: string, promise: Promise<T>, reason = `waiting for ${name}`): Promise<T> {
    if (this.#tasks.has(name)) {
      throw new RangeError(`the startup task "${name}" is still pending: give each task a name of its own`);
    }
    this.#tasks.set(name, checked('a task', reason));
    promise.then(
      () => {
        this.#tasks.delete(name);
        this.#declared = true;
        this.#update();
      },
      (error: unknown) => this.fail(`${name}: ${error instanceof Error ? error.message : String(error)}`),
    );
    this.#update();
    return promise;
  }

  progress(name: string, reason: string): void {
    if (!this.#tasks.has(name)) {
      const pending = [...this.#tasks.keys()].map((key) => `"${key}"`).join(', ') || 'none';
      throw new RangeError(`no startup task "${name}" is pending; pending: ${pending}`);
    }
    this.#tasks.set(name, checked('progress', reason));
    this.#update();
  }

  ready(): void {
    this.#hold = undefined;
    this.#declared = true;
    this.#update();
  }

  notReady(reason: string): void {
    this.#hold = checked('notReady', reason);
    this.#update();
  }

  fail(reason: string): void {
    this.#final ??= Object.freeze({ status: 'failed', reason: checked('fail', reason) });
    this.#update();
  }

  drain(reason = 'shutting down'): void {
    this.#final ??= Object.freeze({ status: 'draining', reason: checked('drain', reason) });
    this.#update();
  }

  subscribe(listener: ReadinessListener): () => void {
    const own: ReadinessListener = (state) => listener(state);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  #update(): void {
    const next = this.#next();
    if (next.status === this.state.status && next.reason === this.state.reason) return;
    this.state = next;
    this.started ||= next.status === 'ready';
    this.#undelivered.push(next);
    this.#deliver();
  }

  #next(): ReadinessState {
    if (this.#final !== undefined) return this.#final;
    const reasons = new Set(this.#hold === undefined ? [] : [this.#hold]);
    for (const reason of this.#tasks.values()) reasons.add(reason);
    if (reasons.size > 0) return Object.freeze({ status: 'starting', reason: [...reasons].join('; ') });
    return this.#declared ? READY : this.state;
  }

  /** A listener that changes the state again is served after the others have seen this change: everybody sees one order. */
  #deliver(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    for (let state = this.#undelivered.shift(); state !== undefined; state = this.#undelivered.shift()) {
      for (const listener of [...this.#listeners]) {
        try {
          listener(state);
        } catch (error) {
          // One listener's fault must not keep the others waiting at a gate; it surfaces as an uncaught exception.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    }
    this.#delivering = false;
  }
}

function checked(caller: string, reason: string): string {
  if (reason.trim() === '') {
    throw new TypeError(`${caller} needs a reason, got "${reason}": say what it waits for, such as "loading configuration"`);
  }
  return reason;
}
