import { expect, test } from 'vitest';
import { kubernetesMinor } from '../../src/private/kubernetes-version';

test.each([
  ['1.33', 33], ['v1.29', 29], ['1.33.2', 33], ['v1.28.15-eks-1a2b3c', 28], ['1.31.4+k3s1', 31], ['1.32+', 32], ['1.9', 9],
])('%s is minor %i', (version, minor) => {
  expect(kubernetesMinor(version)).toBe(minor);
});

test.each([
  '', '1', '2.0', '1.x', '1.33.', '1.33.2.1', 'latest', ' 1.33', '1.33\n', '1.3333', '33',
])('%j is not a version of Kubernetes', (version) => {
  expect(kubernetesMinor(version)).toBeUndefined();
});
