import { RESTART_OPENS_MINOR } from '../kubernetes-version';
import { isNativeGate } from '../plan/gate';
import type { Rule } from './rule';

/**
 * Synthesis alone warns, once an app: `explain` gives the verdict of each gate. Who asks for the mechanism has decided.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/142305
 */
export const restartOpensGate: Rule = {
  id: 'restart-opens-gate',
  severity: 'warning',
  title: 'from Kubernetes 1.35.4 on, a kubelet that restarts opens a startup probe; synthesis says so once an app',
  cure: 'set runtimeImage in configure: a guard or an init container then waits and stays closed; or ask for Mechanism.NATIVE',
  concerns: ['native', 'native-waiter'],
  check: ({ order, minor, edges }) => {
    if (minor < RESTART_OPENS_MINOR || order.mechanism !== undefined) return [];
    const opened = edges.find((edge) => isNativeGate(edge) && edge.asked === undefined);
    return opened === undefined ? [] : [{
      container: opened.dependent,
      message: `"${opened.dependent}" waits for "${opened.dependency}" with a startup probe, which opens when the kubelet restarts`,
      ...(order.runtimeImage === undefined ? {} : { cure: 'declare a check that a guard can run: httpGet, tcpSocket or grpc; or ask for Mechanism.NATIVE_WAITER' }),
    }];
  },
};
