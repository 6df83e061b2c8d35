import { describe, expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { listStates, readState, StateWriter } from '../../src/waiter/state.ts';
import { publish } from '../support/state.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

const ID = '1'.repeat(64);
const OTHER = '2'.repeat(64);

function inSandbox(id: string): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.files.file('/proc/self/mountinfo', `9 1 254:0 /var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/${id}/resolv.conf /etc/resolv.conf rw - ext4 /dev/vda rw\n`);
  return platform;
}

describe('reading', () => {
  test.each([
    ['of another boot', { bootId: 'other' }],
    ['of another network namespace', { networkNamespace: 'net:[2]' }],
    ['of an earlier sandbox whose network namespace had the same number', { sandbox: OTHER }],
    ['of another container', { name: 'b' }],
  ])('passes over a record %s', async (_, record) => {
    const platform = inSandbox(ID);
    publish(platform, 'a', record);
    expect(await readState(platform, '/state', 'a')).toBeUndefined();
  });

  test.each([
    ['of this sandbox', inSandbox(ID), ID],
    ['where neither is in a Pod', new VirtualPlatform(), undefined],
  ])('takes a record %s', async (_, platform, sandbox) => {
    publish(platform, 'a', sandbox === undefined ? {} : { sandbox });
    expect(await readState(platform, '/state', 'a')).toMatchObject({ phase: 'started' });
  });

  test.each([
    ['of a container that could not tell its sandbox', inSandbox(ID), undefined],
    ['that tells a sandbox where we can\'t', new VirtualPlatform(), ID],
  ])('fails with a record %s', async (_, platform, sandbox) => {
    publish(platform, 'a', sandbox === undefined ? {} : { sandbox });
    await expect(readState(platform, '/state', 'a')).rejects.toEqual(new PlatformError(
      'EUNPROVEN',
      'EUNPROVEN: its record and this container know the sandbox by different signs; do not mount files over /etc/resolv.conf, /etc/hostname or /etc/hosts',
    ));
  });

  test('passes over a record of version 1, which may be of an earlier sandbox', async () => {
    const platform = inSandbox(ID);
    publish(platform, 'a', { version: 1 as never, sandbox: ID });
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

test('lists what can\'t be looked at: it hides no other container', () => {
  const platform = new VirtualPlatform();
  platform.files.directory('/state');
  platform.files.directory('/state/a');
  platform.files.link('/state/b', 'b');
  platform.files.broken.set('/state/b', 'ELOOP');
  expect(listStates(platform, '/state')).toEqual(['a', 'b']);
});

test('fails when a fault of looking is our own', () => {
  const platform = new VirtualPlatform();
  platform.files.directory('/state');
  platform.files.directory('/state/a');
  platform.files.status = () => {
    throw new TypeError('a bug');
  };
  expect(() => listStates(platform, '/state')).toThrow(new TypeError('a bug'));
});

describe('writing', () => {
  test('says whose record it is', async () => {
    const platform = new VirtualPlatform();
    const writer = await StateWriter.open(platform, '/state', 'a');
    writer?.write({ name: 'a', phase: 'waiting', gates: [] });
    expect(JSON.parse(platform.files.text('/state/a/record.json'))).toEqual({ version: 2, name: 'a', phase: 'waiting', gates: [], bootId: 'boot', networkNamespace: 'net:[1]' });
  });

  test('says the sandbox where it is known', async () => {
    const platform = inSandbox(ID);
    const writer = await StateWriter.open(platform, '/state', 'a');
    writer?.write({ name: 'a', phase: 'waiting', gates: [] });
    expect(JSON.parse(platform.files.text('/state/a/record.json'))).toMatchObject({ networkNamespace: 'net:[1]', sandbox: ID });
  });

  test('says the cookie of the Pod\'s own network', async () => {
    const platform = inSandbox(ID);
    platform.files.file('/etc/hosts', '# Kubernetes-managed hosts file.\n');
    platform.cookie = '4101';
    const writer = await StateWriter.open(platform, '/state', 'a');
    writer?.write({ name: 'a', phase: 'waiting', gates: [] });
    expect(JSON.parse(platform.files.text('/state/a/record.json'))).toMatchObject({ sandbox: ID, networkCookie: '4101' });
  });

  test('is refused while another guard has the name', async () => {
    const platform = new VirtualPlatform();
    platform.held.add('/state/a/lock');
    expect(await StateWriter.open(platform, '/state', 'a')).toBeUndefined();
  });
});
