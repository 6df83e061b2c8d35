import { expect, test } from 'vitest';
import type { Container, EnvVar } from '../../../src/private/manifest';
import { renderPodIp } from '../../../src/private/render/pod-ip';

const fromPod = { valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } };

function render(env?: EnvVar[]): { name: string; env: EnvVar[] | undefined } {
  const container: Container = { name: 'app', ...(env === undefined ? {} : { env }) };
  return { name: renderPodIp(container), env: container.env };
}

test('the variable comes from the downward API', () => {
  expect(render()).toEqual({ name: 'POD_IP', env: [{ name: 'POD_IP', ...fromPod }] });
});

test('it stands behind those of the container', () => {
  expect(render([{ name: 'A', value: '1' }]).env?.map(({ name }) => name)).toEqual(['A', 'POD_IP']);
});

test('a variable that holds the address already is used', () => {
  expect(render([{ name: 'MY_IP', ...fromPod }])).toEqual({ name: 'MY_IP', env: [{ name: 'MY_IP', ...fromPod }] });
});

test('a variable of that name with another meaning is left alone', () => {
  expect(render([{ name: 'POD_IP', value: '10.0.0.1' }])).toEqual({
    name: 'STARTGATE_POD_IP', env: [{ name: 'POD_IP', value: '10.0.0.1' }, { name: 'STARTGATE_POD_IP', ...fromPod }],
  });
});

test('the list of the manifest is not changed', () => {
  const env = [{ name: 'A', value: '1' }];
  render(env);
  expect(env).toEqual([{ name: 'A', value: '1' }]);
});
