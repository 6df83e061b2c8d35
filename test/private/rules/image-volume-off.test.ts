import { expect, test } from 'vitest';
import { imageVolumeOff } from '../../../src/private/rules/image-volume-off';
import { type OrderInput, planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const order: OrderInput = {
  mechanism: 'guard', edges: ['app -> proxy'], containers: { proxy: { check: READY } }, runtimeImage: RUNTIME_IMAGE, delivery: 'image-volume',
};

function messagesOf(kubernetesVersion: string, changed: OrderInput = order): string[] {
  const plan = planOf({ containers: ['app', 'proxy'] }, { ...changed, kubernetesVersion });
  return problemsOf(imageVolumeOff, plan).map(({ message }) => message);
}

test('warns where image volumes are off by default, and names the containers that then have no waiter', () => {
  expect(messagesOf('1.34')).toEqual([
    'Kubernetes 1.34 drops the image volume "startgate-image" unless the feature gate ImageVolume is on: "app" then has no waiter to run',
  ]);
});

test('says nothing where they are on', () => {
  expect(messagesOf('1.35')).toEqual([]);
});

test('says nothing where the image of the container has the waiter', () => {
  expect(messagesOf('1.34', { ...order, containers: { ...order.containers, app: { waiterPath: '/startgate' } } })).toEqual([]);
});
