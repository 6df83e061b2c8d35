import type { LiveEvent } from './live-event';
import type { LiveContainer, LivePod } from './live-pod';
import type { ContainerReport } from './report';
import { ofCreation } from './stand-created';
import { ofFailure } from './stand-failed';
import { ofEnd, ofRun } from './stand-run';
import { isCreated } from './startup';

/** All that is known when one container is looked at. */
export interface Situation {
  readonly pod: LivePod;
  readonly container: LiveContainer;
  /** Of this Pod, the oldest first. */
  readonly events: readonly LiveEvent[];
  readonly logs: ReadonlyMap<string, string>;
  readonly now: number;
  /** The container that holds back all behind it. */
  readonly holder: LiveContainer | undefined;
}

/** The fields of a report that tell where a container stands; what is not given is not known. */
export type Stand = Pick<ContainerReport, 'state' | 'gate'> & Partial<Pick<ContainerReport, 'waitsFor' | 'forMs' | 'answer' | 'answerAgoMs' | 'next'>>;

export function standOf(situation: Situation): Stand {
  const { pod, container } = situation;
  const state = container.status?.state;
  if (pod.phase === 'Failed' && !isCreated(container)) {
    return { state: 'failed', gate: 'never started', answer: [pod.reason, pod.message].filter((text) => text !== undefined).join(': ') || 'the Pod has failed' };
  }
  if (state === undefined || !isCreated(container)) return ofCreation(situation);
  switch (state.kind) {
    case 'waiting': return ofFailure(situation, state);
    case 'running': return ofRun(situation, state);
    case 'terminated': return ofEnd(situation, state);
  }
}
