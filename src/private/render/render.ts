import type { Container } from '../manifest';
import type { Plan, PlannedContainer } from '../plan';
import { renderAnnotation } from './annotation';
import { renderGuard } from './guard';
import { installer, renderMounts, renderVolume } from './install';
import { renderNative } from './native';
import { renderPostStart } from './post-start';

/**
 * Writes a plan into the Pod template that it was made from. The plan must be free of errors;
 * the template must be our own copy, since it is changed in place.
 */
export function renderPlan(plan: Plan): void {
  const { spec, metadata } = plan.pod.template;
  const rendered = new Map<string, Container>();
  for (const planned of plan.containers) rendered.set(planned.name, renderContainer(plan, planned));
  const pick = (names: readonly string[]): Container[] => names.map((name) => rendered.get(name)!);
  const first = installer(plan);
  const initContainers = [...(first === undefined ? [] : [first]), ...pick(plan.initOrder)];
  if (initContainers.length > 0) spec.initContainers = initContainers;
  spec.containers = pick(plan.regularOrder);
  renderVolume(plan, spec);
  renderAnnotation(plan, metadata);
}

function renderContainer(plan: Plan, planned: PlannedContainer): Container {
  const container = { ...planned.container };
  renderNative(planned, container);
  renderPostStart(planned, container);
  renderGuard(plan, planned, container);
  renderMounts(planned, container);
  return container;
}
