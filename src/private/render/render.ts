import { annotationText } from '../annotation';
import { neededMounts } from '../plan/mounts';
import type { Plan, PlannedContainer } from '../plan/plan';
import { renderGuard } from './guard';
import { installer } from './install';
import { renderNative } from './native';
import type { ContainerPatch, PodPatch } from './patch';
import { renderPostStart } from './post-start';

/** A plan as what it changes in the manifest. The plan must be free of errors. */
export function renderPlan(plan: Plan): PodPatch {
  const containers = new Map<string, ContainerPatch>();
  for (const planned of plan.containers) {
    const patch = renderContainer(plan, planned);
    if (Object.keys(patch).length > 0) containers.set(planned.name, patch);
  }
  return {
    containers,
    initOrder: plan.initOrder,
    regularOrder: plan.regularOrder,
    installer: installer(plan),
    volume: plan.installs || plan.keepsState,
    annotation: annotationText(plan),
  };
}

function renderContainer(plan: Plan, planned: PlannedContainer): ContainerPatch {
  const patch: ContainerPatch = {};
  renderNative(planned, patch);
  renderPostStart(planned, patch);
  renderGuard(plan, planned, patch);
  const mounts = neededMounts(planned);
  if (mounts.length > 0) patch.volumeMounts = mounts;
  return patch;
}
