import { expect, test } from 'vitest';
import { kubernetesVersion } from '../../e2e/cluster/versions';

test.each([
  [undefined, { version: 'v1.37.2', minor: 37 }],
  ['1.29', { version: 'v1.29.15', minor: 29 }],
  ['1.33.2', { version: 'v1.33.2', minor: 33 }],
  ['v1.33.2', { version: 'v1.33.2', minor: 33 }],
])('"%s" means the version %j', (wanted, version) => {
  expect(kubernetesVersion(wanted)).toEqual(version);
});

test('fails when the version is none', () => {
  expect(() => kubernetesVersion('1.x')).toThrow(new Error('--kubernetes must be one of 1.37, 1.36, 1.35, 1.34, 1.29, or a full version such as 1.33.2; got "1.x"'));
});
