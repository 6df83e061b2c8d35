import type { PlannedContainer } from '../plan/plan';
import { type Problem, quoted, type Rule } from './rule';

export const restartPolicyTaken: Rule = {
  id: 'restart-policy-taken',
  severity: 'error',
  title: 'an order never overwrites the restart policy of a container',
  cure: 'remove restartPolicy and restartPolicyRules of the container, or use Mechanism.GUARD, which keeps both',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (planned.role === planned.placement) continue;
      const problem = planned.placement === 'native' ? asNative(planned) : asInit(planned);
      if (problem !== undefined) problems.push({ container: planned.name, field: 'restartPolicy', ...problem });
    }
    return problems;
  },
};

/** The kubelet restarts a native sidecar whenever it ends. */
function asNative({ name, container, sidecar }: PlannedContainer): Problem | undefined {
  const { restartPolicy, restartPolicyRules = [] } = container;
  const own = [
    ...(restartPolicy === undefined || restartPolicy === 'Always' ? [] : [`restartPolicy "${restartPolicy}"`]),
    ...(restartPolicyRules.length === 0 || restartPolicy === 'Always' ? [] : ['restartPolicyRules']),
  ];
  return own.length === 0 ? undefined : {
    message: `"${name}" becomes a native sidecar with restartPolicy "Always", but "${name}" already has ${own.join(' and ')}`,
    ...(sidecar ? { cure: `remove restartPolicy and restartPolicyRules of "${name}", or asSidecar()` } : {}),
  };
}

/** Among the init containers the restart policy Always makes a native sidecar. */
function asInit({ name, container, awaitedBy }: PlannedContainer): Problem | undefined {
  return container.restartPolicy !== 'Always' ? undefined : {
    message: `"${name}" becomes an init container for ${quoted(awaitedBy.map(({ dependent }) => dependent))}, but its own restartPolicy "Always" makes it a native sidecar, which does not end first`,
    cure: `remove restartPolicy of "${name}"`,
  };
}
