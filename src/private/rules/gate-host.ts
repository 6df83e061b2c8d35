import { type DialledHost, hostOfGate } from '../plan/dialled-host';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const gateHost: Rule = {
  id: 'gate-host',
  severity: 'error',
  title: 'a gate looks at the Pod: another process can answer at a host that the probe names, as 127.0.0.1 of the node does to the kubelet',
  cure: 'remove host from the probe: the Pod itself is dialled then',
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
    message: `the ${field} of "${name}" is the gate of ${dependents.length === 0 ? 'all that follows' : quoted(dependents)}, `
      + `but ${by === 'kubelet' ? 'the kubelet' : by} dials its host "${host}"${from}`,
    cure: `remove host from the ${field}: ${by === 'kubelet' ? 'the kubelet then dials the address of the Pod' : 'startgate then dials the Pod itself'}`,
  };
}
