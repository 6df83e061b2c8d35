import { expect, test } from 'vitest';
import { PlatformError, type Address } from '../../src/platform/platform.ts';
import { Canceller } from '../../src/waiter/cancel.ts';
import { createDialler } from '../../src/waiter/dial.ts';
import { VirtualPlatform, type VirtualHost } from '../support/virtual-platform.ts';

const accepts: VirtualHost = () => undefined;

async function dialled(platform: VirtualPlatform, host: string, tls = false): Promise<readonly Address[]> {
  await platform.clock.run(createDialler(platform, { host, port: 80 }, { timeout: 1000, tls })(new Canceller()));
  return platform.dialled;
}

test.each(['localhost', 'LOCALHOST'])('%s is 127.0.0.1, then ::1, and is not looked up', async (host) => {
  const platform = new VirtualPlatform();
  platform.hosts.set('::1:80', accepts);
  expect(await dialled(platform, host)).toEqual([
    { kind: 'tcp', ip: '127.0.0.1', port: 80 },
    { kind: 'tcp', ip: '::1', port: 80 },
  ]);
});

test('does not go on after an address that accepts', async () => {
  const platform = new VirtualPlatform();
  platform.hosts.set('127.0.0.1:80', accepts);
  expect(await dialled(platform, 'localhost')).toHaveLength(1);
});

test('a silent address costs its share of the time only', async () => {
  const platform = new VirtualPlatform();
  platform.hosts.set('127.0.0.1:80', 'black hole').set('::1:80', accepts);
  await dialled(platform, 'localhost');
  expect(platform.clock.now).toBe(500);
});

test('looks a name up, and hands TLS the name', async () => {
  const platform = new VirtualPlatform();
  platform.names.set('db', ['10.0.0.1']);
  platform.hosts.set('10.0.0.1:80', accepts);
  expect(await dialled(platform, 'db', true)).toEqual([{ kind: 'tcp', ip: '10.0.0.1', port: 80, tls: 'db' }]);
});

test.each([
  ['CERT_HAS_EXPIRED', 'ECONNREFUSED', 'CERT_HAS_EXPIRED'],
  ['ECONNREFUSED', 'ENETUNREACH', 'ECONNREFUSED'],
  ['ENETUNREACH', 'ECONNREFUSED', 'ECONNREFUSED'],
  ['EHOSTUNREACH', 'EHOSTUNREACH', 'EHOSTUNREACH'],
])('fails with what tells most: of %s and %s it is %s', async (first, second, told) => {
  const platform = new VirtualPlatform();
  platform.hosts.set('127.0.0.1:80', { error: first }).set('::1:80', { error: second });
  await expect(dialled(platform, 'localhost')).rejects.toMatchObject({ code: told });
});

test('fails with the silence of an address rather than with the refusal of the next', async () => {
  const platform = new VirtualPlatform();
  platform.hosts.set('127.0.0.1:80', 'black hole');
  await expect(dialled(platform, 'localhost')).rejects.toEqual(new PlatformError('ETIMEDOUT', 'timed out'));
});

test('fails with the failure of the last address, if both tell the same', async () => {
  const platform = new VirtualPlatform();
  platform.names.set('db', ['10.0.0.1', '10.0.0.2']);
  platform.hosts.set('10.0.0.1:80', { error: 'EHOSTUNREACH' }).set('10.0.0.2:80', { error: 'ENETUNREACH' });
  await expect(dialled(platform, 'db')).rejects.toEqual(new PlatformError('ENETUNREACH', 'ENETUNREACH'));
});

test('fails when a name has no address', async () => {
  await expect(dialled(new VirtualPlatform(), 'nobody')).rejects.toEqual(new PlatformError('ENOTFOUND', 'nobody'));
});

test('fails when cancelled, without trying the next address', async () => {
  const platform = new VirtualPlatform();
  platform.hosts.set('127.0.0.1:80', 'black hole');
  const cancel = new Canceller();
  const work = createDialler(platform, { host: 'localhost', port: 80 }, { timeout: 1000, tls: false })(cancel);
  cancel.cancel();
  await expect(work).rejects.toMatchObject({ code: 'ECANCELED' });
  expect(platform.dialled).toHaveLength(1);
});
