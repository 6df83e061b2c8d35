import { expect, test } from 'vitest';
import type { MechanismName } from '../../../src/private/model';
import { binaryMissing } from '../../../src/private/rules/binary-missing';
import { planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const pod = { containers: ['proxy', 'app'] };
const cure = 'set the path in the image: waiterPath("/startgate"); or install the waiter: configure({ runtimeImage: "registry.example/startgate:0.1.0" })';

function order(mechanism: MechanismName): { edges: string[]; containers: { proxy: { check: typeof READY } }; mechanism: MechanismName } {
  return { edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism };
}

test.each<[MechanismName, string]>([
  ['guard', 'a guard starts the command of "app", but "app" has no startgate binary'],
  ['native-waiter', '"app" waits for "proxy" with a startupProbe that runs the waiter, but "proxy" has no startgate binary'],
  ['post-start', '"app" waits for "proxy" with a postStart hook that runs the waiter, but "proxy" has no startgate binary'],
])('fails when nothing brings the waiter for %s', (mechanism, message) => {
  expect(problemsOf(binaryMissing, planOf(pod, order(mechanism)))).toEqual([{ message, cure }]);
});

test('says nothing when an image brings it', () => {
  expect(problemsOf(binaryMissing, planOf(pod, { ...order('guard'), runtimeImage: RUNTIME_IMAGE }))).toEqual([]);
});

test('says nothing when it is in the image', () => {
  expect(problemsOf(
    binaryMissing, planOf(pod, { ...order('guard'), containers: { proxy: { check: READY }, app: { waiterPath: '/startgate' } } }),
  )).toEqual([]);
});

test('says nothing of a kubelet probe, which needs no binary', () => {
  expect(problemsOf(binaryMissing, planOf(pod, order('native')))).toEqual([]);
});
