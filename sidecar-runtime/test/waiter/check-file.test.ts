import { expect, test } from 'vitest';
import { tryOnce } from '../support/gate.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

test('is open when something is there', async () => {
  const platform = new VirtualPlatform();
  platform.files.file('/run/ready', '');
  expect(await tryOnce(platform, 'file:///run/ready')).toEqual({ state: 'open' });
});

test('is closed when nothing is there', async () => {
  expect(await tryOnce(new VirtualPlatform(), 'file:///run/ready')).toEqual({ state: 'closed', reason: 'no such file' });
});

test('is closed when nobody may look', async () => {
  const platform = new VirtualPlatform();
  platform.files.broken.set('/run/ready', 'EACCES');
  expect(await tryOnce(platform, 'file:///run/ready')).toEqual({ state: 'closed', reason: 'permission denied' });
});
