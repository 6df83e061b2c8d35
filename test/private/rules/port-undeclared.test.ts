import { expect, test } from 'vitest';
import { portUndeclared } from '../../../src/private/rules/port-undeclared';
import { planOf, problemsOf, READY } from '../support';

const order = { edges: ['app -> proxy'], containers: { proxy: { check: READY } } };

test('tells of a port that no container declares', () => {
  expect(problemsOf(portUndeclared, planOf({ containers: [{ name: 'proxy', ports: [{ containerPort: 80 }] }, 'app'] }, order))).toEqual([{
    message: 'the check of "proxy" uses port 8080, which no container of the Pod declares',
    cure: 'correct the port, or declare it in the ports of the container',
  }]);
});

test('says nothing of a declared port', () => {
  expect(problemsOf(
    portUndeclared, planOf({ containers: [{ name: 'proxy', ports: [{ containerPort: 8080 }] }, 'app'] }, order),
  )).toEqual([]);
});

test('says nothing of the port of another container, which is an error', () => {
  expect(problemsOf(
    portUndeclared, planOf({ containers: ['proxy', { name: 'app', ports: [{ containerPort: 8080 }] }] }, order),
  )).toEqual([]);
});

test('says for TCP when the container declares the number for UDP', () => {
  const dns = { name: 'dns', ports: [{ containerPort: 53, protocol: 'UDP' }] };
  const plan = planOf(
    { containers: [dns, 'app'] },
    { edges: ['app -> dns'], containers: { dns: { check: { kind: 'tcpSocket', port: 53, listensOn: 'all' } } } },
  );
  expect(problemsOf(portUndeclared, plan).map(({ message }) => message)).toEqual(['the check of "dns" uses port 53, which no container of the Pod declares for TCP']);
});
