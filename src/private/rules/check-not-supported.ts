import { targetText } from '../check-target';
import { mechanismText } from '../mechanism-text';
import { type Gate, gatesOf } from '../plan/gate';
import type { Plan } from '../plan/plan';
import { byGuard, byNative, byWaiter, choice, use } from '../remedy';
import { guardSees, initWaiterSees, kubeletSees, waiterSees } from '../visibility';
import type { Problem, Rule } from './rule';

export const checkNotSupported: Rule = {
  id: 'check-not-supported',
  severity: 'error',
  title: 'a mechanism must be able to run the check of its dependency',
  cure: 'use another check, or another mechanism for this dependency',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const gate of gatesOf(plan)) {
      const problem = blindness(gate, plan);
      if (problem === undefined) continue;
      const { edge, dependency, resolved } = gate;
      problems.push({
        container: dependency.name,
        message: `"${edge.dependent}" waits for "${dependency.name}" with ${mechanismText(edge.mechanism)} and the check ${targetText(resolved.check)}, but ${problem.message}`,
        ...(problem.cure === undefined ? {} : { cure: problem.cure }),
      });
    }
    return problems;
  },
};

const BRING_THE_WAITER = 'run the waiter in the container: set waiterPath, or configure({ runtimeImage })';

function blindness(gate: Gate, plan: Plan): Problem | undefined {
  switch (gate.edge.mechanism) {
    case 'native': return ofKubelet(gate, plan);
    case 'init-waiter': return ofInitWaiter(gate, plan);
    case 'native-waiter':
    case 'post-start': return ofWaiterInside(gate, plan);
    case 'guard': return ofGuard(gate, plan);
    case 'order': return undefined;
  }
}

function ofKubelet({ resolved: { check }, edge }: Gate, plan: Plan): Problem | undefined {
  if (kubeletSees(check)) return undefined;
  return check.kind === 'file' || check.kind === 'unixSocket'
    ? { message: 'the kubelet can\'t check a file or a unix socket', cure: BRING_THE_WAITER }
    : { message: 'the kubelet connects to the Pod IP, and the container listens on loopback only', cure: choice(BRING_THE_WAITER, use(byGuard(plan, [edge]))) };
}

function ofWaiterInside({ resolved: { check }, edge }: Gate, plan: Plan): Problem | undefined {
  if (waiterSees(check)) return undefined;
  if (check.kind === 'httpGet' && check.tls) {
    return {
      message: 'the waiter does not support TLS',
      cure: `use ${choice(byNative(plan, edge), 'Check.tcpSocket')}`,
    };
  }
  return { message: 'Kubernetes does not expand the Pod IP in a probe or hook', cure: choice(use(byNative(plan, edge)), use(byGuard(plan, [edge])), 'make the container listen on all addresses, and remove listensOn') };
}

function ofInitWaiter({ resolved: { check }, edge, dependency }: Gate, plan: Plan): Problem | undefined {
  if (initWaiterSees(check, dependency)) return undefined;
  switch (check.kind) {
    case 'command':
      return { message: 'the init container that waits can\'t run a command in another container', cure: `use ${choice(byNative(plan, edge), 'a check over the network')}` };
    case 'file':
    case 'unixSocket':
      return {
        message: `"${dependency.name}" has no volume at ${check.path} that the init container could mount too`,
        cure: choice(`put ${check.path} on a volume`, use(byWaiter(plan, edge))),
      };
    default:
      return { message: 'the init container that waits does not support TLS', cure: `use ${choice(byNative(plan, edge), 'Check.tcpSocket')}` };
  }
}

function ofGuard({ resolved: { check }, edge, dependent, dependency }: Gate, plan: Plan): Problem | undefined {
  if (guardSees(check, dependency, dependent)) return undefined;
  switch (check.kind) {
    case 'command':
      return { message: `the guard runs in "${dependent.name}" and can't run a command in another container`, cure: `use ${choice(byNative(plan, edge), 'a check over the network')}` };
    case 'file':
    case 'unixSocket':
      return {
        message: `the guard runs in "${dependent.name}", which does not mount the volume of ${check.path}`,
        cure: choice('mount the volume in both containers', use(byWaiter(plan, edge))),
      };
    default:
      return { message: 'the guard does not support TLS', cure: `use ${choice(byNative(plan, edge), 'Check.tcpSocket')}` };
  }
}
