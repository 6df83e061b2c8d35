import type { LiveEvent } from './live-event';
import type { LiveContainer, LivePod } from './live-pod';
import type { ContainerReport } from './report';

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
export type Stand = Pick<ContainerReport, 'state' | 'gate'>
  & Partial<Pick<ContainerReport, 'waitsFor' | 'forMs' | 'answer' | 'answerAgoMs' | 'next'>>;
