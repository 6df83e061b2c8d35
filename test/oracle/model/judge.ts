import type { ContainerState } from './container-state';
import type { Kubelet } from './kubelet';

export type Condition = 'started' | 'healthy' | 'completed' | 'succeeded';

/** What somebody declared of two containers. */
export interface Dependency {
  readonly dependent: string;
  readonly dependency: string;
  readonly condition: Condition;
  /** It holds for every start of the dependent, not only for the first. */
  readonly again: boolean;
  /** The dependency is no container of the Pod: it is healthy where what is elsewhere answers. */
  readonly outside?: boolean;
}

/** A start that the declaration forbids. */
export interface Early {
  readonly of: Dependency;
  /** 1 for the first process. */
  readonly attempt: number;
  readonly at: number;
  /** The postStart hook of the dependent ran, not its command. */
  readonly hook: boolean;
  /** The time of a gate was over, and it goes on then, as declared. */
  readonly continued: boolean;
}

/**
 * Compares what starts with what was declared. A condition that was true once has been fulfilled: what counts is that it was true
 * before the first start; and where it holds again, since the process that was there before has ended.
 */
export class Judge {
  readonly early: Early[] = [];
  private readonly byDependent = new Map<string, Dependency[]>();

  constructor(dependencies: readonly Dependency[]) {
    for (const dependency of dependencies) {
      const list = this.byDependent.get(dependency.dependent);
      if (list === undefined) this.byDependent.set(dependency.dependent, [dependency]);
      else list.push(dependency);
    }
  }

  readonly started = (state: ContainerState, kubelet: Kubelet): void => { this.judge(state, kubelet, false); };

  readonly hooked = (state: ContainerState, kubelet: Kubelet): void => { this.judge(state, kubelet, true); };

  private isMet({ dependency, condition }: Dependency, { states, now }: Kubelet, since: number): boolean {
    const other = states.find(({ is }) => is.name === dependency);
    // an optional one that is not there
    return other === undefined || holds(condition, other, now, since);
  }

  private judge(state: ContainerState, kubelet: Kubelet, hook: boolean): void {
    const { attempt, endedAt } = state;
    // an init container that waits goes on for all that follow
    const continued = state.continued || kubelet.states.some((other) => other.is.guard?.waitsOnly === true && other.continued);
    for (const of of this.byDependent.get(state.is.name) ?? []) {
      if (endedAt >= 0 && !of.again) continue;
      if (of.outside === true ? kubelet.elsewhereAnswers : this.isMet(of, kubelet, Math.max(0, endedAt))) continue;
      this.early.push({ of, attempt, at: kubelet.now, hook, continued });
    }
  }
}

function holds(condition: Condition, other: ContainerState, now: number, since: number): boolean {
  switch (condition) {
    case 'healthy': return other.healthy(now) || other.healthyAt >= since;
    case 'started': return other.startedAt >= 0;
    case 'completed': return other.endedAt >= 0;
    case 'succeeded': return other.succeededAt >= 0;
  }
}
