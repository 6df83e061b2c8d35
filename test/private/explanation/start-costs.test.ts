import { expect, test } from 'vitest';
import type { ExplainedCost } from '../../../src/private/explanation/explanation-model';
import { MEASURED, sidecarPhase } from '../../../src/private/explanation/measured';
import { costsOf } from '../../../src/private/explanation/start-costs';
import { edge, type OrderInput, planOf, type PodInput, READY, RUNTIME_IMAGE } from '../support';

const { delay, imageVolume, initContainer, installer } = MEASURED;
const inSeconds = (milliseconds: number): number => Number((milliseconds / 1000).toFixed(1));

function costs(order: OrderInput, pod: PodInput = { containers: ['app', 'proxy'] }): ExplainedCost[] {
  return costsOf(planOf(pod, order));
}

const proxy = { proxy: { check: READY } };

test('a native sidecar that is a gate takes what was measured of one', () => {
  expect(costs({ edges: ['app -> proxy'], containers: proxy })).toEqual([{
    containers: ['proxy'], seconds: inSeconds(delay.native), text: `proxy: about ${inSeconds(delay.native)} s; all later containers wait too`,
  }]);
});

test('two of them come one after another', () => {
  const second = { ...proxy, agent: { check: { ...READY, port: 9090 } } };
  expect(costs({ edges: ['app -> proxy', 'app -> agent'], containers: second }, { containers: ['app', 'proxy', 'agent'] })).toEqual([{
    containers: ['proxy', 'agent'],
    seconds: inSeconds(2 * delay.native),
    text: `proxy, agent: about ${inSeconds(delay.native)} s each, one after another; all later containers wait too`,
  }]);
});

test('a plain init container and a native sidecar take other times', () => {
  expect(costs({
    edges: [edge('app', 'migrate', { condition: 'succeeded' }), 'migrate -> proxy'], containers: proxy,
  }, { containers: ['app', 'migrate', 'proxy'] }).map(({ containers, seconds }) => [containers, seconds])).toEqual([
    [['proxy'], inSeconds(delay.native)], [['migrate'], inSeconds(initContainer)],
  ]);
});

const GUARDED_SIDECAR = {
  edges: [edge('app', 'proxy', { mechanism: 'guard' })], containers: { proxy: { check: READY, sidecar: true }, app: { waiterPath: '/startgate' } },
} as const;

test('a native sidecar under the guard takes the time of its start before Kubernetes 1.36', () => {
  const seconds = inSeconds(sidecarPhase(35));
  expect(costs({ ...GUARDED_SIDECAR, kubernetesVersion: '1.35' })).toEqual([
    { containers: ['proxy'], seconds, text: `proxy: about ${seconds} s; all later containers wait too` },
  ]);
});

test('from Kubernetes 1.36 on it takes no time', () => {
  expect(costs({ ...GUARDED_SIDECAR, kubernetesVersion: '1.36' })).toEqual([]);
});

test('an init container that waits takes what was measured of one', () => {
  const seconds = inSeconds(delay['init-waiter']);
  expect(costs({ edges: [edge('app', 'proxy', { mechanism: 'init-waiter' })], containers: proxy, runtimeImage: RUNTIME_IMAGE, kubernetesVersion: '1.36' })).toEqual([
    { containers: ['startgate-wait'], seconds, text: `startgate-wait: about ${seconds} s; all later containers wait too` },
  ]);
});

test('an image volume takes what was measured of one', () => {
  const seconds = inSeconds(imageVolume);
  expect(costs({ edges: [edge('app', 'proxy', { mechanism: 'guard' })], containers: proxy, runtimeImage: RUNTIME_IMAGE })).toEqual([{
    containers: [], seconds,
    text: `the image volume startgate-image brings the waiter from ${RUNTIME_IMAGE} (about ${seconds} s if the Pod has no other volume) and needs containerd 2.1, or a CRI-O with image volumes (else CreateContainerError); an image that carries it needs none (waiterPath)`,
  }]);
});

test('a startup probe of its own takes its time, which was not measured', () => {
  const own = { name: 'proxy', startupProbe: { httpGet: { port: 8080 }, periodSeconds: 10 } };
  expect(costs({ edges: ['app -> proxy'] }, { containers: ['app', own] })).toEqual([{
    containers: ['proxy'], text: 'proxy: until its startupProbe has passed; all later containers wait too',
  }]);
});

test('the installer takes what was measured of it', () => {
  const seconds = inSeconds(installer);
  expect(costs({ edges: [edge('app', 'proxy', { mechanism: 'guard' })], containers: proxy, runtimeImage: RUNTIME_IMAGE, kubernetesVersion: '1.34' })[0]).toEqual({
    containers: ['startgate-install'], seconds,
    text: `startgate-install brings the waiter from ${RUNTIME_IMAGE}: about ${seconds} s; an image that carries it saves that (waiterPath)`,
  });
});
