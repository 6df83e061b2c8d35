import { describe, expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { listStates, readState, StateWriter } from '../../src/waiter/state.ts';
import { publish } from '../support/state.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

describe('reading', () => {
  test.each([
    ['of another boot', { bootId: 'other' }],
    ['of another sandbox', { networkNamespace: 'net:[2]' }],
    ['of another container', { name: 'b' }],
  ])('passes over a record %s', async (_, record) => {
    const platform = new VirtualPlatform();
    publish(platform, 'a', record);
    expect(await readState(platform, '/state', 'a')).toBeUndefined();
  });

  test.each(['ENOENT', 'ENOTDIR', 'ELOOP', 'EINVAL', 'EFBIG', 'EACCES'])('takes %s for no record', async (code) => {
    const platform = new VirtualPlatform();
    platform.files.broken.set('/state/a/record.json', code);
    expect(await readState(platform, '/state', 'a')).toBeUndefined();
  });

  test('fails when the file system does', async () => {
    const platform = new VirtualPlatform();
    platform.files.broken.set('/state/a/record.json', 'EIO');
    await expect(readState(platform, '/state', 'a')).rejects.toEqual(new PlatformError('EIO', 'EIO: /state/a/record.json'));
  });

  test('takes a guard that died without a last word for ended, nobody knows how', async () => {
    const platform = new VirtualPlatform();
    publish(platform, 'a', { phase: 'started' }, false);
    expect(await readState(platform, '/state', 'a')).toMatchObject({ phase: 'ended', ran: true });
  });

  test('finds the last word of a guard that died between two looks', async () => {
    const platform = new VirtualPlatform();
    publish(platform, 'a', { phase: 'started' });
    platform.locks.isHeld = () => {
      publish(platform, 'a', { phase: 'ended', exitCode: 0, ran: true });
      return Promise.resolve(false);
    };
    expect(await readState(platform, '/state', 'a')).toMatchObject({ phase: 'ended', exitCode: 0 });
  });

  test('finds no end where the record is gone at the second look', async () => {
    const platform = new VirtualPlatform();
    publish(platform, 'a', { phase: 'started' });
    platform.locks.isHeld = () => {
      platform.files.broken.set('/state/a/record.json', 'ENOENT');
      return Promise.resolve(false);
    };
    expect(await readState(platform, '/state', 'a')).toBeUndefined();
  });
});

test('lists directories only', () => {
  const platform = new VirtualPlatform();
  platform.files.directory('/state');
  platform.files.directory('/state/b');
  platform.files.directory('/state/a');
  platform.files.file('/state/c', '');
  expect(listStates(platform, '/state')).toEqual(['a', 'b']);
});

describe('writing', () => {
  test('says whose record it is', async () => {
    const platform = new VirtualPlatform();
    const writer = await StateWriter.open(platform, '/state', 'a');
    writer?.write({ name: 'a', phase: 'waiting', gates: [] });
    expect(JSON.parse(platform.files.text('/state/a/record.json'))).toEqual({ version: 1, name: 'a', phase: 'waiting', gates: [], bootId: 'boot', networkNamespace: 'net:[1]' });
  });

  test('is refused while another guard has the name', async () => {
    const platform = new VirtualPlatform();
    platform.held.add('/state/a/lock');
    expect(await StateWriter.open(platform, '/state', 'a')).toBeUndefined();
  });
});
