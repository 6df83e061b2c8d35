import { expect, test } from 'vitest';
import { portShared } from '../../../src/private/rules/port-shared';
import { planOf, problemsOf, READY } from '../support';

const pod = { containers: ['proxy', 'metrics', 'app'] };
const edges = ['app -> proxy', 'app -> metrics'];

test('warns when two sidecars are awaited through one port', () => {
  expect(problemsOf(portShared, planOf(pod, { edges, containers: { proxy: { check: READY }, metrics: { check: READY } } }))).toEqual([{
    message: 'the checks of "metrics", "proxy" use the same port 8080: one container answers for the others',
    cure: 'give each container its own port',
  }]);
});

test('says nothing of different ports', () => {
  const containers = { proxy: { check: READY }, metrics: { check: { ...READY, port: 9090 } } };
  expect(problemsOf(portShared, planOf(pod, { edges, containers }))).toEqual([]);
});

test('says nothing of a check that nobody waits for', () => {
  const containers = { proxy: { check: READY }, metrics: { check: READY } };
  expect(problemsOf(portShared, planOf(pod, { edges: ['app -> proxy'], containers }))).toEqual([]);
});

test('warns when another container declares the port too: it would open the gate', () => {
  const containers = [{ name: 'proxy', ports: [{ containerPort: 8080 }] }, { name: 'web', ports: [{ containerPort: 8080 }] }, 'app'];
  expect(problemsOf(portShared, planOf({ containers }, { edges: ['app -> proxy'], containers: { proxy: { check: READY } } }))).toEqual([{
    message: 'the check of "proxy" uses port 8080, which "web" also declares: one container answers for the others',
    cure: 'give each container its own port',
  }]);
});

test('says nothing when the other one declares the number for UDP', () => {
  const containers = [
    { name: 'proxy', ports: [{ containerPort: 8080 }] }, { name: 'web', ports: [{ containerPort: 8080, protocol: 'UDP' }] }, 'app',
  ];
  expect(problemsOf(portShared, planOf({ containers }, { edges: ['app -> proxy'], containers: { proxy: { check: READY } } }))).toEqual([]);
});
