import { expect, test } from 'vitest';
import { addedContainers, addedVolumes } from '../../../src/private/plan/added';
import { edge, type OrderInput, planOf, READY, RUNTIME_IMAGE } from '../support';

const guard: OrderInput = {
  mechanism: 'guard', edges: ['app -> proxy'], containers: { proxy: { check: READY } }, runtimeImage: RUNTIME_IMAGE,
};

test.each<[string, OrderInput, string[], string[]]>([
  ['a kubelet probe', { ...guard, mechanism: 'native' }, [], []],
  ['the installer', { ...guard, kubernetesVersion: '1.34' }, ['startgate'], ['startgate-install']],
  ['an image volume', { ...guard, kubernetesVersion: '1.35' }, ['startgate-image'], []],
  ['states beside an image volume', { ...guard, kubernetesVersion: '1.35', edges: [edge('app', 'proxy', { condition: 'started' })] },
    ['startgate', 'startgate-image'], []],
  ['a waiting init container', { ...guard, mechanism: 'init-waiter' }, [], ['startgate-wait']],
])('%s', (_name, order, volumes, containers) => {
  const plan = planOf({ containers: ['app', 'proxy'] }, order);
  expect([addedVolumes(plan), addedContainers(plan)]).toEqual([volumes, containers]);
});
