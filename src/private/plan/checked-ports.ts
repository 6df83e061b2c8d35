import { portsOf } from '../check-parts';
import { looksElsewhere } from '../check-target';
import { isResolved } from '../resolved-check';
import { hasHealthDependents } from './gate';
import type { Plan, PlannedContainer } from './plan';

/** A container that others wait for through a port of the Pod. */
export interface CheckedPort {
  readonly planned: PlannedContainer;
  readonly port: number;
}

/** Every container whose gate is a port of the Pod itself; checks of other hosts are left out. */
export function checkedPorts(plan: Plan): CheckedPort[] {
  const checked: CheckedPort[] = [];
  for (const planned of plan.byName.values()) {
    if (planned.check === undefined || !isResolved(planned.check)) continue;
    const { check } = planned.check;
    if (looksElsewhere(check)) continue;
    if (hasHealthDependents(planned)) checked.push(...portsOf(check).map((port) => ({ planned, port })));
  }
  return checked;
}
