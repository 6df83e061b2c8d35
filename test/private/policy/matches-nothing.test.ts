import { expect, test } from 'vitest';
import { policyMatchesNothing } from '../../../src/private/policy/matches-nothing';

const web = (index: number): { kind: string; name: string; namespace?: string } => ({ kind: 'Deployment', name: `web-${index}` });

test.each([
  [[], 'the policy selects nothing, as there is no workload in "shop"'],
  [[web(1)], 'the policy selects none of the 1 workload in "shop": Deployment "web-1"'],
  [[{ ...web(1), namespace: 'eu' }, web(2)], 'the policy selects none of the 2 workloads in "shop": Deployment "web-1" in "eu", Deployment "web-2"'],
])('of %j it says what is there', (workloads, message) => {
  expect(policyMatchesNothing(workloads, '"shop"')).toEqual({
    id: 'policy-matches-nothing', severity: 'warning', message, cure: 'change its selector, or remove the policy',
  });
});

test('it lists ten of many', () => {
  const { message } = policyMatchesNothing(Array.from({ length: 12 }, (_, index) => web(index)), 'the App');
  expect(message).toMatch(/^the policy selects none of the 12 workloads in the App: Deployment "web-0", .*, Deployment "web-9", and 2 more$/u);
});
