import type { CompiledPod } from './compile';
import { ContainerState } from './container-state';
import { nextEvent } from './next-event';
import { Processes } from './processes';
import { Sight } from './sight';

/** Something that is done to a Pod while it runs. */
export type Strike = 'kubelet restarts' | 'containerd restarts' | 'node restarts' | 'pod deleted' | 'killed';

export interface TimedStrike {
  readonly strike: Strike;
  /** Which containers are killed. @default - none */
  readonly names?: readonly string[];
  /** When; asked again as long as it answers -1. */
  readonly due: (kubelet: Kubelet) => number;
}

export interface PlayOptions {
  /** The real command of a container starts. */
  readonly started?: (state: ContainerState, kubelet: Kubelet) => void;
  /** A postStart hook of the container's own runs. */
  readonly hooked?: (state: ContainerState, kubelet: Kubelet) => void;
  readonly strike?: TimedStrike;
  /** A process outside of the Pod answers where the kubelet or a waiter dials. @default false */
  readonly elsewhereAnswers?: boolean;
  /** Milliseconds. @default 180,000 */
  readonly until?: number;
}

/** From this minor version on a kubelet that restarts takes a native sidecar that runs for started. */
const RESTART_OPENS = 35;
/** From this minor version on a Pod whose regular containers have all ended is still one that was started. */
const REMEMBERS_STARTED = 37;

/**
 * The start of one Pod as Kubernetes documents it, and as it was measured where the documentation is silent. Time jumps from event to
 * event; nothing takes longer than it must, so that what can be early is early.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 * @see https://kubernetes.io/docs/concepts/workloads/pods/probes/
 */
export class Kubelet {
  /** The containers in the order of the manifest: init containers first. */
  readonly states: readonly ContainerState[];
  /** The Pod has ended, or was deleted. */
  ended = false;
  private readonly inits: readonly ContainerState[];
  private readonly regulars: readonly ContainerState[];
  private readonly sight: Sight;
  private readonly processes: Processes;
  /** How many init containers have been passed. */
  private passed = 0;
  private deleting = false;
  private struck = false;

  constructor(private readonly pod: CompiledPod, private readonly options: PlayOptions = {}) {
    this.states = pod.all.map((container) => new ContainerState(container));
    this.inits = this.states.slice(0, pod.inits.length);
    this.regulars = this.states.slice(pod.inits.length);
    this.sight = new Sight(this.states, options.elsewhereAnswers === true);
    this.processes = new Processes(this.sight, {
      started: (state) => options.started?.(state, this),
      hooked: (state) => options.hooked?.(state, this),
    });
  }

  /** What is no container of the Pod answers. */
  get elsewhereAnswers(): boolean {
    return this.options.elsewhereAnswers === true;
  }

  /** Milliseconds since the Pod was bound. */
  get now(): number {
    return this.sight.now;
  }

  /** Runs until nothing more happens, or the time is over. */
  play(): this {
    const { until = 180_000, strike } = this.options;
    for (;;) {
      this.settle();
      const struckAt = strike === undefined || this.struck ? -1 : strike.due(this);
      const next = this.ended ? Infinity : Math.min(nextEvent(this.states, this.sight), struckAt > this.now ? struckAt : Infinity);
      if (next > until) return this;
      this.sight.now = next;
    }
  }

  private settle(): void {
    this.markHealthy();
    this.strike();
    for (let changed = true; changed && !this.ended; changed = this.processes.changed) {
      this.processes.changed = false;
      for (const state of this.states) if (state.running) this.processes.advance(state);
      this.sync();
      this.markHealthy();
    }
  }

  private markHealthy(): void {
    for (const state of this.states) if (state.healthy(this.now)) state.healthyAt = this.now;
  }

  /** One look of the kubelet at the Pod. While it waits for a hook it looks at nothing else. */
  private sync(): void {
    const mayGoOn = !this.isHooked() && this.initialize() && this.isInitialized() && this.createRegulars();
    if (this.isHooked()) return;
    if (this.deleting || (mayGoOn && this.regulars.every(({ final }) => final))) this.end();
  }

  private isHooked(): boolean {
    return this.processes.hooked !== undefined;
  }

  /** Returns whether all init containers have been passed; a native sidecar that was passed is started again beside the others. */
  private initialize(): boolean {
    for (const state of this.inits.slice(0, this.passed)) {
      if (state.is.kind === 'native' && !state.running) this.processes.create(state);
      if (this.isHooked()) return false;
    }
    for (const state of this.inits.slice(this.passed)) {
      // a Pod that is being deleted gets no further
      if (this.deleting) return false;
      if (!state.running && !state.final) this.processes.create(state);
      if (this.isHooked()) return false;
      if (state.final && state.exitCode !== 0) {
        this.end();
        return false;
      }
      if (state.is.kind === 'native' ? !isStarted(state) : !state.final) return false;
      this.passed++;
      this.processes.changed = true;
    }
    return true;
  }

  /** Before it remembered, a kubelet that saw no regular container run asked the last init container once more. */
  private isInitialized(): boolean {
    if (this.pod.minor >= REMEMBERS_STARTED || this.regulars.some(({ running }) => running)) return true;
    const last = this.inits.at(-1);
    return last?.is.kind !== 'native' || isStarted(last);
  }

  /** Returns whether each has been looked at. */
  private createRegulars(): boolean {
    for (const state of this.regulars) {
      if (!state.running && !state.final) this.processes.create(state);
      if (this.isHooked()) return false;
    }
    return true;
  }

  /** All that is left is stopped. */
  private end(): void {
    for (const state of this.states) {
      state.running = false;
      state.final = true;
    }
    this.ended = true;
  }

  private strike(): void {
    const { strike } = this.options;
    if (strike === undefined || this.struck || this.ended) return;
    const due = strike.due(this);
    if (due < 0 || due > this.now) return;
    this.struck = true;
    const { hooked } = this.processes;
    switch (strike.strike) {
      case 'kubelet restarts': this.restart(); break;
      case 'containerd restarts': if (hooked !== undefined) this.processes.kill(hooked); break;
      case 'node restarts': this.startAnew(); break;
      // a hook is waited for, whatever the grace period says
      case 'pod deleted': if (hooked === undefined) this.end(); else this.deleting = true; break;
      case 'killed':
        for (const state of this.states) if (state.running && strike.names?.includes(state.is.name) === true) this.processes.kill(state);
    }
  }

  /** It forgets the hook that it waits for, and what its probes have said. */
  private restart(): void {
    if (this.processes.hooked !== undefined) this.processes.hooked.hookAt = -1;
    this.processes.hooked = undefined;
    for (const state of this.states) {
      if (!state.running || state.is.startup === undefined) continue;
      state.passed = this.pod.minor >= RESTART_OPENS;
      state.probedAt = this.now;
    }
  }

  /** The sandbox of the Pod is made anew. */
  private startAnew(): void {
    for (const state of this.states) state.reset();
    this.passed = 0;
    this.processes.hooked = undefined;
  }
}

function isStarted({ running, hookAt, is, passed }: ContainerState): boolean {
  return running && hookAt < 0 && (is.startup === undefined || passed);
}
