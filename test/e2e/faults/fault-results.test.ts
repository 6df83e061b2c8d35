import { expect, test } from 'vitest';
import { faultsShown, faultsSummary } from '../../../e2e/faults/fault-results';

test('the line sums up what was judged, also where a run has failed', () => {
  const results = [{ faults: 2, gated: 3, early: 0, opened: 1 }, { faults: 1, gated: 2, early: 1, opened: 0 }];
  expect(faultsSummary(3, faultsShown('v1.34.4', '42', results))).toBe(
    'seed 42: 2 of 3 runs judged, 3 faults, 5 starts behind gates that fail closed, early starts: 1; gates that fail open have let through 1',
  );
});
