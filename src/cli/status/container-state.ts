import { ofCreation } from './container-state-created';
import { ofFailure } from './container-state-failed';
import { ofEnd, ofRun } from './container-state-run';
import type { Situation, ContainerState } from './situation';
import { isCreated } from './startup';

export function containerState(situation: Situation): ContainerState {
  const { pod, container } = situation;
  const state = container.status?.state;
  if (pod.phase === 'Failed' && !isCreated(container)) {
    const why = [pod.reason, pod.message].filter((text) => text !== undefined).join(': ');
    return { state: 'failed', gate: 'never started', answer: why || 'the Pod has failed' };
  }
  if (state === undefined || !isCreated(container)) return ofCreation(situation);
  switch (state.kind) {
    case 'waiting': return ofFailure(situation, state);
    case 'running': return ofRun(situation, state);
    case 'terminated': return ofEnd(situation, state);
  }
}
