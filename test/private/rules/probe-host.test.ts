import { expect, test } from 'vitest';
import { probeHost } from '../../../src/private/rules/probe-host';
import { planOf, problemsOf } from '../support';

const HOSTED = { httpGet: { port: 8080, host: '127.0.0.1' } };
const cure = 'remove host: the kubelet then connects to the Pod IP';

test.each([
  ['startupProbe', 'startupProbe'], ['readinessProbe', 'readinessProbe'], ['livenessProbe', 'livenessProbe'],
])('warns of a %s with a host', (field, text) => {
  expect(problemsOf(probeHost, planOf({ containers: [{ name: 'app', [field]: HOSTED }] }))).toEqual([
    { message: `the ${text} of "app" names the host "127.0.0.1", but the kubelet connects to it from the node, not from the Pod`, cure },
  ]);
});

test.each(['postStart', 'preStop'])('warns of a %s hook with a host', (hook) => {
  expect(problemsOf(probeHost, planOf({ containers: [{ name: 'app', lifecycle: { [hook]: HOSTED } }] }))).toEqual([
    { message: `the ${hook} hook of "app" names the host "127.0.0.1", but the kubelet connects to it from the node, not from the Pod`, cure },
  ]);
});

test('says nothing of the probe that is a gate, which is an error of its own', () => {
  const plan = planOf({ containers: [{ name: 'proxy', readinessProbe: HOSTED }, 'app'] }, { edges: ['app -> proxy'] });
  expect(problemsOf(probeHost, plan)).toEqual([]);
});

test('says nothing of a probe without a host', () => {
  expect(problemsOf(
    probeHost, planOf({ containers: [{ name: 'app', readinessProbe: { httpGet: { port: 8080, host: '' } } }] }),
  )).toEqual([]);
});

test('says nothing on the host network', () => {
  expect(problemsOf(probeHost, planOf({ hostNetwork: true, containers: [{ name: 'app', livenessProbe: HOSTED }] }))).toEqual([]);
});
