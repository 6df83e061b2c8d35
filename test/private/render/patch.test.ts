import { expect, test } from 'vitest';
import type { PodSpec } from '../../../src/private/manifest';
import { applyPatch, type ContainerPatch, type PodPatch } from '../../../src/private/render/patch';
import type { PodTemplate } from '../../../src/private/pod-template';

const NOTHING: PodPatch = { containers: new Map(), initOrder: [], regularOrder: ['app'], added: [], volumes: [], pullSecrets: [], holds: [] };

function templateOf(spec: PodSpec): PodTemplate {
  return { kind: 'Pod', holder: {}, spec };
}

function patchedApp(app: NonNullable<PodSpec['containers']>[0], patch: ContainerPatch): unknown {
  const template = templateOf({ containers: [app] });
  applyPatch({ ...NOTHING, containers: new Map([['app', patch]]) }, template);
  return template.spec.containers![0];
}

test('an empty patch leaves the Pod as it is', () => {
  const template = templateOf({ containers: [{ name: 'app' }] });
  applyPatch(NOTHING, template);
  expect(template).toEqual(templateOf({ containers: [{ name: 'app' }] }));
});

test('variables and mounts come behind those that are there', () => {
  expect(patchedApp({ name: 'app', env: [{ name: 'A' }], volumeMounts: [{ name: 'data', mountPath: '/data' }] }, {
    env: [{ name: 'B' }], volumeMounts: [{ name: 'startgate', mountPath: '/run/startgate/bin' }],
  })).toEqual({
    name: 'app', env: [{ name: 'A' }, { name: 'B' }],
    volumeMounts: [{ name: 'data', mountPath: '/data' }, { name: 'startgate', mountPath: '/run/startgate/bin' }],
  });
});

test('a hook comes beside the other one', () => {
  expect(patchedApp({ name: 'app', lifecycle: { preStop: { sleep: 1 } } }, { postStart: { exec: {} } })).toEqual({
    name: 'app', lifecycle: { preStop: { sleep: 1 }, postStart: { exec: {} } },
  });
});

test('a startup probe that is given as undefined goes', () => {
  expect(patchedApp({ name: 'app', startupProbe: { tcpSocket: { port: 1 } } }, { startupProbe: undefined })).toEqual({ name: 'app' });
});

test('a startup probe that is not given stays', () => {
  expect(patchedApp(
    { name: 'app', startupProbe: { tcpSocket: { port: 1 } } }, { command: ['/x'] },
  )).toEqual({ name: 'app', command: ['/x'], startupProbe: { tcpSocket: { port: 1 } } });
});

test('the annotation comes to those that are there', () => {
  const template: PodTemplate = {
    ...templateOf({ containers: [{ name: 'app' }] }), holder: { metadata: { annotations: { team: 'shop' } } },
  };
  applyPatch({ ...NOTHING, annotation: '{}' }, template);
  expect(template.holder.metadata).toEqual({ annotations: { team: 'shop', 'startgate.dev/order': '{}' } });
});

test('a container of ours comes where the order has it', () => {
  const template = templateOf({ initContainers: [{ name: 'setup' }], containers: [{ name: 'app' }] });
  applyPatch({ ...NOTHING, initOrder: ['startgate-install', 'setup'], added: [{ name: 'startgate-install' }] }, template);
  expect(template.spec.initContainers?.map(({ name }) => name)).toEqual(['startgate-install', 'setup']);
});

test('volumes come behind those that are there', () => {
  const template = templateOf({ volumes: [{ name: 'data' }], containers: [{ name: 'app' }] });
  applyPatch({ ...NOTHING, volumes: [{ name: 'startgate', emptyDir: {} }] }, template);
  expect(template.spec.volumes).toEqual([{ name: 'data' }, { name: 'startgate', emptyDir: {} }]);
});

test('a pull secret that the Pod has is not named twice', () => {
  const template = templateOf({ imagePullSecrets: [{ name: 'shop' }], containers: [{ name: 'app' }] });
  applyPatch({ ...NOTHING, pullSecrets: ['shop', 'registry'] }, template);
  expect(template.spec.imagePullSecrets).toEqual([{ name: 'shop' }, { name: 'registry' }]);
});

test('two Pods with one patch share nothing', () => {
  const patch = { ...NOTHING, containers: new Map([['app', { command: ['/x'] }]]) };
  const [one, other] = [templateOf({ containers: [{ name: 'app' }] }), templateOf({ containers: [{ name: 'app' }] })];
  applyPatch(patch, one);
  applyPatch(patch, other);
  one.spec.containers![0]!.command!.push('changed');
  expect(other.spec.containers![0]!.command).toEqual(['/x']);
});
