import { Mechanism } from '../../src';
import { RESTART_OPENS_MINOR } from '../../src/private/kubernetes-version';

/**
 * Whether faults open a gate of this mechanism, as the library says: a hook's always, a startup probe's where a kubelet that restarts
 * opens it. Each restart is one of all Pods that run then.
 */
export function failsOpen(mechanism: Mechanism, minor: number): boolean {
  if (mechanism === Mechanism.POST_START) return true;
  return minor >= RESTART_OPENS_MINOR && (mechanism === Mechanism.NATIVE || mechanism === Mechanism.NATIVE_WAITER);
}
