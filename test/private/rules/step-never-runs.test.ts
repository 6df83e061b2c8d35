import { expect, test } from 'vitest';
import type { StepConditionModel, StepModel } from '../../../src/private/model';
import { stepNeverRuns } from '../../../src/private/rules/step-never-runs';
import { edge, planOf, problemsOf } from '../support';

/** The step "two" behind "one", with these conditions. */
function problems(when: readonly StepConditionModel[], one: StepModel = {}): { message: string; cure: string }[] {
  return problemsOf(stepNeverRuns, planOf({ restartPolicy: 'Never', containers: ['one', 'two'] }, {
    edges: [edge('two', 'one', { condition: 'succeeded', mechanism: 'guard', onTimeout: 'block' })],
    containers: { one: { step: true, stepOptions: one }, two: { step: true, stepOptions: { when } } },
  }));
}

function code(value: number, equal = true): StepConditionModel {
  return { kind: 'exit-code', step: 'one', equal, code: value };
}

function result(value: string, equal = true): StepConditionModel {
  return { kind: 'result', step: 'one', result: 'digest', equal, value };
}

test.each<[StepConditionModel, string]>([
  [code(0, false), '"one" ends with another exit code than 0'],
  [code(3), '"one" ends with exit code 3'],
])('fails for %j where the other step has OnError.STOP', (condition, words) => {
  expect(problems([condition])).toEqual([{
    message: `step "two" runs only when ${words}, but "one" has OnError.STOP: when it fails, later steps are skipped`,
    cure: 'set onError: OnError.CONTINUE for "one", or remove the condition',
  }]);
});

test.each([[[code(0)]], [[code(3, false)]], [[result('a', false)]]])('says nothing of %j, which holds when the other step has succeeded', (when) => {
  expect(problems(when)).toEqual([]);
});

test.each([
  [[code(0, false)]], [[code(3)]], [[code(3), code(4, false)]], [[result('a'), code(3)]], [[result('a', false), result('b', false)]],
])(
  'says nothing of %j where the other step has OnError.CONTINUE', (when) => {
    expect(problems(when, { onError: 'continue' })).toEqual([]);
  },
);

test.each<[StepConditionModel[], string]>([
  [[code(1), code(2)], '"one" ends with exit code 1 and "one" ends with exit code 2'],
  [[code(1, false), code(1)], '"one" ends with exit code 1 and "one" ends with another exit code than 1'],
  [[result('a'), result('b')], 'the result "digest" of "one" is "a" and the result "digest" of "one" is "b"'],
  [[result('a'), result('a', false)], 'the result "digest" of "one" is "a" and the result "digest" of "one" is not "a"'],
])('fails for %j, of which at most one holds', (when, words) => {
  expect(problems(when, { onError: 'continue' })).toEqual([{
    message: `step "two" runs only when ${words}, which can't both be true`, cure: 'remove one of the conditions',
  }]);
});
