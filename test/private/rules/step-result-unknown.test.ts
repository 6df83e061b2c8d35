import { expect, test } from 'vitest';
import type { ContainerModel } from '../../../src/private/model';
import { stepResultUnknown } from '../../../src/private/rules/step-result-unknown';
import { edge, planOf, problemsOf } from '../support';

const cure = 'declare the result in the earlier step, such as results: ["digest"], or correct its name';

/** Two steps, of which the first makes a digest. */
function problems(
  container: { readonly args?: string[]; readonly env?: { name: string; value: string }[] }, two: Omit<ContainerModel, 'name'> = {},
): { message: string; cure: string }[] {
  return problemsOf(stepResultUnknown, planOf(
    { restartPolicy: 'Never', containers: ['one', { name: 'two', command: ['/two'], ...container }] },
    {
      edges: [edge('two', 'one', { condition: 'succeeded', mechanism: 'guard', onTimeout: 'block' })],
      containers: { one: { step: true, stepOptions: { results: ['digest'] } }, two: { step: true, ...two } },
    },
  ));
}

test('fails for a result that the earlier step does not make', () => {
  expect(problems({ args: ['$(steps.one.results.digests)'] })).toEqual([{ message: 'step "two" uses the result "digests" of "one", which declares "digest"', cure }]);
});

test('fails for a result of what is no earlier step', () => {
  expect(problems({ env: [{ name: 'A', value: 'x$(steps.two.results.digest)' }] })).toEqual([{ message: 'step "two" uses the result "digest" of "two", which is not an earlier step', cure }]);
});

test('fails for a condition on a result that is not made', () => {
  const when = [{ kind: 'result', equal: true, step: 'one', result: 'kind', value: 'full' }] as const;
  expect(problems({}, { stepOptions: { when } })).toEqual([{ message: 'step "two" uses the result "kind" of "one", which declares "digest"', cure }]);
});

test('says nothing of a result that is made', () => {
  expect(problems({ args: ['--digest=$(steps.one.results.digest)'] })).toEqual([]);
});
