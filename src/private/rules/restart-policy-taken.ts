import type { PlannedContainer } from '../plan/plan';
import { type Problem, quoted, type Rule } from './rule';

export const restartPolicyTaken: Rule = {
  id: 'restart-policy-taken',
  severity: 'error',
  title: 'a restart policy of the container itself is never overwritten',
  cure: 'remove restartPolicy and restartPolicyRules of the container, or use Mechanism.GUARD, which leaves both',
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

/** The kubelet starts a native sidecar again whenever it ends. */
function asNative({ name, container, sidecar }: PlannedContainer): Problem | undefined {
  const { restartPolicy, restartPolicyRules = [] } = container;
  const own = [
    ...(restartPolicy === undefined || restartPolicy === 'Always' ? [] : [`restartPolicy "${restartPolicy}"`]),
    ...(restartPolicyRules.length === 0 || restartPolicy === 'Always' ? [] : ['restartPolicyRules']),
  ];
  return own.length === 0 ? undefined : {
    message: `"${name}" becomes a native sidecar, which has restartPolicy "Always", but "${name}" has ${own.join(' and ')} of its own`,
    ...(sidecar ? { cure: `remove restartPolicy and restartPolicyRules of "${name}", or asSidecar()` } : {}),
  };
}

/** Among the init containers the restart policy Always makes a native sidecar. */
function asInit({ name, container, awaitedBy }: PlannedContainer): Problem | undefined {
  return container.restartPolicy !== 'Always' ? undefined : {
    message: `"${name}" becomes an init container for ${quoted(awaitedBy.map(({ dependent }) => dependent))}, but its own restartPolicy "Always" makes it a native sidecar, which is not waited for`,
    cure: `remove restartPolicy of "${name}"`,
  };
}
