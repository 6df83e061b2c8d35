import { probeBudgetSeconds } from './check-probe';
import { targetText } from './check-target';
import { durationText } from './duration-text';
import type { Finding } from './finding';
import { gateFacts } from './mechanism-facts';
import type { Plan, PlannedContainer, PlannedEdge } from './plan';
import { INSTALLER_NAME } from './pod-names';
import { keepsOwnProbe, nativeGates } from './render/native';
import { isResolved } from './resolved-check';

/**
 * A start order as a text for people: who starts when, behind which gates, what these are worth and what they cost.
 *
 * @param name of the workload
 */
export function explainPlan(name: string, plan: Plan, findings: readonly Finding[]): string {
  const sections = [
    [`${plan.pod.outline.kind} "${name}" (Kubernetes 1.${plan.minor})`, ...containerLines(plan)],
    costLines(plan),
    findings.flatMap((finding) => [`${finding.severity} ${finding.id}: ${finding.message}`, `  cure: ${finding.cure}`]),
  ];
  return sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n');
}

/** One wave after the other; the containers of a cycle have none. */
function containerLines(plan: Plan): string[] {
  const waves = plan.graph.waves();
  const width = Math.max(...plan.containers.map(({ name }) => name.length));
  const lines = waves.flatMap((wave, index) => wave.flatMap((name) => linesOf(plan, plan.byName.get(name)!, `${index + 1}.`, width)));
  const placed = new Set(waves.flat());
  const knotted = plan.graph.nodes.filter((name) => !placed.has(name));
  return [...lines, ...knotted.flatMap((name) => linesOf(plan, plan.byName.get(name)!, 'never:', width))];
}

function linesOf(plan: Plan, planned: PlannedContainer, wave: string, width: number): string[] {
  return [`${wave} ${planned.name.padEnd(width)}  ${placeText(planned)}`, ...planned.waitsFor.flatMap((edge) => gateLines(plan, edge))];
}

function placeText({ placement, role, guarded }: PlannedContainer): string {
  const place = { init: 'init container', native: 'native sidecar', regular: 'container' }[placement];
  const moved = placement === role ? '' : role === 'regular' ? ', moved from the containers' : ', made one of an init container';
  return `${place}${moved}${guarded ? ', behind the guard' : ''}`;
}

function gateLines(plan: Plan, edge: PlannedEdge): string[] {
  const dependency = plan.byName.get(edge.dependency)!;
  const [verdict, ...facts] = gateFacts(edge, dependency);
  return [
    `   waits for ${edge.dependency}: ${conditionText(edge, dependency)}${policyText(edge, dependency)}`,
    ...[`${mechanismName(edge)}, ${verdict}`, ...facts].map((fact) => `     ${fact}`),
  ];
}

function mechanismName({ mechanism }: PlannedEdge): string {
  return { 'native': 'native', 'native-waiter': 'native with the waiter', 'guard': 'guard', 'post-start': 'postStart hook', 'order': 'order of the init containers' }[mechanism];
}

function conditionText({ condition }: PlannedEdge, { check }: PlannedContainer): string {
  if (condition !== 'healthy' || check === undefined) return condition;
  if (!isResolved(check)) return 'healthy by no check that can be found';
  return `healthy by ${targetText(check.check)}${check.source === 'readyWhen' ? '' : ` (its ${check.source})`}`;
}

/** A plain init container has no timeout: the kubelet waits for its end. A probe that is kept has its own. */
function policyText({ mechanism, condition, onTimeout, timeoutMs }: PlannedEdge, dependency: PlannedContainer): string {
  if (mechanism === 'order') return ', however long it takes';
  if (mechanism !== 'guard' && condition === 'started') return '';
  if (mechanism === 'native' && keepsOwnProbe(dependency)) {
    const seconds = probeBudgetSeconds(dependency.container.startupProbe!);
    return seconds === Infinity ? ', for ever' : ` within ${seconds}s, as it says, else fail`;
  }
  if (onTimeout === 'block') return ', for ever';
  return ` within ${durationText(timeoutMs)}, else ${onTimeout === 'fail' ? 'fail' : 'start anyway'}`;
}

/** What the order adds to the start of the Pod. */
function costLines(plan: Plan): string[] {
  const phases = plan.initOrder.filter((name) => addsPhase(plan.byName.get(name)!));
  const hooks = plan.edges.some(({ mechanism, condition }) => mechanism === 'post-start' && condition === 'healthy');
  const lines = [
    ...(plan.installs ? [`${INSTALLER_NAME} brings the waiter from ${plan.order.runtimeImage ?? ''}: about 1 s; an image that carries it costs nothing (waiterPath)`] : []),
    ...(phases.length > 0 ? [`${phases.join(', ')}: about 1 s${phases.length > 1 ? ' each, one after another' : ''}; all that stands behind waits too`] : []),
    ...(hooks ? ['while a postStart hook waits the Pod has no IP and no logs, and can\'t be deleted'] : []),
  ];
  return lines.length === 0 ? [] : ['at the start of the Pod', ...lines.map((line) => `  ${line}`)];
}

/** A step of the init containers that would not be there, or would pass at once, without the order. */
function addsPhase(planned: PlannedContainer): boolean {
  return planned.role === 'regular' || nativeGates(planned).length > 0;
}
