import { expect, test } from 'vitest';
import type { MechanismName } from '../../../src/private/model';
import { windows } from '../../../src/private/rules/windows';
import { planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const pod = { containers: ['proxy', 'app'], os: { name: 'windows' } };

test.each<[MechanismName, string]>([
  ['guard', 'app'], ['native-waiter', 'proxy'], ['post-start', 'proxy'],
])('fails when %s needs the waiter', (mechanism, name) => {
  const plan = planOf(pod, { edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism, runtimeImage: RUNTIME_IMAGE });
  expect(problemsOf(windows, plan)).toEqual([{
    message: `"${name}" must run the waiter, but the Pod's os.name is "windows"`,
    cure: 'use Mechanism.NATIVE with a check that the kubelet can run: httpGet, tcpSocket, grpc or command',
  }]);
});

test('says nothing of a kubelet probe', () => {
  expect(problemsOf(windows, planOf(pod, { edges: ['app -> proxy'], containers: { proxy: { check: READY } } }))).toEqual([]);
});

test('says nothing of Linux', () => {
  const plan = planOf(
    { ...pod, os: { name: 'linux' } }, { edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'guard' },
  );
  expect(problemsOf(windows, plan)).toEqual([]);
});

test('fails when an init container is to wait in a Pod of Windows', () => {
  const plan = planOf({ containers: ['app', 'proxy'], os: { name: 'windows' } }, {
    mechanism: 'init-waiter', edges: ['app -> proxy'], containers: { proxy: { check: READY } }, runtimeImage: RUNTIME_IMAGE,
  });
  expect(problemsOf(windows, plan)).toEqual([{
    message: 'the init container "startgate-wait" must run the waiter to wait for "proxy", but the Pod\'s os.name is "windows"',
    cure: 'use Mechanism.NATIVE with a check that the kubelet can run: httpGet, tcpSocket, grpc or command',
  }]);
});
