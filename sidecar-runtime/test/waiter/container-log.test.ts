import { expect, test } from 'vitest';
import { findContainerLog } from '../../src/waiter/container-log.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

/** A hook's or probe's process in a container: pipes of its own, PID 1 in the same mount namespace. */
function inHook(): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.pid = 7;
  platform.environment.set('KUBERNETES_SERVICE_HOST', '10.0.0.1');
  platform.files.link('/proc/1/ns/mnt', 'mnt:[1]');
  platform.files.link('/proc/self/ns/mnt', 'mnt:[1]');
  platform.files.pipe('/proc/1/fd/1', 1);
  platform.files.pipe('/proc/1/fd/2', 2);
  platform.files.pipe('/proc/self/fd/1', 3);
  platform.files.pipe('/proc/self/fd/2', 4);
  return platform;
}

test('is the output of PID 1', () => {
  expect(findContainerLog(inHook())).toBe('/proc/1/fd/1');
});

test.each<[string, (platform: VirtualPlatform) => void]>([
  ['PID 1 itself', (platform) => { platform.pid = 1; }],
  ['what runs in no Pod', (platform) => platform.environment.delete('KUBERNETES_SERVICE_HOST')],
  ["a container with a shared process namespace, where PID 1 is the Pod's", (platform) => platform.files.link('/proc/1/ns/mnt', 'mnt:[2]')],
  ["another user's PID 1", (platform) => platform.files.broken.set('/proc/1/ns/mnt', 'EACCES')],
  ['what writes to the log already, by its output', (platform) => platform.files.pipe('/proc/self/fd/1', 1)],
  ['what writes to the log already, by its errors', (platform) => platform.files.pipe('/proc/self/fd/2', 2)],
])('is nothing for %s', (_, change) => {
  const platform = inHook();
  change(platform);
  expect(findContainerLog(platform)).toBeUndefined();
});

test('is the output of PID 1 where our own output is closed', () => {
  const platform = inHook();
  platform.files.status = (path) => (path.startsWith('/proc/self') ? undefined : { kind: 'other', device: 1, inode: 1 });
  expect(findContainerLog(platform)).toBe('/proc/1/fd/1');
});

test('fails when looking fails for a reason of our own', () => {
  const platform = inHook();
  platform.files.status = () => {
    throw new TypeError('a bug');
  };
  expect(() => findContainerLog(platform)).toThrow(new TypeError('a bug'));
});
