import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/private/manifest';
import { Services } from '../../src/private/services';

function service(name: string, selector: JsonObject | undefined, ports: JsonObject[], more: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector, ports, ...more } };
}

const HTTP = { port: 80, targetPort: 'http' };
const WEB = { app: 'web' };

test('tells the named ports that the Services of a Pod look for, by the name of the Service', () => {
  const services = new Services([
    service('b', WEB, [HTTP, { port: 81, targetPort: 8081 }]), service('a', WEB, [{ port: 53, targetPort: 'dns', protocol: 'UDP' }]),
  ]);
  expect(services.selecting(undefined, { app: 'web', tier: 'front' })).toEqual([
    { name: 'a', targets: [{ port: 'dns', protocol: 'UDP' }] },
    { name: 'b', targets: [{ port: 'http', protocol: 'TCP' }] },
  ]);
});

test('a selector holds when the Pod has all of its labels', () => {
  const services = new Services([service('a', { app: 'web', tier: 'back' }, [HTTP])]);
  expect(services.selecting(undefined, { app: 'web', tier: 'front' })).toEqual([]);
});

test('a Service selects in its own namespace only', () => {
  const inShop = { ...service('a', WEB, [HTTP]), metadata: { name: 'a', namespace: 'shop' } };
  const services = new Services([inShop]);
  expect(services.selecting('shop', WEB)).toHaveLength(1);
  expect(services.selecting(undefined, WEB)).toEqual([]);
});

test.each([
  ['has no selector', service('a', undefined, [HTTP])],
  ['has an empty selector', service('a', {}, [HTTP])],
  ['is the name of something outside', service('a', WEB, [HTTP], { type: 'ExternalName' })],
  ['looks for numbers only', service('a', WEB, [{ port: 80, targetPort: 8080 }, { port: 81 }])],
  ['is of Knative', { ...service('a', WEB, [HTTP]), apiVersion: 'serving.knative.dev/v1' }],
])('leaves out a Service that %s', (_what, manifest) => {
  expect(new Services([manifest]).selecting(undefined, WEB)).toEqual([]);
});

test('a Pod without labels is selected by none', () => {
  expect(new Services([service('a', WEB, [HTTP])]).selecting(undefined, undefined)).toEqual([]);
});
