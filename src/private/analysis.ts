import { addSidecars } from './add-sidecars';
import { checkOrder, type Decisions } from './decision';
import type { Finding } from './finding';
import { targetMinor } from './kubernetes-version';
import type { JsonObject } from './manifest';
import type { OrderModel } from './model';
import { outlineOf } from './outline';
import type { Plan } from './plan';
import { podTemplateOf } from './pod-template';
import { applyPatch } from './render/patch';
import { RULES } from './rules/index';

/** What is known of an order in one manifest: how it would be rendered, and all that the rules say of it. */
export interface Analysis {
  /** Undefined when the manifest has no Pod template. */
  readonly plan?: Plan;
  readonly findings: readonly Finding[];
}

/**
 * Plans an order for a manifest and says all that is known of it. The Pod template of the manifest must be our own:
 * sidecars of the order are put into it.
 */
export function analyze(manifest: JsonObject, order: OrderModel): Analysis {
  const template = podTemplateOf(manifest);
  if (template === undefined) return { findings: [noPodTemplate(manifest)] };
  const clashes = addSidecars(template.spec, order.sidecars, targetMinor(order)).map(volumeClash);
  const { plan, findings } = checkOrder(outlineOf(template, order), order, RULES);
  return { plan, findings: [...clashes, ...findings] };
}

/**
 * Writes an order into a manifest, whose Pod template must be our own, unless there is an error.
 *
 * @returns errors and warnings
 */
export function writeOrder(manifest: JsonObject, order: OrderModel, decisions: Decisions): readonly Finding[] {
  const template = podTemplateOf(manifest);
  if (template === undefined) return [noPodTemplate(manifest)];
  const clashes = addSidecars(template.spec, order.sidecars, targetMinor(order)).map(volumeClash);
  const { findings, patch } = decisions.decide(template, order);
  if (clashes.length > 0) return [...clashes, ...findings];
  if (patch !== undefined) applyPatch(patch, template);
  return findings;
}

function noPodTemplate(manifest: JsonObject): Finding {
  return {
    id: 'no-pod-template',
    severity: 'error',
    message: `${String(manifest.kind)} has no Pod template with containers, neither at spec nor at spec.template`,
    cure: 'declare the order on a Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob',
  };
}

function volumeClash(name: string): Finding {
  return {
    id: 'collision',
    severity: 'error',
    message: `a sidecar brings the volume "${name}", and the Pod has another volume of that name`,
    cure: `rename one of the two volumes "${name}"`,
  };
}
