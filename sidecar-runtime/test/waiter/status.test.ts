import { expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { runVirtual } from '../support/run.ts';
import { publish } from '../support/state.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

function pod(): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.files.directory('/state');
  return platform;
}

test('shows every container and its gates', async () => {
  const platform = pod();
  publish(platform, 'app', { phase: 'waiting', gates: [{ target: 'proxy', state: 'closed', reason: 'http 503' }, { target: 'db', state: 'open' }] });
  publish(platform, 'migrate', { phase: 'ended', exitCode: 0, ran: true });
  publish(platform, 'odd', { phase: 'started' }, false);
  publish(platform, 'proxy', { phase: 'started', waitedMs: 12 });
  publish(platform, 'quick', { phase: 'started' });
  publish(platform, 'stale', { bootId: 'other' });
  expect(await runVirtual(platform, 'status', '--state', '/state')).toBe(0);
  expect(platform.out).toBe(`app: waiting
  proxy: closed, http 503
  db: open
migrate: ended, exit 0
odd: ended, exit unknown
proxy: started after 12 ms
quick: started after 0 ms
`);
});

test('shows the same as JSON', async () => {
  const platform = pod();
  publish(platform, 'app', { phase: 'waiting', gates: [{ target: 'proxy', state: 'closed', reason: 'http 503' }] });
  expect(await runVirtual(platform, 'status', '--state=/state', '--json')).toBe(0);
  expect(JSON.parse(platform.out)).toEqual({ containers: [{ name: 'app', phase: 'waiting', gates: [{ target: 'proxy', state: 'closed', reason: 'http 503' }] }] });
});

test.each([
  [[], 'app: the state cannot be read: ENXIO: /state/app/record.json\nproxy: started after 12 ms\n'],
  [['--json'], `${JSON.stringify({ containers: [
    { name: 'app', problem: 'ENXIO: /state/app/record.json' },
    { name: 'proxy', phase: 'started', waitedMs: 12, gates: [] },
  ] })}\n`],
])('shows the others when one container has a socket for a record %j', async (flags, out) => {
  const platform = pod();
  publish(platform, 'app', { phase: 'waiting' });
  publish(platform, 'proxy', { phase: 'started', waitedMs: 12 });
  platform.files.broken.set('/state/app/record.json', 'ENXIO');
  expect(await runVirtual(platform, 'status', '--state', '/state', ...flags)).toBe(0);
  expect(platform.out).toBe(out);
});

test.each([
  [[], 'a\\u001b[2J: the state cannot be read: ENXIO: /state/a\\u001b[2J/record.json\n'],
  [['--json'], '{"containers":[{"name":"a\\u001b[2J","problem":"ENXIO: /state/a\\u001b[2J/record.json"}]}\n'],
])('shows what controls a terminal in a name as its number %j', async (flags, out) => {
  const platform = pod();
  publish(platform, 'a\u001b[2J', {});
  platform.files.broken.set('/state/a\u001b[2J/record.json', 'ENXIO');
  await runVirtual(platform, 'status', '--state', '/state', ...flags);
  expect(platform.out).toBe(out);
});

test('shows what controls a terminal in the path of a directory as its number', async () => {
  const platform = new VirtualPlatform();
  await runVirtual(platform, 'status', '--state', '/\u009b');
  expect(platform.error).toBe('startgate: there is no state directory "/\\u009b": no guard of this Pod publishes a state, or write --state DIR\n');
});

test('says that there is nothing', async () => {
  const platform = pod();
  expect(await runVirtual(platform, 'status', '--state', '/state')).toBe(0);
  expect(platform.out).toBe('no guard has published its state in "/state"\n');
});

test('exits with 69 when the directory is not there', async () => {
  const platform = new VirtualPlatform();
  expect(await runVirtual(platform, 'status', '--state', '/nowhere')).toBe(69);
  expect(platform.error).toBe('startgate: there is no state directory "/nowhere": no guard of this Pod publishes a state, or write --state DIR\n');
});

test('exits with 69 when the directory can\'t be read', async () => {
  const platform = pod();
  platform.files.list = () => {
    throw new PlatformError('EACCES', 'EACCES: /state');
  };
  expect(await runVirtual(platform, 'status', '--state', '/state')).toBe(69);
  expect(platform.error).toBe('startgate: can\'t read the state directory "/state": EACCES: /state; write --state DIR for another one\n');
});

test('exits with 69 in a Pod whose sandboxes can\'t be told apart', async () => {
  const platform = pod();
  platform.environment.set('KUBERNETES_SERVICE_HOST', '10.0.0.1');
  expect(await runVirtual(platform, 'status', '--state', '/state')).toBe(69);
  expect(platform.error).toBe("startgate: EUNTRUSTED: this container can't tell the sandboxes of its Pod apart: neither /etc/resolv.conf nor /etc/hostname is the container runtime's, and the cookie of the network namespace is unknown; do not mount files over both, or use the native waiter on Linux 5.14 or newer\n");
});

test('fails when reading fails for a reason of our own', async () => {
  const platform = pod();
  platform.files.list = () => {
    throw new TypeError('a bug');
  };
  await expect(runVirtual(platform, 'status', '--state', '/state')).rejects.toEqual(new TypeError('a bug'));
});
