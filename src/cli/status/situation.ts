import type { LiveEvent } from './live-event';
import type { LiveContainer, LivePod } from './live-pod';
import type { ContainerReport } from './report';

/** All that is known about one container. */
export interface Situation {
  readonly pod: LivePod;
  readonly container: LiveContainer;
  /** Of this Pod, the oldest first. */
  readonly events: readonly LiveEvent[];
  readonly logs: ReadonlyMap<string, string>;
  readonly now: number;
  /** The container that blocks all later containers. */
  readonly holder: LiveContainer | undefined;
}

/** The fields of a report that tell what a container waits for; a missing field is not known. */
export type ContainerState = Pick<ContainerReport, 'state' | 'gate'>
  & Partial<Pick<ContainerReport, 'waitsFor' | 'forMs' | 'answer' | 'answerAgoMs' | 'next'>>;
