import { writeOrder } from '../../private/apply-order';
import { Decisions } from '../../private/decided-pods';
import type { Finding } from '../../private/finding';
import { isObject, type JsonObject } from '../../private/manifest';
import { ORDER_ANNOTATION } from '../../private/pod-names';
import { exclusionOf, orderOfPolicies, selectedPolicies } from '../../private/policy/resolved-order';
import type { Services } from '../../private/services';
import { withoutNulls } from '../edit/changes';
import type { PlacedFinding } from '../order/order-input';
import { pathText, readOrder } from '../order/reading';
import { type Workload, workloadOf } from '../order/workload';
import type { LoadedPolicy, PolicySet } from '../policy/policy-set';
import type { Path } from '../read/document';
import type { Manifest } from '../read/manifest';
import { lackedParts } from './lacked-parts';
import { inWordsOfPolicies } from './policy-cures';

/**
 * `changed`: the policies are applied. `kept`: there is an order with all that they add. `excluded`: an annotation keeps them away.
 * `refused`: there is an error, and nothing is changed. `outside`: no policy selects it.
 */
export type Outcome = 'changed' | 'kept' | 'excluded' | 'refused' | 'outside';

/** What policies make of one workload. */
export interface Applied {
  readonly workload: Workload;
  readonly outcome: Outcome;
  /** Those that select it. */
  readonly policies: readonly LoadedPolicy[];
  /** Why it is excluded. */
  readonly reason?: string;
  /** The manifest with the order, if it is changed. */
  readonly after?: JsonObject;
  readonly findings: readonly PlacedFinding[];
}

/** Applies policies to manifests, one after another; Pods that are alike are decided once. */
export class PolicyApplier {
  private readonly decisions = new Decisions();

  constructor(private readonly set: PolicySet, private readonly services?: Services) {}

  /** @returns undefined if there is no Pod in the manifest */
  apply(manifest: Manifest): Applied | undefined {
    const workload = workloadOf(manifest);
    if (workload === undefined) return undefined;
    const { template, malformed, holder } = workload;
    const { value } = manifest;
    const policies = selectedPolicies(isObject(value.metadata) ? value : { ...value, metadata: {} }, template, this.set.policies);
    if (policies.length === 0) return { workload, outcome: 'outside', policies, findings: [] };
    if (malformed.length > 0) return refused(workload, policies, readOrder(workload).findings.filter(isError));
    const item = nullItemIn(holder.reduce<unknown>((part, step) => (part as JsonObject)[step], value), holder);
    if (item !== undefined) return refused(workload, policies, [nullItem(item)]);
    const { reason, findings } = exclusionOf(value, template);
    if (reason !== undefined) return { workload, outcome: 'excluded', policies, reason, findings };
    if (template.holder.metadata?.annotations?.[ORDER_ANNOTATION] === undefined) return this.write(workload, policies, findings);
    const reading = readOrder(workload);
    const wrong = [...reading.findings.filter(isError), ...lackedParts(reading, policies, this.set.defaults)];
    return wrong.length > 0 ? refused(workload, policies, wrong) : { workload, outcome: 'kept', policies, findings };
  }

  private write(workload: Workload, policies: readonly LoadedPolicy[], found: readonly Finding[]): Applied {
    const { order, findings: conflicts } = orderOfPolicies(this.set.defaults, policies, workload.template.spec);
    if (conflicts.some(isError)) return refused(workload, policies, [...found, ...conflicts]);
    // to Kubernetes a field that is null is not there
    const after = withoutNulls(workload.manifest.value) as JsonObject;
    const { services } = this;
    const written = writeOrder(after, order, this.decisions, services === undefined ? undefined : () => services).map(inWordsOfPolicies);
    const findings = [...found, ...written];
    return findings.some(isError) ? refused(workload, policies, findings) : { workload, outcome: 'changed', policies, after, findings };
  }
}

function refused(workload: Workload, policies: readonly LoadedPolicy[], findings: readonly PlacedFinding[]): Applied {
  return { workload, outcome: 'refused', policies, findings };
}

function nullItemIn(value: unknown, path: Path): Path | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    const found = part === null && Array.isArray(value) ? place : nullItemIn(part, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nullItem(path: Path): PlacedFinding {
  return { id: 'malformed-field', severity: 'error', path, message: `${pathText(path)} must not be null`, cure: 'remove the item, or write its value' };
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
