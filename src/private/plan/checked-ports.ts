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
    if (planned.check === undefined || !isResolved(planned.check) || planned.check.port === undefined) continue;
    const { check, port } = planned.check;
    if (looksElsewhere(check)) continue;
    if (hasHealthDependents(planned)) checked.push({ planned, port });
  }
  return checked;
}
