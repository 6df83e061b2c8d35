import { addSidecars } from './add-sidecars';
import type { Finding } from './finding';
import { kubernetesMinor, NATIVE_SIDECAR_MINOR } from './kubernetes-version';
import type { JsonObject } from './manifest';
import { DEFAULT_KUBERNETES_VERSION, type OrderModel } from './model';
import { type Plan, planOrder } from './plan';
import { podTemplateOf } from './pod-template';
import { viewPod } from './pod-view';
import { RULES } from './rules/index';
import { applyRule } from './rules/rule';

/** What is known of an order in one manifest: how it would be rendered, and all that the rules say of it. */
export interface Analysis {
  /** Undefined when the manifest has no Pod template. */
  readonly plan?: Plan;
  readonly findings: readonly Finding[];
}

/**
 * Plans an order for a manifest and judges it. The manifest must be our own copy:
 * sidecars of the order are put into it.
 */
export function analyze(manifest: JsonObject, order: OrderModel): Analysis {
  const template = podTemplateOf(manifest);
  if (template === undefined) return { findings: [noPodTemplate(manifest)] };
  const minor = kubernetesMinor(order.kubernetesVersion ?? DEFAULT_KUBERNETES_VERSION) ?? NATIVE_SIDECAR_MINOR;
  const clashes = addSidecars(template.spec, order.sidecars, minor);
  const plan = planOrder(order, viewPod(template, order));
  const findings = clashes.map(volumeClash);
  for (const rule of RULES) findings.push(...applyRule(rule, plan));
  return { plan, findings };
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
