import type { CompiledProbe } from './compile';
import type { ContainerState } from './container-state';
import { answers, givesUpAt, killsAt, nextTry } from './probe-clock';
import type { Sight } from './sight';

/** Who is told what happens. */
export interface Observer {
  /** The real command of a container starts. */
  readonly started?: (state: ContainerState) => void;
  /** A postStart hook of the container's own runs. */
  readonly hooked?: (state: ContainerState) => void;
}

/** A process that was killed, or whose start has failed. */
const KILLED = 137;
const NOT_STARTED = 128;
/** The waiter gives up. */
const GAVE_UP = 69;

/** The processes of a Pod, with what the kubelet does to each alone: hooks, probes, restarts. */
export class Processes {
  /** Something has happened since this was last false. */
  changed = false;
  /** The kubelet waits for a hook of this container, and creates nothing meanwhile. */
  hooked: ContainerState | undefined;

  constructor(private readonly sight: Sight, private readonly observer: Observer) {}

  /** Creates a container if it can be, and its time has come. Returns whether it runs now. */
  create(state: ContainerState): boolean {
    const { is, restartAt } = state;
    if (is.behaviour.imageMissing === true || this.sight.now < restartAt) return false;
    this.changed = true;
    state.create(this.sight.now);
    if (is.binaryMissing) this.exit(state, NOT_STARTED);
    else if (is.guard === undefined) this.start(state);
    else this.advanceGuard(state);
    if (state.running && is.hook !== undefined) this.runHook(state);
    return state.running;
  }

  /** Lets a process that runs come to the present. */
  advance(state: ContainerState): void {
    const { guard, startup, liveness, behaviour } = state.is;
    if (state.realAt < 0) this.advanceGuard(state);
    if (state.realAt >= 0 && this.sight.now >= state.realAt + behaviour.endsAfter) this.exit(state, behaviour.code);
    const until = guard?.until ?? [];
    if (state.running && until.length > 0 && until.every((target) => this.sight.hasEnded(target))) this.exit(state, 0);
    if (state.hookAt >= 0) this.advanceHook(state);
    if (state.running && startup !== undefined && !state.passed) this.checkStartup(state, startup);
    if (state.running && liveness !== undefined && (startup === undefined || state.passed)) this.checkLiveness(state, liveness);
  }

  kill(state: ContainerState): void {
    this.exit(state, KILLED);
  }

  /** The waiter in front of a command: what fails ends it, or has a step skipped. */
  private advanceGuard(state: ContainerState): void {
    const { gates, step, waitsOnly, when } = state.is.guard!;
    const { result, continued } = this.sight.waitAt(gates, state.open, state.createdAt);
    state.continued ||= continued;
    if (result === 'closed') return;
    if (result === 'open' && waitsOnly) this.exit(state, 0);
    else if (result === 'open' && when.every(({ of, code, equal }) => this.sight.hasExitCode(of, code) === equal)) this.start(state);
    else if (!step) this.exit(state, GAVE_UP);
    else {
      state.skipped = true;
      state.stepFailed = result === 'failed';
      this.exit(state, 0);
    }
  }

  private runHook(state: ContainerState): void {
    const { gates, missing } = state.is.hook!;
    if (gates === undefined) this.observer.hooked?.(state);
    else if (missing) this.kill(state);
    else {
      state.hookAt = this.sight.now;
      this.hooked = state;
    }
  }

  private advanceHook(state: ContainerState): void {
    const { result } = this.sight.waitAt(state.is.hook!.gates!, state.hookOpen, state.hookAt);
    if (result === 'failed') this.kill(state);
    else if (result === 'open') this.endHook(state);
  }

  private endHook(state: ContainerState): void {
    state.hookAt = -1;
    this.hooked = undefined;
    this.changed = true;
  }

  private checkStartup(state: ContainerState, probe: CompiledProbe): void {
    if (nextTry(probe, state, this.sight.now) <= this.sight.now && answers(probe, this.sight)) {
      state.passed = true;
      state.probedAt = this.sight.now;
      this.changed = true;
    } else if (givesUpAt(probe, state, this.sight) <= this.sight.now) this.kill(state);
  }

  private checkLiveness(state: ContainerState, probe: CompiledProbe): void {
    if (answers(probe, this.sight) || probe.target === undefined) state.deadSince = -1;
    else if (state.deadSince < 0) state.deadSince = this.sight.now;
    else if (this.sight.now >= killsAt(probe, state)) this.kill(state);
  }

  private start(state: ContainerState): void {
    state.start(this.sight.now);
    this.changed = true;
    this.observer.started?.(state);
  }

  private exit(state: ContainerState, code: number): void {
    state.exit(this.sight.now, code);
    if (state.hookAt >= 0) this.endHook(state);
    this.changed = true;
  }
}
