import { expect, test } from 'vitest';
import { stepTimeoutOverDeadline } from '../../../src/private/rules/step-timeout-over-deadline';
import { planOf, problemsOf } from '../support';

function problems(timeoutMs: number, workload: Readonly<Record<string, number>>): { message: string; cure: string }[] {
  return problemsOf(
    stepTimeoutOverDeadline,
    planOf({ restartPolicy: 'Never', containers: ['one'], workload }, { containers: { one: { step: true, stepOptions: { timeoutMs } } } }),
  );
}

test('fails for a timeout that is longer than the Job may run', () => {
  expect(problems(61_000, { activeDeadlineSeconds: 60 })).toEqual([{
    message: 'the timeout of step "one" is 61 s, but the activeDeadlineSeconds of this Job is 60 s',
    cure: 'raise activeDeadlineSeconds, or shorten the timeout',
  }]);
});

test('says nothing of a timeout within the deadline', () => {
  expect(problems(60_000, { activeDeadlineSeconds: 60 })).toEqual([]);
});

test('says nothing where there is no deadline', () => {
  expect(problems(60_000, {})).toEqual([]);
});
