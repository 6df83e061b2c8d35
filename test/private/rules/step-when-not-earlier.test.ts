import { expect, test } from 'vitest';
import { stepWhenNotEarlier } from '../../../src/private/rules/step-when-not-earlier';
import { edge, planOf, problemsOf } from '../support';

/** Three steps, of which the second looks at another. */
function problems(step: string): { message: string; cure: string }[] {
  const behind = { condition: 'succeeded', mechanism: 'guard', onTimeout: 'block' } as const;
  return problemsOf(stepWhenNotEarlier, planOf({ restartPolicy: 'Never', containers: ['one', 'two', 'three'] }, {
    edges: [edge('two', 'one', behind), edge('three', 'two', behind)],
    containers: {
      one: { step: true },
      two: { step: true, stepOptions: { when: [{ kind: 'exit-code', equal: true, step, code: 0 }] } },
      three: { step: true },
    },
  }));
}

test.each(['three', 'two', 'four'])('fails for a condition on "%s"', (step) => {
  expect(problems(step)).toEqual([{
    message: `step "two" has a condition on "${step}", which is not an earlier step; earlier steps: "one"`,
    cure: 'name an earlier step in the condition, or move the step after the step that it names',
  }]);
});

test('says nothing of a condition on an earlier step', () => {
  expect(problems('one')).toEqual([]);
});
