import type { EdgeMechanism } from './plan/mechanism-choice';

/** A mechanism in a sentence. */
export function mechanismText(mechanism: EdgeMechanism): string {
  return mechanism === 'order' ? 'the order of the init containers' : `the mechanism "${mechanism}"`;
}
