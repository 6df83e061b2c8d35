import { expect, test } from 'vitest';
import { Report } from '../../src/waiter/report.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

const CLOSED = { event: 'closed', target: 'db', reason: 'http 503' } as const;

function inHook(): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.pid = 7;
  platform.environment.set('KUBERNETES_SERVICE_HOST', '10.0.0.1');
  platform.files.link('/proc/1/ns/mnt', 'mnt:[1]');
  platform.files.link('/proc/self/ns/mnt', 'mnt:[1]');
  platform.files.pipe('/proc/1/fd/1', 1);
  return platform;
}

test('says events on stderr, as text or JSON', () => {
  const platform = new VirtualPlatform();
  new Report(platform, 'text').say(CLOSED);
  new Report(platform, 'json').say(CLOSED);
  expect(platform.error).toBe('startgate: waiting for db: http 503\n{"event":"closed","target":"db","reason":"http 503"}\n');
});

test('writes events at once that are said together', () => {
  const platform = new VirtualPlatform();
  const written: string[] = [];
  platform.writeError = (bytes) => void written.push(Buffer.from(bytes).toString());
  new Report(platform, 'text').say({ event: 'open', target: 'db' }, { event: 'all-open', waitedMs: 7 });
  expect(written).toEqual(['startgate: db is open\nstartgate: all gates are passed after 7 ms\n']);
});

test("says events in the container's log too, from a hook or probe", () => {
  const platform = inHook();
  new Report(platform, 'text').say(CLOSED);
  expect(platform.files.text('/proc/1/fd/1')).toBe('startgate: waiting for db: http 503\n');
});

test("goes on when the container's log refuses", () => {
  const platform = inHook();
  const report = new Report(platform, 'text');
  platform.files.broken.set('/proc/1/fd/1', 'EACCES');
  report.say(CLOSED);
  expect(platform.error).toBe('startgate: waiting for db: http 503\n');
});

test('leaves why it ends as a termination message, in text', () => {
  const platform = new VirtualPlatform();
  platform.files.file('/dev/termination-log', '');
  new Report(platform, 'json').terminate([CLOSED, { event: 'open', target: 'x' }]);
  expect(platform.files.text('/dev/termination-log')).toBe('startgate: waiting for db: http 503\nstartgate: x is open');
});

test('cuts a termination message at 4096 bytes', () => {
  const platform = new VirtualPlatform();
  platform.files.file('/log', '');
  platform.environment.set('STARTGATE_TERMINATION_LOG', '/log');
  new Report(platform, 'text').terminate(Array.from({ length: 300 }, () => CLOSED));
  expect(platform.files.text('/log')).toHaveLength(4096);
});

test('makes no file where there is no termination log', () => {
  const platform = new VirtualPlatform();
  new Report(platform, 'text').terminate([CLOSED]);
  expect(platform.files.status('/dev/termination-log')).toBeUndefined();
});

test('fails when writing fails for a reason of our own', () => {
  const platform = new VirtualPlatform();
  platform.files.overwrite = () => {
    throw new TypeError('a bug');
  };
  expect(() => new Report(platform, 'text').terminate([CLOSED])).toThrow(new TypeError('a bug'));
});
