import { expect, test } from 'vitest';
import { runVirtual } from '../support/run.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

test('exits with 0 when every gate is open', async () => {
  const platform = new VirtualPlatform();
  platform.hosts.set('10.0.0.1:1', () => undefined);
  expect(await runVirtual(platform, 'wait', 'db=tcp://10.0.0.1:1')).toBe(0);
  expect(platform.error).toBe('startgate: db is open\nstartgate: all gates are passed after 0 ms\n');
  expect(platform.listeners).toBe(0);
});

test('exits with 69 when a gate stays closed, and leaves a termination message', async () => {
  const platform = new VirtualPlatform();
  platform.files.file('/dev/termination-log', '');
  expect(await runVirtual(platform, 'wait', 'db=tcp://10.0.0.1:1', '--timeout', '3s')).toBe(69);
  expect(platform.error).toBe('startgate: waiting for db: connection refused\nstartgate: db is still closed after 3s: connection refused; giving up\n');
  expect(platform.files.text('/dev/termination-log')).toBe('startgate: db is still closed after 3s: connection refused; giving up');
});

test.each([
  [15, 143],
  [2, 130],
  [1, 129],
  [3, 131],
])('signal %d ends the wait at once with %d', async (signal, code) => {
  const platform = new VirtualPlatform();
  platform.timer(500, () => platform.raise(signal));
  expect(await runVirtual(platform, 'wait', 'db=tcp://10.0.0.1:1')).toBe(code);
  expect(platform.clock.now).toBe(500);
  expect(platform.error).toBe(`startgate: waiting for db: connection refused\nstartgate: ended by signal ${signal} while waiting\n`);
});

test('a signal that comes in with the last gate is not lost', async () => {
  const platform = new VirtualPlatform();
  platform.hosts.set('10.0.0.1:1', () => undefined);
  platform.signals.settled = () => {
    platform.raise(15);
    return Promise.resolve();
  };
  expect(await runVirtual(platform, 'wait', 'db=tcp://10.0.0.1:1')).toBe(143);
});

test('opens every gate when disabled, and prints the reason', async () => {
  const platform = new VirtualPlatform();
  platform.environment.set('STARTGATE_DISABLED', 'incident 7');
  expect(await runVirtual(platform, 'wait', 'db=tcp://10.0.0.1:1')).toBe(0);
  expect([platform.error, platform.dialled]).toEqual(['startgate: disabled, every gate is open: incident 7\n', []]);
});
