import { expect, test } from 'vitest';
import { collision } from '../../../src/private/rules/collision';
import { planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const order = {
  edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'guard', runtimeImage: RUNTIME_IMAGE,
} as const;
const pod = { containers: ['proxy', 'app'] };

test.each([['startgate-image', '1.35'], ['startgate', '1.34']])('fails when the Pod has a volume "%s", of our name under %s', (name, kubernetesVersion) => {
  expect(problemsOf(collision, planOf({ ...pod, volumes: [{ name }] }, { ...order, kubernetesVersion }))).toEqual([
    { message: `the order adds the volume "${name}", but the Pod already has a volume of that name`, cure: `rename the volume "${name}" of the Pod` },
  ]);
});

test('fails when the Pod has a container of the installer\'s name', () => {
  expect(problemsOf(collision, planOf({ ...pod, initContainers: ['startgate-install'] }, { ...order, kubernetesVersion: '1.34' }))).toEqual([{
    message: 'the order adds the init container "startgate-install", but the Pod already has a container of that name',
    cure: 'rename the container "startgate-install" of the Pod',
  }]);
});

test.each(['/run/startgate', '/run/startgate/bin'])('fails when something is mounted at %s', (mountPath) => {
  const app = { name: 'app', command: ['/app'], volumeMounts: [{ name: 'data', mountPath }] };
  expect(problemsOf(collision, planOf({ containers: ['proxy', app] }, order))).toEqual([
    { message: `the order mounts /run/startgate in "app", which already has a mount at ${mountPath}`, cure: 'move that mount out of /run/startgate' },
  ]);
});

test('fails when the template carries the annotation of another order', () => {
  expect(problemsOf(collision, planOf({ ...pod, metadata: { annotations: { 'startgate.dev/order': '{}' } } }, order))).toEqual([{
    message: 'the order writes the annotation startgate.dev/order, but the Pod template already has another value: {}',
    cure: 'remove the annotation startgate.dev/order; a rendered manifest can\'t get another order',
  }]);
});

test('says nothing of the annotation that the order itself writes', () => {
  const written = '{"version":1,"dependencies":[{"container":"app","dependsOn":"proxy","condition":"healthy","check":"http://localhost:8080/ready","timeout":"60s","onTimeout":"fail","mechanism":"guard"}]}';
  expect(problemsOf(collision, planOf({ ...pod, metadata: { annotations: { 'startgate.dev/order': written } } }, order))).toEqual([]);
});

test('says nothing of the same names where nothing is brought', () => {
  const plan = planOf({
    containers: ['proxy', { name: 'app', volumeMounts: [{ name: 'startgate', mountPath: '/run/startgate' }] }],
    initContainers: ['startgate-install'],
    volumes: [{ name: 'startgate' }],
  }, { ...order, mechanism: 'native' });
  expect(problemsOf(collision, plan)).toEqual([]);
});

test('says nothing of other names and places', () => {
  const app = { name: 'app', command: ['/app'], volumeMounts: [{ name: 'data', mountPath: '/run/startgated' }] };
  expect(problemsOf(collision, planOf({ containers: ['proxy', app], volumes: [{ name: 'data' }] }, order))).toEqual([]);
});
