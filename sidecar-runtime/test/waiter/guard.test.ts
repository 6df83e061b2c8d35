import { describe, expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { runVirtual } from '../support/run.ts';
import { publish } from '../support/state.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

/** A platform whose command exits with a code as soon as it has started. */
function exiting(code: number): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.hosts.set('10.0.0.1:1', () => undefined);
  platform.onStart = (child) => child.exit(code);
  return platform;
}

const OPEN = ['exec', '--wait', 'db=tcp://10.0.0.1:1', '--', 'app', 'x'];

function record(platform: VirtualPlatform): unknown {
  return JSON.parse(platform.files.text('/state/me/record.json'));
}

test('starts the command when the gates are open, and hands on its code', async () => {
  const platform = exiting(7);
  expect(await runVirtual(platform, ...OPEN)).toBe(7);
  expect(platform.started).toEqual([{ index: 4, group: false }]);
  expect(platform.error).toBe('startgate: db is open\nstartgate: all gates are passed after 0 ms\n');
});

test('starts nothing while a gate is closed', async () => {
  const platform = exiting(0);
  expect(await runVirtual(platform, 'exec', '--wait', 'db=tcp://10.0.0.2:1', '--timeout=5s', '--', 'app')).toBe(69);
  expect(platform.started).toEqual([]);
});

test.each([
  [15, 143],
  [2, 130],
])('signal %d while waiting exits with %d and starts nothing', async (signal, code) => {
  const platform = exiting(0);
  platform.timer(100, () => platform.raise(signal));
  expect(await runVirtual(platform, 'exec', '--wait', 'db=tcp://10.0.0.2:1', '--', 'app')).toBe(code);
  expect([platform.started, platform.clock.now]).toEqual([[], 100]);
});

test('opens every gate when disabled', async () => {
  const platform = exiting(3);
  platform.environment.set('STARTGATE_DISABLED', 'incident 7');
  expect(await runVirtual(platform, 'exec', '--wait', 'db=tcp://10.0.0.2:1', '--', 'app')).toBe(3);
  expect(platform.error).toBe('startgate: disabled, every gate is open: incident 7\n');
});

describe('a command that does not run', () => {
  test.each([
    ['ENOENT', 127, 'not found'],
    ['EACCES', 126, 'permission denied'],
    ['ENOEXEC', 126, 'the message'],
  ])('with %s ends with %d', async (code, exitCode, reason) => {
    const platform = exiting(0);
    platform.startError = new PlatformError(code, 'the message');
    platform.files.file('/dev/termination-log', '');
    expect(await runVirtual(platform, ...OPEN)).toBe(exitCode);
    expect(platform.error.split('\n').at(-2)).toBe(`startgate: can't run "app": ${reason}`);
    expect(platform.files.text('/dev/termination-log')).toBe(`startgate: can't run "app": ${reason}`);
  });

  test('is published as ended without having run', async () => {
    const platform = exiting(0);
    platform.startError = new PlatformError('ENOENT', 'no');
    await runVirtual(platform, 'exec', '--name', 'me', '--state', '/state', '--', 'app');
    expect(record(platform)).toMatchObject({ phase: 'ended', exitCode: 127, ran: false });
  });
});

describe('becoming the command', () => {
  function becoming(): { platform: VirtualPlatform; became: number[] } {
    const platform = exiting(0);
    const became: number[] = [];
    platform.become = (index) => {
      became.push(index);
    };
    return { platform, became };
  }

  test('is done where the platform can', async () => {
    const { platform, became } = becoming();
    await runVirtual(platform, ...OPEN);
    expect(became).toEqual([4]);
  });

  test.each([[['--name', 'me', '--state', '/state']], [['--until', 'x=completed', '--state', '/state']], [['--group']]])('is not done with %j', async (options) => {
    const { platform, became } = becoming();
    await runVirtual(platform, 'exec', ...options, '--wait', 'tcp://10.0.0.1:1', '--', 'app');
    expect([became.length, platform.started.length]).toEqual([0, 1]);
  });

  test('is published by nobody, and fails with 126 when it fails', async () => {
    const { platform } = becoming();
    platform.become = () => {
      throw new PlatformError('EACCES', 'no');
    };
    expect(await runVirtual(platform, ...OPEN)).toBe(126);
  });
});

test('fails when starting fails for a reason of our own', async () => {
  const platform = exiting(0);
  platform.onStart = () => {
    throw new TypeError('a bug');
  };
  await expect(runVirtual(platform, ...OPEN)).rejects.toEqual(new TypeError('a bug'));
});

describe('publishing', () => {
  test('tells that it waits and for what', async () => {
    const platform = exiting(0);
    let seen: unknown;
    platform.timer(200, () => {
      seen = record(platform);
      platform.hosts.set('10.0.0.2:1', () => undefined);
    });
    await runVirtual(platform, 'exec', '--name=me', '--state=/state', '--wait', 'db=tcp://10.0.0.2:1', '--', 'app');
    expect(seen).toEqual({ version: 2, name: 'me', phase: 'waiting', gates: [{ target: 'db', state: 'closed', reason: 'connection refused' }], bootId: 'boot', networkNamespace: 'net:[1]' });
  });

  test('tells that the command runs, then how it ended', async () => {
    const platform = exiting(0);
    let seen: unknown;
    platform.onStart = (child) => {
      platform.timer(100, () => {
        seen = record(platform);
        child.die(9);
      });
    };
    expect(await runVirtual(platform, 'exec', '--name=me', '--state=/state', '--wait', 'db=tcp://10.0.0.1:1', '--', 'app')).toBe(137);
    expect(seen).toMatchObject({ phase: 'started', waitedMs: 0, gates: [{ target: 'db', state: 'open' }] });
    expect(record(platform)).toMatchObject({ phase: 'ended', exitCode: 137, ran: true, waitedMs: 0 });
  });

  test('leaves it at waiting when it gives up: the command never started', async () => {
    const platform = exiting(0);
    await runVirtual(platform, 'exec', '--name=me', '--state=/state', '--wait', 'db=tcp://10.0.0.2:1', '--timeout=1s', '--', 'app');
    expect(record(platform)).toMatchObject({ phase: 'waiting' });
  });

  test('opens a gate of another container', async () => {
    const platform = exiting(0);
    publish(platform, 'migrate', { phase: 'ended', exitCode: 0, ran: true });
    expect(await runVirtual(platform, 'exec', '--state=/state', '--wait', 'migrate=succeeded', '--', 'app')).toBe(0);
  });
});
