import { annotationText } from '../annotation';
import type { Hold } from '../injectors';
import { askedHold } from '../plan/gate';
import { neededMounts } from '../plan/mounts';
import type { Plan, PlannedContainer } from '../plan/plan';
import { INSTALLER_NAME } from '../pod-names';
import { deliveryVolumes, installer } from './delivery';
import { renderGuard } from './guard';
import { initWaiter } from './init-waiter';
import { renderNative } from './native';
import type { ContainerPatch, PodPatch } from './patch';
import { renderPostStart } from './post-start';
import { renderStartupProbe } from './waiter-probe';

/** The changes of a plan to the manifest. The plan must be free of errors. */
export function renderPlan(plan: Plan): PodPatch {
  const containers = new Map<string, ContainerPatch>();
  for (const planned of plan.containers) {
    const patch = renderContainer(plan, planned);
    if (Object.keys(patch).length > 0) containers.set(planned.name, patch);
  }
  return {
    containers,
    initOrder: initNames(plan),
    regularOrder: plan.regularOrder,
    added: [...installer(plan), ...plan.waiters.map((waiter) => initWaiter(plan, waiter))],
    volumes: deliveryVolumes(plan),
    pullSecrets: plan.delivery === undefined && plan.waiters.length === 0 ? [] : plan.order.runtimePullSecrets ?? [],
    holds: plan.pod.foreign.flatMap(({ name }) => holdOf(plan, plan.byName.get(name)!)),
    annotation: annotationText(plan),
  };
}

/** The annotation that asks an injector for a postStart hook of its own, unless it is there. */
function holdOf({ pod }: Plan, planned: PlannedContainer): Hold[] {
  const hold = askedHold(planned);
  return hold === undefined || pod.outline.holds?.[planned.name] === 'kept' ? [] : [hold];
}

/** The installer comes first, and each waiter right before its dependents. */
function initNames({ delivery, initOrder, waiters }: Plan): string[] {
  const names = delivery === 'install' ? [INSTALLER_NAME] : [];
  for (const name of initOrder) names.push(...waiters.filter(({ before }) => before === name).map((waiter) => waiter.name), name);
  return [...names, ...waiters.filter(({ before }) => before === undefined).map(({ name }) => name)];
}

function renderContainer(plan: Plan, planned: PlannedContainer): ContainerPatch {
  const patch: ContainerPatch = {};
  renderStartupProbe(plan, planned, patch);
  renderNative(planned, patch);
  renderPostStart(planned, patch);
  renderGuard(plan, planned, patch);
  const mounts = neededMounts(planned);
  if (mounts.length > 0) patch.volumeMounts = mounts;
  return patch;
}
