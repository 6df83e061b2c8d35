import type { Container } from '../manifest';
import type { Problem, Rule } from './rule';

const REJECTED = ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle'] as const;

export const probeOnInitContainer: Rule = {
  id: 'probe-on-init-container',
  severity: 'error',
  title: 'the API server rejects probes and hooks on a plain init container',
  cure: 'remove these fields; if cdk8s-plus added the startupProbe for portNumber, use ports instead',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const { name, role, placement, container } of plan.byName.values()) {
      if (placement !== 'init') continue;
      const fields = REJECTED.filter((field) => container[field] !== undefined && !isEmpty(container, field));
      if (fields.length === 0) continue;
      const is = role === 'init' ? 'is a plain init container' : 'becomes a plain init container because others wait for its success';
      problems.push({ container: name, field: fields[0]!, message: `"${name}" ${is}, and has ${fields.join(', ')}` });
    }
    return problems;
  },
};

/** The API server accepts an empty object. */
function isEmpty(container: Container, field: (typeof REJECTED)[number]): boolean {
  return field === 'lifecycle' && Object.keys(container.lifecycle ?? {}).length === 0;
}
