import { describe, expect, test } from 'vitest';
import { runVirtual } from '../support/run.ts';
import { publish } from '../support/state.ts';
import { VirtualPlatform, type VirtualChild } from '../support/virtual-platform.ts';

function starting(onStart: (child: VirtualChild, platform: VirtualPlatform) => void): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.hosts.set('10.0.0.1:1', () => undefined);
  platform.files.directory('/state');
  platform.onStart = (child) => onStart(child, platform);
  return platform;
}

describe('signals', () => {
  test('go to the command, all of them', async () => {
    const platform = starting((child, { timer }) => {
      timer.call(platform, 10, () => {
        for (const signal of [1, 2, 3, 10, 12, 15, 28]) platform.raise(signal);
        child.die(15);
      });
    });
    expect(await runVirtual(platform, 'exec', '--wait', 'tcp://10.0.0.1:1', '--', 'app')).toBe(143);
    expect(platform.children[0]?.signals).toEqual([1, 2, 3, 10, 12, 15, 28]);
    expect(platform.listeners).toBe(0);
  });

  test('that come in while the command is being started are not lost', async () => {
    const platform = starting((child) => {
      child.onSignal = (signal) => child.die(signal);
      platform.raise(15);
    });
    expect(await runVirtual(platform, 'exec', '--wait', 'tcp://10.0.0.1:1', '--', 'app')).toBe(143);
    expect(platform.children[0]?.signals).toEqual([15]);
  });

  test('do not end the guard: the command decides', async () => {
    const platform = starting((child) => {
      child.onSignal = () => child.exit(0);
      platform.timer(10, () => platform.raise(15));
    });
    expect(await runVirtual(platform, 'exec', '--wait', 'tcp://10.0.0.1:1', '--', 'app')).toBe(0);
  });

  test('go to the group of the command when it has one', async () => {
    const platform = starting((child) => child.exit(0));
    await runVirtual(platform, 'exec', '--group', '--wait', 'tcp://10.0.0.1:1', '--', 'app');
    expect(platform.started).toEqual([{ index: 5, group: true }]);
  });
});

