import { asKubeletRuns, probeBudgetSeconds } from '../check-probe';
import { wordsText } from '../check-target';
import type { Finding } from '../finding';
import type { Plan, PlannedContainer, PlannedEdge } from '../plan/plan';
import { guardGates } from '../plan/gate';
import { needsGuardProbe } from '../plan/guard-probe';
import { hasStartupProbe, openingProbe } from '../plan/startup-probe';
import { isResolved, PROBE_FIELDS } from '../resolved-check';
import { isInjectedInFront } from '../pod-view';
import { explainedStep } from './explained-step';
import type { ExplainedContainer, ExplainedGate, Explanation, GateTimeout } from './explanation-model';
import { factsOf } from './mechanism-facts';
import { withoutPromises } from './rejected';
import { costsOf } from './start-costs';
import { startWaves } from './start-waves';

/** A plan as data for texts and pictures. */
export function explanationOf(name: string, plan: Plan, findings: readonly Finding[]): Explanation {
  const waves = startWaves(plan);
  const waveOf = new Map(waves.flatMap((names, index) => names.map((each) => [each, index + 1] as const)));
  return withoutPromises({
    kind: plan.pod.outline.kind,
    name,
    kubernetesVersion: `1.${plan.minor}`,
    containers: [...injectedNames(plan), ...plan.initOrder, ...plan.regularOrder]
      .map((each) => explainedContainer(plan, plan.byName.get(each)!, waveOf.get(each))),
    waves,
    never: plan.graph.nodes.filter((each) => !waveOf.has(each)),
    gates: plan.edges.map((edge) => explainedGate(edge, plan)),
    costs: costsOf(plan),
    findings,
  });
}

function injectedNames({ pod }: Plan): string[] {
  return pod.foreign.filter(({ role }) => role === 'injected').map(({ name }) => name);
}

function explainedContainer(plan: Plan, planned: PlannedContainer, wave: number | undefined): ExplainedContainer {
  const { name, placement, role, guarded } = planned;
  const step = explainedStep(planned.declared);
  return {
    name, place: placement, ...(placement === role ? {} : { movedFrom: role }), guarded, ...(step === undefined ? {} : { step }),
    ...(wave === undefined ? {} : { wave }), notes: notesOf(plan, planned),
  };
}

/** For the kubelet, a container with a waiting guard is running, and without a probe ready. */
function notesOf(plan: Plan, planned: PlannedContainer): string[] {
  if (planned.role === 'injected') return [isInjectedInFront(planned) ? 'a native sidecar in front, as declared' : 'whether it becomes a native sidecar is decided at admission'];
  if (planned.placement === 'init' || guardGates(planned).length === 0) return [];
  if (needsGuardProbe(plan, planned)) return ['a startup probe of startgate: not ready, and not probed, until its guard has started the command'];
  const probes = PROBE_FIELDS.filter((field) => (field === 'startupProbe' ? hasStartupProbe(planned) : planned.container[field] !== undefined));
  if (probes.length > 0) return [`its ${probes.join(', ')} ${probes.length === 1 ? 'counts' : 'count'} while the guard still waits`];
  return plan.pod.restartPolicy === 'Always' ? ['it counts as ready while its guard still waits: it has no probe'] : [];
}

function explainedGate(edge: PlannedEdge, plan: Plan): ExplainedGate {
  const { dependent, condition, mechanism } = edge;
  const dependency = plan.byName.get(edge.dependency)!;
  const { check } = dependency;
  return {
    dependent,
    dependency: edge.dependency,
    outside: dependency.role === 'outside',
    condition,
    ...(condition === 'healthy' && check !== undefined && isResolved(check)
      ? { check: { target: wordsText(mechanism === 'native' ? asKubeletRuns(check.check) : check.check), source: check.source } }
      : {}),
    timeout: timeoutOf(edge, dependency),
    mechanism,
    waiter: waiterOf(edge, dependency),
    ...factsOf(edge, dependency, plan),
  };
}

function waiterOf({ mechanism, condition }: PlannedEdge, { role }: PlannedContainer): string {
  if (mechanism === 'post-start' && role === 'injected') return 'its injector';
  const kubelet = mechanism === 'native' || mechanism === 'order' || (mechanism === 'post-start' && condition === 'started');
  return kubelet ? 'kubelet' : 'startgate';
}

/** A plain init container has no timeout: the kubelet waits for its end. An unchanged probe has its own timeout. */
function timeoutOf({ mechanism, condition, onTimeout, timeoutMs }: PlannedEdge, dependency: PlannedContainer): GateTimeout {
  const probe = openingProbe({ mechanism, condition }, dependency);
  if (probe !== undefined) {
    const seconds = probeBudgetSeconds(probe);
    return { ...(seconds === Infinity ? {} : { seconds, onTimeout: 'fail' }), clockless: false, ownProbe: true };
  }
  if (mechanism === 'order' || (mechanism !== 'guard' && condition === 'started')) return { clockless: true, ownProbe: false };
  return { ...(onTimeout === 'block' ? {} : { seconds: timeoutMs / 1000, onTimeout }), clockless: false, ownProbe: false };
}
