import { groupBy } from '../group-by';
import { nativeGates } from '../plan/gate';
import type { Plan, PlannedContainer } from '../plan/plan';
import { startedByProbe } from '../plan/startup-probe';
import { IMAGE_VOLUME_NAME, INSTALLER_NAME } from '../pod-names';
import type { ExplainedCost } from './explanation-model';
import { MEASURED, sidecarPhase } from './measured';

/** What the order adds to the start of the Pod. */
export function costsOf(plan: Plan): ExplainedCost[] {
  const phases = [
    ...plan.initOrder.flatMap((name) => phaseOf(plan.byName.get(name)!) ?? []),
    ...plan.waiters.map(({ name }): Phase => ({ name, until: 'init-waiter' })),
  ];
  const hooks = plan.edges.filter(({ mechanism, condition }) => mechanism === 'post-start' && condition === 'healthy');
  const hooked = [...new Set(hooks.map(({ dependency }) => dependency))];
  return [...deliveryCost(plan), ...phaseCosts(phases, plan.minor), ...hookCost(hooked)];
}

/** The cost of bringing the waiter into containers whose image does not have the waiter. */
function deliveryCost({ delivery, order }: Plan): ExplainedCost[] {
  if (delivery === undefined) return [];
  return [delivery === 'install' ? installerCost(order) : imageVolumeCost(order)];
}

/** In a Pod that has a volume anyway, one more costs nothing. */
function imageVolumeCost({ runtimeImage = '' }: Plan['order']): ExplainedCost {
  const seconds = inSeconds(MEASURED.imageVolume);
  return {
    containers: [], seconds,
    text: `the image volume ${IMAGE_VOLUME_NAME} brings the waiter from ${runtimeImage} (about ${seconds} s if the Pod has no other volume) and needs containerd 2.1, or a CRI-O with image volumes (else CreateContainerError); an image that carries it needs none (waiterPath)`,
  };
}

function installerCost({ runtimeImage = '' }: Plan['order']): ExplainedCost {
  const seconds = inSeconds(MEASURED.installer);
  return {
    containers: [INSTALLER_NAME], seconds,
    text: `${INSTALLER_NAME} brings the waiter from ${runtimeImage}: about ${seconds} s; an image that carries it saves that (waiterPath)`,
  };
}

/** A step of the init phase, and the event that the kubelet waits for before the next step. */
export interface Phase {
  readonly name: string;
  readonly until: 'ended' | 'started' | 'own probe' | 'native' | 'native-waiter' | 'init-waiter';
}

/** Undefined for a step that also exists without the order, or passes at once. */
function phaseOf(planned: PlannedContainer): Phase | undefined {
  const { name, role, placement } = planned;
  const gates = nativeGates(planned);
  if (gates.length === 0 && role !== 'regular') return undefined;
  if (placement === 'init') return { name, until: 'ended' };
  if (startedByProbe(planned) !== undefined) return { name, until: 'own probe' };
  if (gates.length === 0) return { name, until: 'started' };
  return { name, until: gates.some(({ mechanism }) => mechanism === 'native-waiter') ? 'native-waiter' : 'native' };
}

/** The costs of the steps of the init phase; similar steps are one cost. */
export function phaseCosts(phases: readonly Phase[], minor: number): ExplainedCost[] {
  return [...groupBy(phases, ({ until }) => until)]
    .flatMap(([until, alike]) => phaseCost(until, alike.map(({ name }) => name), minor) ?? []);
}

/** Undefined if it costs no time. */
function phaseCost(until: Phase['until'], containers: readonly string[], minor: number): ExplainedCost | undefined {
  const names = containers.join(', ');
  const rest = `${containers.length > 1 ? ' each, one after another' : ''}; all later containers wait too`;
  if (until === 'own probe') return { containers, text: `${names}: until its startupProbe has passed${rest}` };
  const one = { ...MEASURED.delay, ended: MEASURED.initContainer, started: sidecarPhase(minor) }[until];
  return one === 0 ? undefined : { containers, seconds: inSeconds(one * containers.length), text: `${names}: about ${inSeconds(one)} s${rest}` };
}

/** The costs of hooks that wait. */
export function hookCost(hooked: readonly string[]): ExplainedCost[] {
  return hooked.length === 0 ? [] : [{ containers: hooked, text: 'while a postStart hook waits the Pod has no IP and no logs, and can\'t be deleted' }];
}

/** Rounded to a tenth: smaller differences depend on the machine. */
function inSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
