import { type DialledHost, hostOfGate } from '../plan/dialled-host';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const gateHost: Rule = {
  id: 'gate-host',
  severity: 'error',
  title: 'the probe of a gate must check the Pod itself, not another host',
  cure: 'remove host from the probe, which then checks the Pod itself',
  check: (plan) => [...plan.byName.values()].flatMap((planned): Problem[] => {
    const gate = hostOfGate(plan, planned);
    return gate === undefined ? [] : [problemOf(planned.name, gate, plan.pod.outline.hostNetwork === true)];
  }),
};

function problemOf(name: string, { field, host, by, edges }: DialledHost, hostNetwork: boolean): Problem {
  const dependents = sorted(edges.map(({ dependent }) => dependent));
  const from = by === 'kubelet' && !hostNetwork ? ' from the node, where another process can answer' : ', which is not the Pod';
  return {
    container: name,
    field,
    message: `the ${field} of "${name}" is the gate of ${dependents.length === 0 ? 'all later containers' : quoted(dependents)}, `
      + `but ${by === 'kubelet' ? 'the kubelet' : by} connects to its host "${host}"${from}`,
    cure: `remove host from the ${field}: ${by === 'kubelet' ? 'the kubelet then connects to the Pod IP' : 'startgate then connects to the Pod itself'}`,
  };
}
