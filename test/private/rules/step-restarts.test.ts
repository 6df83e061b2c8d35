import { expect, test } from 'vitest';
import { stepRestarts } from '../../../src/private/rules/step-restarts';
import { planOf, problemsOf } from '../support';

const cure = 'set restartPolicy: Never in the Pod; to run all steps again, set backoffLimit of the Job';
const STEP = { step: true };

test.each(['Always', 'OnFailure'])('fails for steps under restartPolicy %s', (restartPolicy) => {
  expect(problemsOf(
    stepRestarts, planOf({ containers: ['one', 'two'], restartPolicy }, { containers: { one: STEP, two: STEP } }),
  )).toEqual([{
    message: `"one", "two" are steps, but the Pod's restartPolicy is "${restartPolicy}"`,
    cure,
  }]);
});

test('names the only step', () => {
  expect(problemsOf(stepRestarts, planOf({ containers: ['one', 'app'] }, { containers: { one: STEP } }))).toEqual([{
    message: '"one" is a step, but the Pod\'s restartPolicy is "Always"',
    cure,
  }]);
});

test('says nothing under restartPolicy Never', () => {
  expect(problemsOf(stepRestarts, planOf({ containers: ['one'], restartPolicy: 'Never' }, { containers: { one: STEP } }))).toEqual([]);
});

test('says nothing of containers that are no steps', () => {
  expect(problemsOf(stepRestarts, planOf({ containers: ['app'] }, {}))).toEqual([]);
});

test.each([
  ['restartPolicy "OnFailure"', { restartPolicy: 'OnFailure' }],
  [
    'restartPolicyRules',
    { restartPolicy: 'Never', restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }] },
  ],
])('fails for a step that has %s of its own', (own, fields) => {
  const plan = planOf(
    { containers: [{ name: 'one', ...fields }], restartPolicy: 'Never' }, { containers: { one: STEP }, kubernetesVersion: '1.35' },
  );
  expect(problemsOf(stepRestarts, plan)).toEqual([{
    message: `"one" is a step, but its own ${own} can restart it`,
    cure: 'remove restartPolicy and restartPolicyRules of "one"',
  }]);
});
