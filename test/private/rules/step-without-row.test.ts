import { expect, test } from 'vitest';
import { stepWithoutRow } from '../../../src/private/rules/step-without-row';
import { planOf, problemsOf } from '../support';

test('fails for each container that is declared asStep, and that no row names', () => {
  const containers = { one: { step: true, stepOptions: { timeoutMs: 1000 } }, two: { stepOptions: {} } };
  expect(problemsOf(stepWithoutRow, planOf({ restartPolicy: 'Never', containers: ['one', 'two'] }, { containers }))).toEqual([{
    message: '"two" is declared asStep, but no row of steps has it',
    cure: 'add the container to a row, such as order.steps(["build", "report"]), or remove asStep',
  }]);
});

test('says nothing of a step of a row without asStep', () => {
  expect(problemsOf(
    stepWithoutRow, planOf({ restartPolicy: 'Never', containers: ['one'] }, { containers: { one: { step: true } } }),
  )).toEqual([]);
});
