import { addSidecars } from './add-sidecars';
import { withAllEdges } from './all-edges';
import { annotationText } from './annotation';
import { annotationsTooLarge } from './annotations-too-large';
import { ruleOf } from './catalogue';
import { checkOrder, type Decisions } from './decided-pods';
import type { Finding } from './finding';
import { targetMinor } from './kubernetes-version';
import { isObject, type JsonObject } from './manifest';
import type { OrderModel } from './model';
import { outlineOf } from './outline';
import type { Plan } from './plan/plan';
import { type PodTemplate, podTemplateOf } from './pod-template';
import { applyPatch } from './render/patch';
import { RULES } from './rules/index';
import type { Rule } from './rules/rule';
import { mayHidePorts, type ServiceOutline, type Services } from './services';
import { IGNORE_PREFIX, silence, silenceOf } from './silence';

/** The Services of the app, found when they are asked for. */
export type ServicesOfApp = () => Services;

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
export function analyze(
  manifest: JsonObject, declared: OrderModel, services?: ServicesOfApp, rules: readonly Rule[] = RULES,
): Analysis {
  const template = templateOf(manifest, declared);
  if (template === undefined) return { findings: [noPodTemplate(manifest, declared)] };
  const clashes = addSidecars(template.spec, declared.sidecars, targetMinor(declared)).map(volumeClash);
  const order = withAllEdges(declared, template.spec);
  const { plan, findings } = checkOrder(outlineOf(template, order, selecting(manifest, template, order, services)), order, rules);
  const { reasons, wrong } = silenceIn(manifest, template, order);
  const large = annotationsTooLarge(template, annotationText(plan), plan.edges.length);
  return { plan, findings: [...silence([...clashes, ...large, ...findings], reasons), ...wrong] };
}

/**
 * Writes an order into a manifest, whose Pod template must be our own, unless there is an error.
 *
 * @returns errors and warnings
 */
export function writeOrder(
  manifest: JsonObject, declared: OrderModel, decisions: Decisions, services?: ServicesOfApp,
): readonly Finding[] {
  const template = templateOf(manifest, declared);
  if (template === undefined) return [noPodTemplate(manifest, declared)];
  const clashes = addSidecars(template.spec, declared.sidecars, targetMinor(declared)).map(volumeClash);
  const order = withAllEdges(declared, template.spec);
  const { findings, patch } = decisions.decide(template, order, selecting(manifest, template, order, services));
  const { reasons, wrong } = silenceIn(manifest, template, order);
  const large = patch === undefined ? [] : annotationsTooLarge(template, patch.annotation, order.edges.length);
  const counted = [...silence([...clashes, ...large, ...findings], reasons).filter(({ silenced }) => silenced === undefined), ...wrong];
  if (patch === undefined || counted.some(({ severity }) => severity === 'error')) return counted;
  applyPatch(patch, template);
  order.ignored?.forEach((reason, rule) => annotate(template, `${IGNORE_PREFIX}${rule}`, reason));
  return counted;
}

function templateOf(manifest: JsonObject, { podPath }: OrderModel): PodTemplate | undefined {
  return podPath === undefined ? podTemplateOf(manifest) : podTemplateOf(manifest, podPath.split('.'));
}

/** What the order, the Pod template and the workload say that need not be said. */
function silenceIn(
  { metadata }: JsonObject, { holder }: PodTemplate, { ignored }: OrderModel,
): { reasons: ReadonlyMap<string, string>; wrong: readonly Finding[] } {
  const ofWorkload = isObject(metadata) && metadata !== holder.metadata && isObject(metadata.annotations) ? [metadata.annotations] : [];
  const read = [holder.metadata?.annotations, ...ofWorkload].map(silenceOf);
  return {
    reasons: new Map([...read.flatMap(({ reasons }) => [...reasons]), ...ignored ?? []]),
    wrong: read.flatMap(({ wrong }) => wrong.map(({ finding }) => finding)),
  };
}

/** One that is there is left as it is. */
function annotate({ holder }: PodTemplate, name: string, value: string): void {
  holder.metadata ??= {};
  holder.metadata.annotations ??= {};
  holder.metadata.annotations[name] ??= value;
}

/** The Services that select the Pod, where the order can hide a port that has a name. */
function selecting(
  { metadata }: JsonObject, { spec, holder }: PodTemplate, order: OrderModel, services: ServicesOfApp | undefined,
): ServiceOutline[] {
  if (services === undefined || !mayHidePorts(order)) return [];
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  const named = containers.some(({ ports }) => ports?.some(({ name }) => name !== undefined));
  return named ? services().selecting(isObject(metadata) ? metadata.namespace : undefined, holder.metadata?.labels) : [];
}

function noPodTemplate(manifest: JsonObject, { podPath }: OrderModel): Finding {
  return {
    id: 'no-pod-template',
    severity: 'error',
    message: `${String(manifest.kind)} has no Pod template with containers at ${podPath ?? 'spec or at spec.template'}`,
    cure: ruleOf('no-pod-template')!.cure,
  };
}

function volumeClash(name: string): Finding {
  return {
    id: 'collision',
    severity: 'error',
    message: `a sidecar adds the volume "${name}", but the Pod already has another volume of that name`,
    cure: `rename one of the two volumes "${name}"`,
  };
}
