import { expect, test } from 'vitest';
import { restartPolicyTaken } from '../../../src/private/rules/restart-policy-taken';
import { edge, type OrderInput, planOf, problemsOf } from '../support';

const RULES = [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }];
const STARTED: OrderInput = { edges: [edge('app', 'proxy', { condition: 'started' })] };
const cure = 'remove restartPolicy and restartPolicyRules of the container, or use Mechanism.GUARD, which keeps both';

test.each([
  ['restartPolicy "Never"', { restartPolicy: 'Never' }],
  ['restartPolicy "OnFailure" and restartPolicyRules', { restartPolicy: 'OnFailure', restartPolicyRules: RULES }],
])('fails when what becomes a native sidecar has %s', (own, fields) => {
  expect(problemsOf(restartPolicyTaken, planOf({ containers: [{ name: 'proxy', ...fields }, 'app'] }, STARTED))).toEqual([{
    message: `"proxy" becomes a native sidecar with restartPolicy "Always", but "proxy" already has ${own}`, cure,
  }]);
});

test('fails when an init container that is to be a sidecar has one', () => {
  const plan = planOf(
    { initContainers: [{ name: 'proxy', restartPolicy: 'OnFailure' }], containers: ['app'] }, { containers: { proxy: { sidecar: true } } },
  );
  expect(problemsOf(restartPolicyTaken, plan)).toEqual([{
    message: '"proxy" becomes a native sidecar with restartPolicy "Always", but "proxy" already has restartPolicy "OnFailure"',
    cure: 'remove restartPolicy and restartPolicyRules of "proxy", or asSidecar()',
  }]);
});

test('fails when what becomes an init container would be a native sidecar there', () => {
  const plan = planOf(
    { containers: [{ name: 'migrate', restartPolicy: 'Always' }, 'app'] }, { edges: [edge('app', 'migrate', { condition: 'succeeded' })] },
  );
  expect(problemsOf(restartPolicyTaken, plan)).toEqual([{
    message: '"migrate" becomes an init container for "app", but its own restartPolicy "Always" makes it a native sidecar, which does not end first',
    cure: 'remove restartPolicy of "migrate"',
  }]);
});

test.each([
  { restartPolicy: 'Always' }, { restartPolicy: 'Always', restartPolicyRules: RULES },
])('says nothing of what a native sidecar has anyway: %o', (fields) => {
  expect(problemsOf(restartPolicyTaken, planOf({ containers: [{ name: 'proxy', ...fields }, 'app'] }, STARTED))).toEqual([]);
});

test('says nothing of a container that stays where it is', () => {
  const plan = planOf({ containers: ['proxy', { name: 'app', restartPolicy: 'Never' }] }, STARTED);
  expect(problemsOf(restartPolicyTaken, plan)).toEqual([]);
});
