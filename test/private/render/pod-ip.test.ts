import { expect, test } from 'vitest';
import type { EnvVar } from '../../../src/private/manifest';
import type { VariableOutline } from '../../../src/private/outline';
import type { ContainerPatch } from '../../../src/private/render/patch';
import { renderPodIp } from '../../../src/private/render/pod-ip';

const fromPod = { valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } };

function render(variables?: VariableOutline[]): { name: string; env: EnvVar[] | undefined } {
  const patch: ContainerPatch = {};
  return { name: renderPodIp({ name: 'app', variables }, patch), env: patch.env };
}

test('the variable comes from the downward API', () => {
  expect(render()).toEqual({ name: 'POD_IP', env: [{ name: 'POD_IP', ...fromPod }] });
});

test('a second gate uses the same one', () => {
  const patch: ContainerPatch = {};
  expect([renderPodIp({ name: 'app' }, patch), renderPodIp({ name: 'app' }, patch)]).toEqual(['POD_IP', 'POD_IP']);
  expect(patch.env).toHaveLength(1);
});

test('a variable that holds the address already is used', () => {
  expect(render([{ name: 'MY_IP', fieldPath: 'status.podIP' }])).toEqual({ name: 'MY_IP', env: undefined });
});

test('a variable of that name with another meaning is left alone', () => {
  expect(render([{ name: 'POD_IP' }])).toEqual({ name: 'STARTGATE_POD_IP', env: [{ name: 'STARTGATE_POD_IP', ...fromPod }] });
});
