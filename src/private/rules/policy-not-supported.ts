import { durationText } from '../duration-text';
import { nativeGates } from '../render/native';
import { mechanismText } from './mechanism-text';
import { renderedStartupProbe } from './rendered-startup-probe';
import type { Problem, Rule } from './rule';

export const policyNotSupported: Rule = {
  id: 'policy-not-supported',
  severity: 'error',
  title: 'only a guard or a hook can start the dependent anyway when the time is over',
  cure: 'use Mechanism.GUARD for this dependency, or OnTimeout.FAIL or OnTimeout.BLOCK',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const edge of plan.edges) {
      if (edge.onTimeout !== 'continue' || edge.mechanism === 'post-start') continue;
      const { dependent, dependency, mechanism } = edge;
      const start = `"${dependent}" is to start after ${durationText(edge.timeoutMs)} even without "${dependency}" (continue)`;
      if (mechanism !== 'guard') {
        problems.push({
          message: `${start}, which ${mechanismText(mechanism)} can't do`,
          ...(mechanism === 'order' ? { cure: 'use OnTimeout.FAIL or OnTimeout.BLOCK' } : {}),
        });
        continue;
      }
      const planned = plan.byName.get(dependency)!;
      if (planned.placement !== 'native') continue;
      if (nativeGates(planned).length > 0) {
        problems.push({
          message: `${start}, but "${dependency}" is a native sidecar whose startupProbe is the gate of other containers and holds back "${dependent}" too`,
          cure: 'use Mechanism.GUARD for every dependency on it',
        });
      } else if (renderedStartupProbe(planned) !== undefined) {
        problems.push({
          message: `${start}, but "${dependency}" is a native sidecar with a startupProbe, which holds back "${dependent}" too`,
          cure: 'remove the startupProbe and declare readyWhen, or use OnTimeout.FAIL or OnTimeout.BLOCK',
        });
      }
    }
    return problems;
  },
};
