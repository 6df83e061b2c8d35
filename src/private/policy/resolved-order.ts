import { ruleOf } from '../catalogue';
import type { OrderSettings } from '../declaration/order-declaration';
import type { Finding } from '../finding';
import { isObject, type JsonObject, type PodSpec } from '../manifest';
import type { OrderModel } from '../model';
import { type PodTemplate, podTemplateOf } from '../pod-template';
import type { PolicyModel } from './policy-model';
import { selects } from './selector';
import { EXCLUDE_ANNOTATION, type WithPolicies, withPolicies } from './with-policies';

/** A policy, and how many workloads it has selected so far. */
export interface PolicyInUse {
  readonly model: PolicyModel;
  matches: number;
}

/** What holds for an order beside what is declared for it. */
export interface OrderRules {
  readonly defaults: OrderSettings;
  readonly policies: readonly PolicyInUse[];
}

const NOTHING: OrderModel = { containers: new Map(), edges: [], sidecars: [] };

/**
 * The order of a workload: what is declared for it, the defaults of its scopes, and what policies add.
 *
 * @param manifest of the workload, without any order in it
 * @returns undefined if nothing is declared for it, and no policy selects it
 */
export function resolveOrder(
  manifest: JsonObject, declared: OrderModel | undefined, { defaults, policies }: OrderRules,
): WithPolicies | undefined {
  const own: OrderModel = { ...defaults, ...(declared ?? NOTHING) };
  const template = policies.length === 0 ? undefined : podTemplateOf(manifest, own.podPath?.split('.'));
  const selected = template === undefined ? [] : selectedPolicies(manifest, template, policies);
  if (template === undefined || selected.length === 0) return declared === undefined ? undefined : { order: own, findings: [] };
  const { reason, findings } = exclusionOf(manifest, template);
  if (reason !== undefined) return declared === undefined ? undefined : { order: own, findings };
  const added = withPolicies(own, selected.map(({ model }) => model), template.spec);
  return { order: added.order, findings: [...findings, ...added.findings] };
}

/** The order of a workload for which nothing is declared. */
export function orderOfPolicies(defaults: OrderSettings, policies: readonly PolicyInUse[], spec: PodSpec): WithPolicies {
  return withPolicies({ ...defaults, ...NOTHING }, policies.map(({ model }) => model), spec);
}

/** The policies that select a workload; each counts it. */
export function selectedPolicies<T extends PolicyInUse>(manifest: JsonObject, template: PodTemplate, policies: readonly T[]): T[] {
  const selected = policies.filter(({ model }) => selects(model.select, manifest, template));
  for (const policy of selected) policy.matches++;
  return selected;
}

/** Why an annotation of the workload or its Pod template keeps policies away; one without a reason does not. */
export function exclusionOf(
  { metadata }: JsonObject, { holder }: PodTemplate,
): { readonly reason?: string; readonly findings: readonly Finding[] } {
  const values = [metadata, holder.metadata]
    .map((each) => (isObject(each) && isObject(each.annotations) ? each.annotations[EXCLUDE_ANNOTATION] : undefined))
    .filter((value) => value !== undefined);
  const reason = values.find((value): value is string => typeof value === 'string' && value.trim() !== '');
  if (reason !== undefined) return { reason, findings: [] };
  if (values.length === 0) return { findings: [] };
  const { id, severity, cure } = ruleOf('policy-exclude-without-reason')!;
  return { findings: [{ id, severity, cure, message: `the annotation ${EXCLUDE_ANNOTATION} has no reason, so policies apply` }] };
}
