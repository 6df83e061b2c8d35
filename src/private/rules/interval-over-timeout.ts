import { partsOf } from '../check-parts';
import { durationText } from '../duration-text';
import { gatesOf } from '../plan/gate';
import type { Rule } from './rule';

export const intervalOverTimeout: Rule = {
  id: 'interval-over-timeout',
  severity: 'error',
  title: 'a check must run again before the timeout of its dependency is over',
  cure: 'shorten the interval of the check, or lengthen the timeout of the dependency',
  check: (plan) => gatesOf(plan).flatMap(({ edge: { dependent, timeoutMs, onTimeout }, dependency: { name }, resolved }) => {
    const intervalMs = Math.max(...partsOf(resolved.check).map((part) => part.intervalMs ?? 0));
    return intervalMs <= timeoutMs || onTimeout === 'block' ? [] : [{
      container: name,
      message: `"${dependent}" waits ${durationText(timeoutMs)} for "${name}", but the check of "${name}" runs only every ${durationText(intervalMs)}`,
      cure: `give the check an interval of ${durationText(timeoutMs)} or less, or the dependency a timeout of ${durationText(intervalMs)} or more`,
    }];
  }),
};
