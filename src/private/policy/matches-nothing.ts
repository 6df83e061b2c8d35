import { ruleOf } from '../catalogue';
import type { Finding } from '../finding';

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
}

/** How many workloads a message lists. */
const SHOWN = 10;

/**
 * What is said of a policy that selects no workload.
 *
 * @param workloads all that there are under its scope
 * @param place the scope as messages name it
 */
export function policyMatchesNothing(workloads: readonly Named[], place: string): Finding {
  const { id, severity, cure } = ruleOf('policy-matches-nothing')!;
  const finding = { id, severity, cure };
  if (workloads.length === 0) return { ...finding, message: `the policy selects nothing, as there is no workload in ${place}` };
  const names = workloads.slice(0, SHOWN).map(({ kind, name, namespace }) => `${kind} "${name}"${namespace === undefined ? '' : ` in "${namespace}"`}`);
  const more = workloads.length > SHOWN ? `, and ${workloads.length - SHOWN} more` : '';
  const count = workloads.length === 1 ? 'the 1 workload' : `the ${workloads.length} workloads`;
  return { ...finding, message: `the policy selects none of ${count} in ${place}: ${names.join(', ')}${more}` };
}
