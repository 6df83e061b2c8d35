import { hostOfGate } from './dialled-host';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const gateHost: Rule = {
  id: 'gate-host',
  severity: 'error',
  title: 'the kubelet dials the host of a probe from the node, where 127.0.0.1 is the node itself',
  cure: 'remove host from the probe: the kubelet then dials the address of the Pod',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      const gate = hostOfGate(plan, planned);
      if (gate === undefined) continue;
      const { name } = planned;
      const dependents = sorted(planned.awaitedBy.filter(({ mechanism }) => mechanism === 'native').map(({ dependent }) => dependent));
      problems.push({
        container: name,
        field: gate.field,
        message: `the ${gate.field} of "${name}" is the gate of ${dependents.length === 0 ? 'all that follows' : quoted(dependents)}, `
          + `but the kubelet dials its host "${gate.host}" from the node, where another process can answer`,
        cure: `remove host from the ${gate.field}: the kubelet then dials the address of the Pod`,
      });
    }
    return problems;
  },
};
