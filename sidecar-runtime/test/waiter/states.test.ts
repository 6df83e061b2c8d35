import { expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { readStates } from '../../src/waiter/states.ts';
import { publish } from '../support/state.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

function pod(): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.files.directory('/state');
  publish(platform, 'app', { phase: 'waiting' });
  publish(platform, 'proxy', { phase: 'started' });
  return platform;
}

test('says what each container says', async () => {
  expect(await readStates(pod(), '/state')).toMatchObject([
    { name: 'app', record: { name: 'app', phase: 'waiting' } },
    { name: 'proxy', record: { name: 'proxy', phase: 'started' } },
  ]);
});

test.each(['ENXIO', 'EIO', 'ENODEV', 'EPERM'])('a record that fails with %s is the fault of its container alone', async (code) => {
  const platform = pod();
  platform.files.broken.set('/state/app/record.json', code);
  expect(await readStates(platform, '/state')).toMatchObject([
    { name: 'app', problem: `${code}: /state/app/record.json` },
    { name: 'proxy', record: { phase: 'started' } },
  ]);
});

test('a lock that can\'t be looked at is the fault of its container alone', async () => {
  const platform = pod();
  const { isHeld } = platform.locks;
  publish(platform, 'app', { phase: 'started' });
  platform.locks.isHeld = (path) => (path === '/state/app/lock' ? Promise.reject(new PlatformError('ENXIO', `ENXIO: ${path}`)) : isHeld(path));
  expect(await readStates(platform, '/state')).toMatchObject([
    { name: 'app', problem: 'ENXIO: /state/app/lock' },
    { name: 'proxy', record: { phase: 'started' } },
  ]);
});

test('a record that may be of another sandbox is the fault of its container alone', async () => {
  const platform = pod();
  publish(platform, 'app', { sandbox: '1'.repeat(64) });
  expect(await readStates(platform, '/state')).toMatchObject([
    { name: 'app', problem: 'EUNPROVEN: its record and this container know the sandbox by different signs; do not mount files over /etc/resolv.conf, /etc/hostname or /etc/hosts' },
    { name: 'proxy', record: { phase: 'started' } },
  ]);
});

test('fails when the directory can\'t be read', async () => {
  await expect(readStates(new VirtualPlatform(), '/state')).rejects.toEqual(new PlatformError('ENOENT', 'ENOENT: /state'));
});

test('fails when a fault is our own', async () => {
  const platform = pod();
  platform.locks.isHeld = () => Promise.reject(new TypeError('a bug'));
  await expect(readStates(platform, '/state')).rejects.toEqual(new TypeError('a bug'));
});
