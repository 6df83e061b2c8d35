import type { Gate } from './compile';
import type { ContainerState } from './container-state';
import type { Target } from './target';

/** What can be seen of the containers of a Pod at a moment. */
export class Sight {
  now = 0;

  /** @param elsewhereAnswers a process outside of the Pod answers where somebody dials */
  constructor(private readonly states: readonly ContainerState[], private readonly elsewhereAnswers: boolean) {}

  isOpen(target: Target): boolean {
    switch (target.kind) {
      case 'health': return this.states[target.of]!.healthy(this.now) || (target.elsewhere && this.elsewhereAnswers);
      case 'phase': return hasPhase(this.states[target.of]!, target.phase);
      case 'command': return this.states[target.of]!.realAt >= 0;
      case 'elsewhere': return this.elsewhereAnswers;
      case 'nothing': return false;
    }
  }

  /** Whether the last process of a container ended so. */
  hasExitCode(of: number, code: number): boolean {
    return this.states[of]!.exitCode === code;
  }

  /** It will never be open, as it says itself. */
  hasFailed(target: Target): boolean {
    if (target.kind === 'health') return target.http && this.states[target.of]!.saysFailed(this.now);
    if (target.kind !== 'phase') return false;
    const state = this.states[target.of]!;
    return state.phase === 'ended' && (endedWaiting(state) || (target.phase === 'succeeded' && !hasPhase(state, 'succeeded')));
  }

  /** What is served needs nobody any more: also one that ended while it waited. */
  hasEnded(target: Target): boolean {
    return this.isOpen(target) || (target.kind === 'phase' && target.phase === 'completed' && endedWaiting(this.states[target.of]!));
  }

  /**
   * The waiter at its gates, since a moment: what is open once stays open.
   *
   * @param open what was open before; changed
   */
  waitAt(
    gates: readonly Gate[], open: boolean[], since: number,
  ): { readonly result: 'open' | 'closed' | 'failed'; readonly continued: boolean } {
    let closed = false;
    let continued = false;
    for (let index = 0; index < gates.length; index++) {
      if (open[index] === true) continue;
      const { target, timeoutMs, onTimeout } = gates[index]!;
      const isOver = this.hasFailed(target) || (onTimeout !== 'block' && this.now >= since + timeoutMs);
      if (this.isOpen(target)) open[index] = true;
      else if (!isOver) closed = true;
      else if (onTimeout !== 'continue') return { result: 'failed', continued };
      else open[index] = continued = true;
    }
    return { result: closed ? 'closed' : 'open', continued };
  }
}

/** Its command never ran, and will not. */
function endedWaiting(state: ContainerState): boolean {
  return state.phase === 'ended' && state.startedAt < 0 && !state.skipped;
}

function hasPhase(state: ContainerState, phase: 'started' | 'completed' | 'succeeded'): boolean {
  if (phase === 'started') return state.phase === 'started' || (state.phase === 'ended' && state.startedAt >= 0);
  if (state.phase !== 'ended' || endedWaiting(state)) return false;
  return phase === 'completed' || (state.is.guard?.step === true ? !state.stepFailed : state.exitCode === 0);
}