describe('--until', () => {
  const UNTIL = ['exec', '--state', '/state', '--until', 'app=completed', '--grace', '3s', '--', 'proxy'];

  test('stops the command when the container has ended while it waited, and is not started again', async () => {
    const platform = starting((child) => {
      child.onSignal = () => child.exit(0);
      platform.timer(60_000, () => publish(platform, 'app', { phase: 'waiting', once: true }, false));
    });
    expect(await runVirtual(platform, ...UNTIL)).toBe(0);
    expect(platform.children[0]?.signals).toEqual([15]);
  });

  test('lets the command run when the container has ended while it waited, and is started again', async () => {
    const platform = starting((child) => {
      publish(platform, 'app', { phase: 'waiting' }, false);
      platform.timer(60_000, () => child.exit(7));
    });
    expect(await runVirtual(platform, ...UNTIL)).toBe(7);
  });

  test('stops the command when the container has ended, and exits with 0 whatever its code', async () => {
    const platform = starting((child) => {
      child.onSignal = () => child.exit(1);
      platform.timer(60_000, () => publish(platform, 'app', { phase: 'ended', exitCode: 2, ran: true }));
    });
    expect(await runVirtual(platform, ...UNTIL)).toBe(0);
    expect([platform.children[0]?.signals, platform.error]).toEqual([[15], 'startgate: app ended: stopping the command\n']);
    expect(platform.clock.now).toBeLessThanOrEqual(60_010);
  });

  test('waits for all of several containers', async () => {
    const platform = starting((child) => {
      child.onSignal = () => child.exit(0);
      publish(platform, 'app', { phase: 'ended', exitCode: 0, ran: true });
      platform.timer(5000, () => publish(platform, 'more', { phase: 'ended', exitCode: 0, ran: true }));
    });
    expect(await runVirtual(platform, 'exec', '--state=/state', '--until=app=completed', '--until=more=completed', '--', 'proxy')).toBe(0);
    expect([platform.error, platform.clock.now >= 5000]).toEqual(['startgate: app and more ended: stopping the command\n', true]);
  });

  test('stays through the failed tries of a container that is to succeed', async () => {
    const platform = starting((child) => {
      child.onSignal = () => child.exit(0);
      publish(platform, 'app', { phase: 'ended', exitCode: 1, ran: true });
      platform.timer(2000, () => publish(platform, 'app', { phase: 'started' }));
      platform.timer(3000, () => publish(platform, 'app', { phase: 'ended', ran: true }));
      platform.timer(4000, () => publish(platform, 'app', { phase: 'started' }));
      platform.timer(5000, () => publish(platform, 'app', { phase: 'ended', exitCode: 0, ran: true }));
    });
    expect(await runVirtual(platform, 'exec', '--state=/state', '--until=app=succeeded', '--', 'proxy')).toBe(0);
    expect([platform.children[0]?.signals, platform.error, platform.clock.now >= 5000]).toEqual([[15], 'startgate: app ended: stopping the command\n', true]);
  });

  test('kills the command after the grace period', async () => {
    const platform = starting((child) => {
      child.onSignal = (signal) => {
        if (signal === 9) child.die(9);
      };
      publish(platform, 'app', { phase: 'started' }, false);
    });
    expect(await runVirtual(platform, ...UNTIL)).toBe(0);
    expect(platform.children[0]?.signals).toEqual([15, 9]);
    expect(platform.clock.now).toBe(3000);
    expect(platform.error).toBe('startgate: app ended: stopping the command\nstartgate: the command still runs 3s after SIGTERM: killing it\n');
  });

  test('leaves nothing behind when the command stops in time', async () => {
    const platform = starting((child) => {
      child.onSignal = () => child.exit(0);
      publish(platform, 'app', { phase: 'ended', ran: true });
    });
    await runVirtual(platform, ...UNTIL);
    expect([platform.clock.pending, platform.files.watching]).toEqual([0, 0]);
  });

  test("hands on the command's own code when it ends first", async () => {
    const platform = starting((child) => {
      publish(platform, 'app', { phase: 'started' });
      platform.timer(1000, () => child.exit(4));
    });
    expect(await runVirtual(platform, ...UNTIL)).toBe(4);
    expect([platform.clock.pending, platform.files.watching]).toEqual([0, 0]);
  });

  test('sees an end without a change of any file: a guard that was killed', async () => {
    const platform = starting((child) => {
      child.onSignal = () => child.exit(0);
      publish(platform, 'app', { phase: 'started' });
      platform.timer(1001, () => platform.held.clear());
    });
    expect(await runVirtual(platform, ...UNTIL)).toBe(0);
    expect(platform.clock.now).toBe(2000);
  });

  test('lets the command run on when states can not be read, and says so', async () => {
    const platform = starting((child) => {
      platform.files.broken.set('/state/app/record.json', 'EIO');
      platform.timer(1000, () => child.exit(5));
    });
    expect(await runVirtual(platform, ...UNTIL)).toBe(5);
    expect(platform.error).toBe('startgate: can\'t use the state in "/state": EIO: /state/app/record.json\n');
  });

  test('stops the command after states could not be read for a while', async () => {
    const platform = starting((child) => {
      child.onSignal = () => child.exit(0);
      publish(platform, 'app', { phase: 'ended', ran: true });
      platform.files.broken.set('/state/app/record.json', 'EIO');
      platform.timer(1000, () => platform.files.broken.clear());
    });
    expect(await runVirtual(platform, ...UNTIL)).toBe(0);
    expect(platform.error).toBe('startgate: can\'t use the state in "/state": EIO: /state/app/record.json\nstartgate: app ended: stopping the command\n');
    expect(platform.clock.now).toBe(1000);
  });

  test('fails after the command has ended when looking at states fails for a reason of our own', async () => {
    const platform = starting((child) => {
      platform.files.read = () => {
        throw new TypeError('a bug');
      };
      platform.timer(1000, () => child.exit(0));
    });
    await expect(runVirtual(platform, ...UNTIL)).rejects.toEqual(new TypeError('a bug'));
    expect(platform.clock.now).toBe(1000);
  });
});
