import { explanationOf } from '../../private/explanation/explanation';
import type { Explanation } from '../../private/explanation/explanation-model';
import { withoutPromises } from '../../private/explanation/rejected';
import { missesSidecarPorts, targetMinor } from '../../private/kubernetes-version';
import { isObject } from '../../private/manifest';
import type { OrderModel } from '../../private/model';
import { outlineOf } from '../../private/outline';
import type { Plan } from '../../private/plan/plan';
import { ORDER_ANNOTATION } from '../../private/pod-names';
import { RULES } from '../../private/rules/index';
import { failNeedsAnEnd } from '../../private/rules/fail-needs-an-end';
import { jobNeverCompletes } from '../../private/rules/job-never-completes';
import type { ServiceOutline, Services } from '../../private/services';
import { type Annotations, silence, silenceOf } from '../../private/silence';
import type { Path } from '../read/document';
import { annotatedOrder } from './annotated-order';
import { readAnnotation } from './annotation';
import { inferredOrder } from './inferred-order';
import { AlikePods } from './judged-pods';
import { inWordsOfManifests, ONLY_OURS } from './manifest-rules';
import { gateKey, type OrderInput, type PlacedFinding } from './order-input';
import { endsByKubexit, isToldToEnd } from './told-to-end';
import type { Workload } from './workload';

/** The start order of a manifest, planned and judged like a declared order. */
export interface Reading {
  readonly workload: Workload;
  readonly input: OrderInput;
  readonly plan: Plan;
  readonly findings: readonly PlacedFinding[];
}

export interface ReadingOptions {
  /** The oldest cluster that the manifests must work on: `1.28`. */
  readonly kubernetesVersion?: string | undefined;
  /** The cache of judged Pods; without it, every Pod is judged separately. */
  readonly alike?: AlikePods;
  /** The Services of all manifests, if the cluster version needs them. */
  readonly services?: Services;
}

const MANIFEST_RULES = RULES.filter(({ id }) => !ONLY_OURS.has(id));

/** Reads the order of a workload: the declared order, else the order that the kubelet keeps. */
export function readOrder(workload: Workload, { kubernetesVersion, alike = new AlikePods(), services }: ReadingOptions = {}): Reading {
  const input = orderInput(workload, kubernetesVersion);
  const rules = input.origin === 'annotation' ? RULES : MANIFEST_RULES;
  const judged = alike.judge(outlineOf(input.template, input.order, selecting(workload, input.order, services)), input.order, rules);
  const { plan } = judged;
  const ends = judged.findings.some(({ id }) => id === jobNeverCompletes.id) && isToldToEnd(workload);
  const found = judged.findings.filter(({ id, container }) =>
    !(ends && id === jobNeverCompletes.id) && !(id === failNeedsAnEnd.id && endsByKubexit(workload, container)));
  const findings = input.origin === 'annotation' ? found : found.map(inWordsOfManifests);
  const { reasons, wrong } = silenceIn(workload);
  return { workload, input, plan, findings: [...silence([...malformed(workload), ...input.findings, ...findings], reasons), ...wrong] };
}

/** The rules that the annotations of the Pod template and of the workload silence, and the errors in these annotations. */
function silenceIn({ manifest, template, holder }: Workload): { reasons: ReadonlyMap<string, string>; wrong: readonly PlacedFinding[] } {
  const { metadata } = manifest.value;
  const places: (readonly [Annotations | undefined, Path])[] = [[template.holder.metadata?.annotations, holder]];
  if (holder.length > 0 && isObject(metadata) && isObject(metadata.annotations)) places.push([metadata.annotations, []]);
  const read = places.map(([annotations, at]) => ({ ...silenceOf(annotations), at }));
  return {
    reasons: new Map(read.flatMap(({ reasons }) => [...reasons])),
    wrong: read.flatMap(({ wrong, at }) => wrong.map(({ annotation, finding }) =>
      ({ ...finding, path: [...at, 'metadata', 'annotations', annotation] }))),
  };
}

function selecting({ namespace, template }: Workload, order: OrderModel, services: Services | undefined): ServiceOutline[] {
  if (services === undefined || !missesSidecarPorts(targetMinor(order))) return [];
  return services.selecting(namespace, template.holder.metadata?.labels);
}

function orderInput(workload: Workload, kubernetesVersion: string | undefined): OrderInput {
  const annotation = workload.template.holder.metadata?.annotations?.[ORDER_ANNOTATION];
  if (annotation === undefined) return inferredOrder(workload, kubernetesVersion);
  const read = readAnnotation(annotation);
  if (!('wrong' in read)) return annotatedOrder(workload, read, kubernetesVersion);
  const inferred = inferredOrder(workload, kubernetesVersion);
  return {
    ...inferred,
    findings: [...inferred.findings, {
      id: 'annotation-unreadable', severity: 'error',
      message: `the annotation ${ORDER_ANNOTATION} can't be read: ${read.wrong}`,
      cure: 'render the manifest again, or remove the annotation',
    }],
  };
}

function malformed({ malformed: parts }: Workload): PlacedFinding[] {
  return parts.map(({ path, allowed, got }) => ({
    id: 'malformed-field', severity: 'error', path,
    message: `${pathText(path)} must be ${allowed}; got ${got}`,
    cure: 'write the field as the Kubernetes API defines it; check ignored it',
  }));
}

/** `spec.containers[0].image`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.map((step, index) => {
    if (typeof step === 'number') return `[${step}]`;
    return index === 0 ? step : `.${step}`;
  }).join('');
}

/** The order as data for texts and pictures, with facts that a plan does not have. */
export function explanationOfReading({ workload, input, plan, findings }: Reading): Explanation {
  const explanation = explanationOf(workload.name, plan, findings);
  const more = input.more.map((gate) => gate());
  const byGuard = [...input.order.edges, ...more].filter(({ mechanism }) => mechanism === 'guard');
  const guarded = new Set(byGuard.map(({ dependent }) => dependent));
  return withoutPromises({
    ...explanation,
    ...(input.costs === undefined ? {} : { costs: input.costs }),
    containers: explanation.containers.map((container) => ({
      ...container,
      // our guard may only publish its state; a foreign guard always waits
      ...(input.origin === 'inferred' ? { guarded: guarded.has(container.name) } : {}),
      notes: input.notes.get(container.name) ?? container.notes,
    })),
    gates: [
      ...explanation.gates.map((gate) => input.known.get(gateKey(gate.dependent, gate.dependency, gate.mechanism))?.() ?? gate),
      ...more,
    ],
  });
}
