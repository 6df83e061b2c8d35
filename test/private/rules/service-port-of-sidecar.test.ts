import { expect, test } from 'vitest';
import { analyze } from '../../../src/private/apply-order';
import type { Finding } from '../../../src/private/finding';
import { Services } from '../../../src/private/services';
import { edge, manifestOf, orderOf, type OrderInput, type PodInput } from '../support';

const LABELS = { labels: { app: 'web' } };
const PROXY = { name: 'proxy', ports: [{ name: 'http', containerPort: 8080 }] };

function found(
  pod: PodInput,
  kubernetesVersion = '1.32',
  port: object = { port: 80, targetPort: 'http' },
  input: OrderInput = { edges: [edge('app', 'proxy', { condition: 'started' })] },
): readonly Finding[] {
  const services = new Services([{
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' }, spec: { selector: LABELS.labels, ports: [port] },
  }]);
  const order = orderOf({ ...input, kubernetesVersion });
  return analyze(
    manifestOf({ metadata: LABELS, ...pod }), order, () => services,
  ).findings.filter(({ id }) => id === 'service-port-of-sidecar');
}

test.each(['1.29', '1.32'])('fails on Kubernetes %s when an order makes the container of a named port a native sidecar', (version) => {
  expect(found({ containers: [PROXY, 'app'] }, version)).toEqual([{
    id: 'service-port-of-sidecar', severity: 'error', container: 'proxy', field: 'ports',
    message: `the Service "shop" has no endpoint: Kubernetes ${version} does not find the named port "http" of the native sidecar "proxy"`,
    cure: 'set targetPort: 8080 in the Service "shop"',
  }]);
});

test.each(['1.28', '1.33'])('says nothing on Kubernetes %s', (version) => {
  expect(found({ containers: [PROXY, 'app'] }, version)).toEqual([]);
});

test.each(['1.28', '1.32', '1.35'])('fails on Kubernetes %s when an order makes the container of a named port a plain init container', (version) => {
  const order = { edges: [edge('app', 'proxy', { condition: 'succeeded' })] };
  expect(found({ containers: [PROXY, 'app'] }, version, undefined, order)).toEqual([{
    id: 'service-port-of-sidecar', severity: 'error', container: 'proxy', field: 'ports',
    message: 'the Service "shop" has no endpoint: only the init container "proxy" declares the port "http", and it has ended when the Pod is ready',
    cure: 'set targetPort of the Service "shop" to a port of a container that runs',
  }]);
});

test('says nothing when a regular container declares a port of that name too', () => {
  expect(found({ containers: [PROXY, { name: 'app', ports: [{ name: 'http', containerPort: 8081 }] }] })).toEqual([]);
});

test('says nothing when the port is the number', () => {
  expect(found({ containers: [PROXY, 'app'] }, '1.32', { port: 80, targetPort: 8080 })).toEqual([]);
});

test('says nothing when the port of that name has another protocol', () => {
  expect(found({ containers: [PROXY, 'app'] }, '1.32', { port: 80, targetPort: 'http', protocol: 'UDP' })).toEqual([]);
});

test('says nothing when the Service selects other Pods', () => {
  expect(found({ metadata: { labels: { app: 'worker' } }, containers: [PROXY, 'app'] })).toEqual([]);
});
