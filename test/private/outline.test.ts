import { expect, test } from 'vitest';
import type { PodSpec } from '../../src/private/manifest';
import type { CheckModel } from '../../src/private/model';
import { outlineOf, type PodOutline } from '../../src/private/outline';
import { podTemplateOf } from '../../src/private/pod-template';
import { lockOf, orderOf, READY } from './support';

function outline(spec: PodSpec, check: CheckModel = READY): PodOutline {
  return outlineOf(podTemplateOf({ kind: 'Pod', spec })!, orderOf({ containers: { proxy: { check } } }));
}

const mounts = [{ name: 'data', mountPath: '/data' }, { name: 'own', mountPath: '/run/startgate/bin' }];

test('image, resources and security are nothing to a plan', () => {
  expect(outline({ containers: [{ name: 'app', image: 'a', resources: {}, securityContext: {} }] }).containers).toEqual([{ name: 'app' }]);
});

test('mounts count only where ours would be, as long as no check looks at a path', () => {
  expect(
    outline({ containers: [{ name: 'app', volumeMounts: mounts }] }).containers,
  ).toEqual([{ name: 'app', mountedInOurFolder: '/run/startgate/bin' }]);
});

test.each<CheckModel>([
  { kind: 'file', path: '/x' }, { kind: 'unixSocket', path: '/x' },
])('all mounts count for a check of kind $kind', (check) => {
  expect(outline({ containers: [{ name: 'app', volumeMounts: mounts }] }, check).containers[0]?.mounts).toEqual(mounts);
});

test('variables count only if a check needs the address of the Pod, and then without their values', () => {
  const env = [{ name: 'A', value: 'secret' }, { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }];
  expect(outline({ containers: [{ name: 'app', env }] }).containers[0]?.variables).toBeUndefined();
  expect(
    outline({ containers: [{ name: 'app', env }] }, { kind: 'tcpSocket', port: 1, listensOn: 'pod-ip' }).containers[0]?.variables,
  ).toEqual([{ name: 'A' }, { name: 'IP', fieldPath: 'status.podIP' }]);
});

test('arguments and variables of a step are told whole: a reference may stand in them', () => {
  const step = { args: ['--in'], env: [{ name: 'A', value: '$(steps.fetch.results.digest)' }] };
  const order = orderOf({ containers: { app: { step: true } } });
  expect(
    outlineOf(podTemplateOf({ kind: 'Pod', spec: { containers: [{ name: 'app', ...step }] } })!, order).containers,
  ).toEqual([{ name: 'app', step }]);
});

test('a volume counts only under our name', () => {
  expect(outline({ containers: [], volumes: [{ name: 'data' }] }).takenVolumes).toEqual([]);
  expect(outline({ containers: [], volumes: [{ name: 'startgate' }] }).takenVolumes).toEqual(['startgate']);
});

test('a Pod runs as root when it says so', () => {
  expect(outline({ containers: [] }).runsAsRoot).toBe(false);
  expect(outline({ containers: [], securityContext: { runAsUser: 0 } }).runsAsRoot).toBe(true);
});

test('the image counts for a container of the order without a command', () => {
  expect(outline({ containers: [{ name: 'proxy', image: 'a' }] }).containers).toEqual([{ name: 'proxy', fromImage: { name: 'a' } }]);
});

test.each([{ command: ['/proxy'] }, { command: ['/proxy'], args: ['--in'] }])('the image is nothing to a plan where the manifest has %j', (fields) => {
  expect(outline({ containers: [{ name: 'proxy', image: 'a', ...fields }] }).containers[0]?.fromImage).toBeUndefined();
});

test('the image is nothing to a plan where the order knows the command', () => {
  const order = orderOf({ containers: { proxy: { entrypoint: ['/mine'] } }, imageLock: lockOf({ a: { entrypoint: ['/locked'] } }) });
  const template = podTemplateOf({ kind: 'Pod', spec: { containers: [{ name: 'proxy', image: 'a' }] } })!;
  expect(outlineOf(template, order).containers).toEqual([{ name: 'proxy' }]);
});

test.each([
  [{}, ['/app', '--serve']], [{ command: [], args: [] }, ['/app', '--serve']], [{ args: ['--in'] }, ['/app']],
])('an image lock tells what runs, with %j in the manifest', (fields, command) => {
  const order = orderOf({ imageLock: lockOf({ a: { entrypoint: ['/app'], cmd: ['--serve'] } }) });
  const template = podTemplateOf({ kind: 'Pod', spec: { containers: [{ name: 'app', image: 'a', ...fields }] } })!;
  expect(outlineOf(template, order).containers[0]?.fromImage).toEqual({ name: 'a', command });
});
