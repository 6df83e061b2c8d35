import { ruleOf } from '../catalogue';
import type { Finding } from '../finding';
import { isObject, type JsonObject } from '../manifest';
import type { OrderModel } from '../model';
import { type PodTemplate, podTemplateOf } from '../pod-template';
import { selects } from '../policy/selector';
import { EXCLUDE_ANNOTATION, withPolicies } from '../policy/with-policies';
import type { ScopeRules } from './scope-rules';

const NOTHING: OrderModel = { containers: new Map(), edges: [], sidecars: [] };

/** The order of a workload, and what is wrong with the policies that it comes from. */
export interface ResolvedOrder {
  readonly order: OrderModel;
  readonly findings: readonly Finding[];
}

/**
 * The order of a workload: what is declared for it, the defaults of its scopes, and what policies add.
 *
 * @param manifest of the workload, without any order in it
 * @returns undefined if nothing is declared for it, and no policy selects it
 */
export function resolveOrder(
  manifest: JsonObject, declared: OrderModel | undefined, { defaults, policies }: ScopeRules,
): ResolvedOrder | undefined {
  const own: OrderModel = { ...defaults, ...(declared ?? NOTHING) };
  const template = policies.length === 0 ? undefined : podTemplateOf(manifest, own.podPath?.split('.'));
  const selected = template === undefined ? [] : policies.filter(({ model }) => selects(model.select, manifest, template));
  for (const policy of selected) policy.matches++;
  if (template === undefined || selected.length === 0) return declared === undefined ? undefined : { order: own, findings: [] };
  const { excluded, findings } = exclusionOf(manifest, template);
  if (excluded) return declared === undefined ? undefined : { order: own, findings };
  const added = withPolicies(own, selected.map(({ model }) => model), template.spec);
  return { order: added.order, findings: [...findings, ...added.findings] };
}

/** Whether an annotation of the workload or its Pod template keeps policies away. */
function exclusionOf({ metadata }: JsonObject, { holder }: PodTemplate): { excluded: boolean; findings: readonly Finding[] } {
  const reasons = [metadata, holder.metadata]
    .map((each) => (isObject(each) && isObject(each.annotations) ? each.annotations[EXCLUDE_ANNOTATION] : undefined))
    .filter((reason) => reason !== undefined);
  if (reasons.length === 0) return { excluded: false, findings: [] };
  if (reasons.some((reason) => typeof reason === 'string' && reason.trim() !== '')) return { excluded: true, findings: [] };
  const { id, severity, cure } = ruleOf('policy-exclude-without-reason')!;
  return { excluded: false, findings: [{ id, severity, cure, message: `the annotation ${EXCLUDE_ANNOTATION} has no reason, so policies apply` }] };
}
