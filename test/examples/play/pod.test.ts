import { existsSync, readFileSync } from 'node:fs';
import { Testing } from 'cdk8s';
import { Mechanism } from 'cdk8s-startgate';
import { expect, onTestFinished, test } from 'vitest';
import { LocalPod } from '../../../examples/play/pod';
import { Sample } from '../../../examples/sample';

function newPod(): LocalPod {
  const pod = new LocalPod(new Sample(Testing.app(), 'sample', { mechanism: Mechanism.GUARD }));
  onTestFinished(() => pod.remove());
  return pod;
}

test('its containers are those of the synthesized Deployment', () => {
  expect(newPod().containers.map(({ name }) => name)).toEqual(['sidecar', 'app']);
});

test('a container has the command of the manifest, with its guard', () => {
  expect(newPod().container('app').command.slice(1, 3)).toEqual(['exec', '--wait']);
});

test('a path on a mounted ConfigMap is a file of this machine', () => {
  const pod = newPod();
  const path = pod.local(pod.container('sidecar'), '/etc/sample/config.json');
  expect(readFileSync(path, 'utf8')).toBe('{"greeting":"hello"}');
});

test('any other word stays as it is', () => {
  const pod = newPod();
  expect(pod.local(pod.container('sidecar'), '/etc/sampler/config.json')).toBe('/etc/sampler/config.json');
});

test('its files are gone when it is removed', () => {
  const pod = new LocalPod(new Sample(Testing.app(), 'sample', { mechanism: Mechanism.GUARD }));
  const path = pod.local(pod.container('sidecar'), '/etc/sample/config.json');
  pod.remove();
  expect(existsSync(path)).toBe(false);
});
