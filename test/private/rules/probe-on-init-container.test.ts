import { expect, test } from 'vitest';
import { probeOnInitContainer } from '../../../src/private/rules/probe-on-init-container';
import { edge, planOf, problemsOf } from '../support';

const probe = { tcpSocket: { port: 8080 } };
const order = { edges: [edge('app', 'migrate', { condition: 'succeeded' })] };
const cure = 'remove these fields; if cdk8s-plus added the startupProbe for portNumber, use ports instead';

test('fails when a container that becomes a plain init container has probes or hooks', () => {
  const migrate = { name: 'migrate', livenessProbe: probe, readinessProbe: probe, startupProbe: probe, lifecycle: { preStop: {} } };
  expect(problemsOf(probeOnInitContainer, planOf({ containers: [migrate, 'app'] }, order))).toEqual([{
    message: '"migrate" becomes a plain init container because others wait for its success, and has startupProbe, readinessProbe, livenessProbe, lifecycle',
    cure,
  }]);
});

test('fails when a plain init container has a probe', () => {
  const plan = planOf({ initContainers: [{ name: 'setup', startupProbe: probe }], containers: ['app'] });
  expect(problemsOf(probeOnInitContainer, plan)).toEqual([{ message: '"setup" is a plain init container, and has startupProbe', cure }]);
});

test('says nothing of a native sidecar', () => {
  const proxy = { name: 'proxy', restartPolicy: 'Always', startupProbe: probe, lifecycle: { preStop: {} } };
  expect(problemsOf(probeOnInitContainer, planOf({ initContainers: [proxy], containers: ['app'] }))).toEqual([]);
});

test('says nothing of an empty lifecycle, which the API server takes', () => {
  expect(problemsOf(probeOnInitContainer, planOf({ containers: [{ name: 'migrate', lifecycle: {} }, 'app'] }, order))).toEqual([]);
});
