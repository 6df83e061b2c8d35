import { expect, test } from 'vitest';
import { addSidecars } from '../../src/private/add-sidecars';
import type { PodSpec, Volume } from '../../src/private/manifest';
import type { SidecarModel } from '../../src/private/model';

function sidecar(name: string, ...volumes: Volume[]): SidecarModel {
  return { container: { name, image: `${name}:1` }, volumes };
}

function pod(): PodSpec {
  return { initContainers: [{ name: 'setup' }], containers: [{ name: 'app' }] };
}

test('a sidecar stands behind the init containers as a native one, from Kubernetes 1.29 on', () => {
  const spec = pod();
  expect(addSidecars(spec, [sidecar('proxy')], 29)).toEqual([]);
  expect(spec).toEqual({
    initContainers: [{ name: 'setup' }, { name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' }], containers: [{ name: 'app' }],
  });
});

test('before that it stands in front of the regular containers', () => {
  const spec = pod();
  addSidecars(spec, [sidecar('proxy')], 28);
  expect(spec).toEqual({ initContainers: [{ name: 'setup' }], containers: [{ name: 'proxy', image: 'proxy:1' }, { name: 'app' }] });
});

test('the order in which sidecars are added does not show', () => {
  const [one, other] = [pod(), pod()];
  addSidecars(one, [sidecar('b', { name: 'vb' }), sidecar('a', { name: 'va' })], 29);
  addSidecars(other, [sidecar('a', { name: 'va' }), sidecar('b', { name: 'vb' })], 29);
  expect(one).toEqual(other);
  expect(one.initContainers?.map(({ name }) => name)).toEqual(['setup', 'a', 'b']);
  expect(one.volumes).toEqual([{ name: 'va' }, { name: 'vb' }]);
});

test('a volume that is there already in the same form is shared, whatever the order of its fields', () => {
  const spec: PodSpec = { ...pod(), volumes: [{ name: 'data', emptyDir: { sizeLimit: '1Mi', medium: 'Memory' } }] };
  expect(addSidecars(spec, [sidecar('proxy', { emptyDir: { medium: 'Memory', sizeLimit: '1Mi' }, name: 'data' })], 29)).toEqual([]);
  expect(spec.volumes).toEqual([{ name: 'data', emptyDir: { sizeLimit: '1Mi', medium: 'Memory' } }]);
});

test('a volume that is there already in another form is told, once, and not replaced', () => {
  const spec: PodSpec = { ...pod(), volumes: [{ name: 'data', emptyDir: {} }] };
  const other = { name: 'data', configMap: { name: 'x' } };
  expect(addSidecars(spec, [sidecar('proxy', other), sidecar('mesh', other)], 29)).toEqual(['data']);
  expect(spec.volumes).toEqual([{ name: 'data', emptyDir: {} }]);
});

test('two sidecars with different volumes of one name are told', () => {
  expect(addSidecars(pod(), [sidecar('a', { name: 'data' }), sidecar('b', { name: 'data', emptyDir: {} })], 29)).toEqual(['data']);
});

test('volumes of the Pod that have one name stay as they are, for the API server to judge', () => {
  const volumes = [{ name: 'data', emptyDir: {} }, { name: 'data', configMap: { name: 'x' } }];
  const spec: PodSpec = { ...pod(), volumes: [...volumes] };
  addSidecars(spec, [sidecar('proxy', { name: 'own' })], 29);
  expect(spec.volumes).toEqual([...volumes, { name: 'own' }]);
});

test('what it adds is a copy', () => {
  const spec = pod();
  const proxy = sidecar('proxy', { name: 'data', emptyDir: {} });
  addSidecars(spec, [proxy], 28);
  spec.containers![0]!.image = 'changed';
  spec.volumes![0]!.emptyDir = 'changed';
  expect(proxy).toEqual(sidecar('proxy', { name: 'data', emptyDir: {} }));
});

test('without sidecars nothing is touched', () => {
  const spec = pod();
  expect(addSidecars(spec, [], 29)).toEqual([]);
  expect(spec).toEqual(pod());
});
