import type { ContainerState } from './container-state';
import { answers, givesUpAt, killsAt, nextTry } from './probe-clock';
import type { Sight } from './sight';

/** The next moment at which something can happen by itself to a container of the Pod; Infinity: none. */
export function nextEvent(states: readonly ContainerState[], sight: Sight): number {
  let next = Infinity;
  const at = (time: number): void => {
    if (time > sight.now && time < next) next = time;
  };
  for (const state of states) {
    if (state.running) eventsOf(state, sight, at);
    else at(state.restartAt);
  }
  return next;
}

function eventsOf(state: ContainerState, sight: Sight, at: (time: number) => void): void {
  const { behaviour, guard, hook, startup, liveness } = state.is;
  if (state.realAt < 0) for (const { timeoutMs } of guard?.gates ?? []) at(state.createdAt + timeoutMs);
  else {
    const ready = state.realAt + behaviour.readyAfter;
    at(ready);
    if (behaviour.unreadyAfter !== undefined) {
      at(ready + behaviour.unreadyAfter);
      at(ready + behaviour.unreadyAfter + (behaviour.againAfter ?? Infinity));
    }
    at(state.realAt + behaviour.endsAfter);
  }
  if (state.hookAt >= 0) for (const { timeoutMs } of hook?.gates ?? []) at(state.hookAt + timeoutMs);
  if (startup !== undefined && !state.passed) {
    if (answers(startup, sight)) at(nextTry(startup, state, sight.now));
    at(givesUpAt(startup, state, sight));
  }
  if (liveness !== undefined) at(killsAt(liveness, state));
}
