import type { EdgeMechanism } from '../../src/private/plan/mechanism-choice';

/** What a question asks of one dependency. A test answers from declarations, and compares each answer with the choice of the library. */
export interface Facts {
  readonly condition: 'healthy' | 'started' | 'succeeded' | 'completed';
  readonly continues: boolean;
  readonly regate: boolean;
  readonly minor: number;
  /** A guard can wait: the waiter can be brought, the commands are known, and the guard can run the check. */
  readonly canGuard: boolean;
  readonly hasRuntimeImage: boolean;
  /** The waiter is in the image of the sidecar. */
  readonly sidecarHasWaiter: boolean;
  /** Which of them can run the check. */
  readonly initContainerSees: boolean;
  readonly waiterInSidecarSees: boolean;
  readonly kubeletSees: boolean;
}

export interface Question {
  readonly question: string;
  /** What the question means, in words of the API; a line each. */
  readonly details: readonly string[];
  readonly holds: (facts: Facts) => boolean;
  readonly mechanism: EdgeMechanism;
  /** Instead of what opens the gate. */
  readonly remark?: string;
}

/** The questions in their order: the first that holds decides. */
export const QUESTIONS: readonly Question[] = [
  {
    question: 'Is success all that is waited for?',
    details: ['condition SUCCEEDED, as for a migration'],
    holds: ({ condition, continues, regate }) => condition === 'succeeded' && !continues && !regate,
    mechanism: 'order',
  },
  {
    question: 'An end, or each restart?',
    details: ['condition COMPLETED, or regate: true'],
    holds: ({ condition, regate }) => regate || condition === 'completed' || condition === 'succeeded',
    mechanism: 'guard',
  },
  {
    question: 'Is a start enough?',
    details: ['condition STARTED, Kubernetes 1.29 or newer'],
    holds: ({ condition, continues, minor }) => condition === 'started' && minor >= 29 && !continues,
    mechanism: 'native',
    remark: 'the kubelet starts it first',
  },
  {
    question: 'Can a guard wait?',
    details: ['a runtimeImage or a waiterPath,', 'the command is known,', 'and the guard can run the check'],
    holds: ({ canGuard, condition, minor }) => canGuard && (condition === 'healthy' || minor < 29),
    mechanism: 'guard',
  },
  {
    question: 'Is a cluster older than 1.29?',
    details: ['and the waiter in the sidecar', 'can run the check'],
    holds: ({ minor, condition, waiterInSidecarSees }) => minor < 29 && (condition === 'started' || waiterInSidecarSees),
    mechanism: 'post-start',
  },
  {
    question: 'Older, without that waiter?',
    details: ['a cluster older than 1.29'],
    holds: ({ minor }) => minor < 29,
    mechanism: 'guard',
    remark: 'an error says what to add',
  },
  {
    question: 'Can an init container wait?',
    details: ['a runtimeImage, condition HEALTHY,', 'and the waiter there can run the check'],
    holds: ({ hasRuntimeImage, initContainerSees, condition }) => hasRuntimeImage && initContainerSees && condition === 'healthy',
    mechanism: 'init-waiter',
  },
  {
    question: 'Does it start after the timeout?',
    details: ['OnTimeout.CONTINUE'],
    holds: ({ continues }) => continues,
    mechanism: 'guard',
    remark: 'an error says what to add',
  },
  {
    question: 'Does the sidecar bring the waiter?',
    details: ['its image has it; or a runtimeImage brings', 'it for a check that no kubelet can run'],
    holds: ({ sidecarHasWaiter, hasRuntimeImage, kubeletSees, waiterInSidecarSees }) =>
      sidecarHasWaiter ? waiterInSidecarSees : !kubeletSees && hasRuntimeImage,
    mechanism: 'native-waiter',
  },
];

/** Where no question holds. */
export const OTHERWISE: EdgeMechanism = 'native';

export function decide(facts: Facts): EdgeMechanism {
  return QUESTIONS.find(({ holds }) => holds(facts))?.mechanism ?? OTHERWISE;
}
