import type { CompiledContainer } from './compile';

/** What is known of one container while its Pod runs; times in milliseconds since the Pod was bound, -1 for never. */
export class ContainerState {
  /** Its process runs: a guard, or the real command. */
  running = false;
  /** How often it has been created. */
  attempt = 0;
  createdAt = -1;
  /** The real command of this process runs since then. */
  realAt = -1;
  /** When the kubelet may create it (again); Infinity: never. */
  restartAt = 0;
  /** It has ended and is not started again. */
  final = false;
  exitCode = 0;
  /** The kubelet waits for its postStart hook since then. */
  hookAt = -1;
  /** Its startup probe has passed. */
  passed = false;
  /** The kubelet probes it since then. */
  probedAt = 0;
  /** The liveness probe fails since then. */
  deadSince = -1;
  /** What it waits for has been open once: gates of the guard, then those of the hook. */
  readonly open: boolean[] = [];
  readonly hookOpen: boolean[] = [];
  /** A gate of this process was passed because its time was over, as declared. */
  continued = false;
  /** A step whose command never ran. */
  skipped = false;

  // what others have seen of it, over all its processes
  healthyAt = -1;
  startedAt = -1;
  endedAt = -1;
  succeededAt = -1;
  /** What its guard publishes: `''` before it runs. */
  phase: '' | 'waiting' | 'started' | 'ended' = '';
  /** Steps behind it do not run. */
  stepFailed = false;

  constructor(readonly is: CompiledContainer) {}

  create(now: number): void {
    this.running = true;
    this.attempt++;
    this.createdAt = this.probedAt = now;
    this.realAt = this.deadSince = -1;
    this.passed = this.continued = this.skipped = false;
    this.open.length = this.hookOpen.length = 0;
    this.phase = 'waiting';
  }

  /** Its real command starts. */
  start(now: number): void {
    this.realAt = this.startedAt = now;
    this.phase = 'started';
  }

  /** @param code of the process; a step that goes on turns it into 0 */
  exit(now: number, code: number): void {
    const ran = this.realAt >= 0;
    const step = this.is.guard?.step === true ? this.is.guard : undefined;
    this.running = false;
    this.realAt = -1;
    this.exitCode = code;
    // a guard that dies while it waits is started again and waits again, unless it says otherwise
    this.phase = ran || this.is.guard?.once === true ? 'ended' : '';
    if (ran || this.skipped) this.endedAt = now;
    if (ran && code === 0) this.succeededAt = now;
    if (!this.skipped) this.stepFailed = step !== undefined && code !== 0 && !(ran && step.continues);
    this.final = !this.is.restarts(step?.continues === true ? 0 : code);
    this.restartAt = this.final ? Infinity : now + backOff(this.attempt);
  }

  healthy(now: number): boolean {
    if (!this.running || this.realAt < 0) return false;
    const { readyAfter, unreadyAfter = Infinity, againAfter = Infinity } = this.is.behaviour;
    const age = now - this.realAt - readyAfter;
    return age >= 0 && (age < unreadyAfter || age >= unreadyAfter + againAfter);
  }

  /** It runs, is not healthy, and says that it will never be. */
  saysFailed(now: number): boolean {
    return this.is.behaviour.saysFailed === true && this.running && this.realAt >= 0 && !this.healthy(now);
  }

  /** Everything as before the Pod was there, but for the number of attempts. */
  reset(): void {
    this.running = this.final = this.passed = this.continued = this.skipped = this.stepFailed = false;
    this.createdAt = this.realAt = this.hookAt = this.deadSince = this.healthyAt = this.startedAt = this.endedAt = this.succeededAt = -1;
    this.restartAt = 0;
    this.phase = '';
  }
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy */
function backOff(attempt: number): number {
  return attempt < 2 ? 100 : Math.min(300_000, 10_000 * 2 ** (attempt - 2));
}
