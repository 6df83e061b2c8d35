import { expect, test } from 'vitest';
import { PlatformError, type Address } from '../../src/platform/platform.ts';
import { Canceller } from '../../src/waiter/cancel.ts';
import { createDialler, type DialOptions } from '../../src/waiter/dial.ts';
import { VirtualPlatform, type VirtualHost } from '../support/virtual-platform.ts';

const accepts: VirtualHost = () => undefined;

async function dialled(platform: VirtualPlatform, host: string, options: Partial<DialOptions> = {}): Promise<readonly Address[]> {
  await platform.clock.run(createDialler(platform, { host, port: 80 }, { timeout: 1000, tls: false, ...options })(new Canceller()));
  return platform.dialled;
}

/** A platform on which the name `db` has two addresses. */
function twoAddresses(first: VirtualHost, second?: VirtualHost): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.names.set('db', ['10.0.0.1', '10.0.0.2']);
  platform.hosts.set('10.0.0.1:80', first);
  if (second !== undefined) platform.hosts.set('10.0.0.2:80', second);
  return platform;
}

test.each(['127.0.0.1', '::1'])('%s is dialled as it is, and not looked up', async (host) => {
  const platform = new VirtualPlatform();
  platform.hosts.set(`${host}:80`, accepts);
  expect(await dialled(platform, host)).toEqual([{ kind: 'tcp', ip: host, port: 80 }]);
});

test('an address that is known for a host is dialled alone, and TLS gets the host', async () => {
  const platform = new VirtualPlatform();
  platform.hosts.set('::1:80', accepts);
  expect(await dialled(platform, 'localhost', { ip: '::1', tls: true })).toEqual([{ kind: 'tcp', ip: '::1', port: 80, tls: 'localhost' }]);
});

test('goes on after an address that refuses', async () => {
  expect(await dialled(twoAddresses({ error: 'ECONNREFUSED' }, accepts), 'db')).toHaveLength(2);
});

test('does not go on after an address that accepts', async () => {
  expect(await dialled(twoAddresses(accepts, accepts), 'db')).toHaveLength(1);
});

test('a silent address costs its share of the time only', async () => {
  const platform = twoAddresses('black hole', accepts);
  await dialled(platform, 'db');
  expect(platform.clock.now).toBe(500);
});

test('a look-up that nobody answers leaves time to say so', async () => {
  const platform = new VirtualPlatform();
  platform.names.set('db', []);
  await expect(dialled(platform, 'db')).rejects.toMatchObject({ code: 'EAI_AGAIN' });
  expect(platform.clock.now).toBe(900);
});

test('looks a name up, and hands TLS the name', async () => {
  const platform = new VirtualPlatform();
  platform.names.set('db', ['10.0.0.1']);
  platform.hosts.set('10.0.0.1:80', accepts);
  expect(await dialled(platform, 'db', { tls: true })).toEqual([{ kind: 'tcp', ip: '10.0.0.1', port: 80, tls: 'db' }]);
});

test.each([
  ['CERT_HAS_EXPIRED', 'ECONNREFUSED', 'CERT_HAS_EXPIRED'],
  ['ECONNREFUSED', 'ENETUNREACH', 'ECONNREFUSED'],
  ['ENETUNREACH', 'ECONNREFUSED', 'ECONNREFUSED'],
  ['EHOSTUNREACH', 'EHOSTUNREACH', 'EHOSTUNREACH'],
])('fails with what tells most: of %s and %s it is %s', async (first, second, told) => {
  await expect(dialled(twoAddresses({ error: first }, { error: second }), 'db')).rejects.toMatchObject({ code: told });
});

test('fails with the silence of an address rather than with the refusal of the next', async () => {
  await expect(dialled(twoAddresses('black hole'), 'db')).rejects.toEqual(new PlatformError('ETIMEDOUT', 'timed out'));
});

test('fails with the failure of the last address, if both tell the same', async () => {
  const platform = twoAddresses({ error: 'EHOSTUNREACH' }, { error: 'ENETUNREACH' });
  await expect(dialled(platform, 'db')).rejects.toEqual(new PlatformError('ENETUNREACH', 'ENETUNREACH'));
});

test('fails when a name has no address', async () => {
  await expect(dialled(new VirtualPlatform(), 'nobody')).rejects.toEqual(new PlatformError('ENOTFOUND', 'nobody'));
});

test('fails when cancelled, without trying the next address', async () => {
  const platform = twoAddresses('black hole', accepts);
  const cancel = new Canceller();
  const work = createDialler(platform, { host: 'db', port: 80 }, { timeout: 1000, tls: false })(cancel);
  platform.timer(100, () => cancel.cancel());
  await expect(platform.clock.run(work)).rejects.toMatchObject({ code: 'ECANCELED' });
  expect(platform.dialled).toHaveLength(1);
});
