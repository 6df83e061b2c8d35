import { groupBy } from '../group-by';
import { nativeGates } from '../plan/gate';
import type { Plan, PlannedContainer } from '../plan/plan';
import { startedByProbe } from '../plan/startup-probe';
import { IMAGE_VOLUME_NAME, INSTALLER_NAME } from '../pod-names';
import type { ExplainedCost } from './explanation-model';
import { MEASURED } from './measured';

/** What the order adds to the start of the Pod. */
export function costsOf(plan: Plan): ExplainedCost[] {
  const phases = [
    ...plan.initOrder.flatMap((name) => phaseOf(plan.byName.get(name)!) ?? []),
    ...plan.waiters.map(({ name }): Phase => ({ name, until: 'ended' })),
  ];
  const hooks = plan.edges.filter(({ mechanism, condition }) => mechanism === 'post-start' && condition === 'healthy');
  const hooked = [...new Set(hooks.map(({ dependency }) => dependency))];
  return [...deliveryCost(plan), ...phaseCosts(phases), ...hookCost(hooked)];
}

/** What it takes to bring the waiter into containers whose image does not have it. */
function deliveryCost({ delivery, edges, order }: Plan): ExplainedCost[] {
  if (delivery === undefined) return [];
  return [delivery === 'install' ? installerCost(edges, order) : {
    containers: [],
    text: `the image volume ${IMAGE_VOLUME_NAME} brings the waiter from ${order.runtimeImage ?? ''}; an image that carries it needs none (waiterPath)`,
  }];
}

/** Behind native sidecars the installer takes longer. */
function installerCost(edges: Plan['edges'], order: Plan['order']): ExplainedCost {
  const { installer } = MEASURED;
  const seconds = inSeconds(edges.some(({ mechanism }) => mechanism === 'native-waiter') ? installer['native-waiter'] : installer.guard);
  return {
    containers: [INSTALLER_NAME], seconds,
    text: `${INSTALLER_NAME} brings the waiter from ${order.runtimeImage ?? ''}: about ${seconds} s; an image that carries it saves that (waiterPath)`,
  };
}

/** A step of the init phase, and what the kubelet waits for before it goes on to the next one. */
export interface Phase {
  readonly name: string;
  readonly until: 'ended' | 'started' | 'own probe' | 'native' | 'native-waiter';
}

/** Undefined for a step that would be there, or would pass at once, without the order. */
function phaseOf(planned: PlannedContainer): Phase | undefined {
  const { name, role, placement } = planned;
  const gates = nativeGates(planned);
  if (gates.length === 0 && role !== 'regular') return undefined;
  if (placement === 'init') return { name, until: 'ended' };
  if (startedByProbe(planned) !== undefined) return { name, until: 'own probe' };
  if (gates.length === 0) return { name, until: 'started' };
  return { name, until: gates.some(({ mechanism }) => mechanism === 'native-waiter') ? 'native-waiter' : 'native' };
}

/** What the steps of the init phase cost, those that are alike as one. */
export function phaseCosts(phases: readonly Phase[]): ExplainedCost[] {
  return [...groupBy(phases, ({ until }) => until)].map(([until, alike]) => phaseCost(until, alike.map(({ name }) => name)));
}

function phaseCost(until: Phase['until'], containers: readonly string[]): ExplainedCost {
  const names = containers.join(', ');
  const rest = `${containers.length > 1 ? ' each, one after another' : ''}; all later containers wait too`;
  if (until === 'own probe') return { containers, text: `${names}: until its startupProbe has passed${rest}` };
  const { phase, delay } = MEASURED;
  const one = { ...delay, ended: phase.initContainer, started: phase.nativeSidecar }[until];
  return { containers, seconds: inSeconds(one * containers.length), text: `${names}: about ${inSeconds(one)} s${rest}` };
}

/** What hooks that wait cost. */
export function hookCost(hooked: readonly string[]): ExplainedCost[] {
  return hooked.length === 0 ? [] : [{ containers: hooked, text: 'while a postStart hook waits the Pod has no IP and no logs, and can\'t be deleted' }];
}

/** To a tenth: the rest differs from machine to machine. */
function inSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
