import { expect, test } from 'vitest';
import { portUndeclared } from '../../../src/private/rules/port-undeclared';
import { planOf, problemsOf, READY } from '../support';

const order = { edges: ['app -> proxy'], containers: { proxy: { check: READY } } };

test('tells of a port that no container declares', () => {
  expect(problemsOf(portUndeclared, planOf({ containers: [{ name: 'proxy', ports: [{ containerPort: 80 }] }, 'app'] }, order))).toEqual([{
    message: 'the check of "proxy" looks at port 8080, which no container of the Pod declares',
    cure: 'declare the port in the ports of the container; it works without, too',
  }]);
});

test('says nothing of a declared port', () => {
  expect(problemsOf(portUndeclared, planOf({ containers: [{ name: 'proxy', ports: [{ containerPort: 8080 }] }, 'app'] }, order))).toEqual([]);
});

test('says nothing of the port of another container, which is an error', () => {
  expect(problemsOf(portUndeclared, planOf({ containers: ['proxy', { name: 'app', ports: [{ containerPort: 8080 }] }] }, order))).toEqual([]);
});
