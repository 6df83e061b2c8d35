import { expect, test } from 'vitest';
import type { PodSpec } from '../../src/private/manifest';
import { outlineOf } from '../../src/private/outline';
import { podTemplateOf } from '../../src/private/pod-template';
import { type PodView, viewPod } from '../../src/private/pod-view';
import { orderOf, READY } from './support';

function view(spec: PodSpec): PodView {
  const order = orderOf({ containers: { proxy: { check: READY } } });
  return viewPod(outlineOf(podTemplateOf({ kind: 'Pod', spec })!, order), order);
}

test('containers come as the kubelet creates them, each with its role', () => {
  const seen = view({ containers: [{ name: 'app' }], initContainers: [{ name: 'setup' }, { name: 'proxy', restartPolicy: 'Always' }] });
  expect(seen.containers.map(({ name, role }) => [name, role])).toEqual([['setup', 'init'], ['proxy', 'native'], ['app', 'regular']]);
});

test('each knows what the order declares of it', () => {
  const seen = view({ containers: [{ name: 'app' }, { name: 'proxy' }] });
  expect(seen.byName.get('proxy')?.declared).toEqual({ name: 'proxy', check: READY });
  expect(seen.byName.get('app')?.declared).toEqual({ name: 'app' });
});

test('names that stand more than once are told, over both lists', () => {
  const seen = view({ containers: [{ name: 'main' }, { name: 'app' }], initContainers: [{ name: 'main' }] });
  expect(seen.duplicates).toEqual(['main']);
  expect(seen.byName.get('main')?.role).toBe('init');
  expect(seen.containers).toHaveLength(3);
});

test('the restart policy is Always where the Pod does not say it', () => {
  expect(view({ containers: [] }).restartPolicy).toBe('Always');
  expect(view({ containers: [], restartPolicy: 'Never' }).restartPolicy).toBe('Never');
});
