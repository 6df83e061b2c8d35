import { expect, test } from 'vitest';
import { startWaves } from '../../../src/private/explanation/start-waves';
import { edge, type OrderInput, planOf, type PodInput, READY, RUNTIME_IMAGE } from '../support';

function waves(pod: PodInput, order: OrderInput = {}): string {
  return startWaves(planOf(pod, order)).map((names) => names.join(' ')).join(' | ');
}

const native = (name: string): { name: string; restartPolicy: string } => ({ name, restartPolicy: 'Always' });

test('init containers come one by one, and all others after the last of them', () => {
  expect(waves({
    initContainers: ['fetch', native('proxy'), 'migrate'], containers: ['app', 'worker'],
  })).toBe('fetch | proxy | migrate | app worker');
});

test('containers without init containers start together', () => {
  expect(waves({ containers: ['app', 'worker'] })).toBe('app worker');
});

test('sidecars that an order makes come one by one too', () => {
  const order = { edges: ['app -> a', 'app -> b'], containers: { a: { check: READY }, b: { check: { ...READY, port: 8081 } } } };
  expect(waves({ containers: ['app', 'a', 'b'] }, order)).toBe('a | b | app');
});

test('a container behind a guard comes after what it waits for', () => {
  const order: OrderInput = {
    edges: [edge('app', 'proxy', { mechanism: 'guard' })], containers: { proxy: { check: READY } }, runtimeImage: RUNTIME_IMAGE,
  };
  expect(waves({ initContainers: ['fetch'], containers: ['app', 'proxy', 'log'] }, order)).toBe('fetch | proxy log | app');
});

test('an init container that waits for a container that starts after it never starts, and none behind it does', () => {
  const order: OrderInput = {
    edges: [edge('migrate', 'db', { mechanism: 'guard' })], containers: { db: { check: READY } }, runtimeImage: RUNTIME_IMAGE,
  };
  expect(waves({ initContainers: ['fetch', 'migrate'], containers: ['db'] }, order)).toBe('fetch');
});

test('a name that stands twice does not wait for itself', () => {
  expect(waves({ initContainers: ['app', 'app'], containers: ['web'] })).toBe('app | web');
});
