import { describe, expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { Canceller, pause, unlessCancelled, withDeadline } from '../../src/waiter/cancel.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

const never = new Promise<never>(() => undefined);

describe('Canceller', () => {
  test('calls back once, also when cancelled twice', () => {
    const cancel = new Canceller();
    let calls = 0;
    cancel.onCancel(() => calls++);
    cancel.cancel();
    cancel.cancel();
    expect([calls, cancel.cancelled]).toEqual([1, true]);
  });

  test('calls back at once when it is cancelled already', () => {
    const cancel = new Canceller();
    cancel.cancel();
    let calls = 0;
    cancel.onCancel(() => calls++)();
    expect(calls).toBe(1);
  });

  test('does not call back who took it back', () => {
    const cancel = new Canceller();
    let calls = 0;
    cancel.onCancel(() => calls++)();
    cancel.cancel();
    expect(calls).toBe(0);
  });
});

describe('unlessCancelled', () => {
  test('fails when cancelled', async () => {
    const cancel = new Canceller();
    const work = unlessCancelled(cancel, never);
    cancel.cancel();
    await expect(work).rejects.toEqual(new PlatformError('ECANCELED', 'cancelled'));
  });

  test('holds nothing any more when it settles', async () => {
    let held = 0;
    const cancel = {
      cancelled: false,
      onCancel: () => {
        held++;
        return () => {
          held--;
        };
      },
    };
    expect(await unlessCancelled(cancel, Promise.resolve(1)).then(() => held)).toBe(0);
  });

  test('settles like the work', async () => {
    await expect(unlessCancelled(new Canceller(), Promise.resolve(1))).resolves.toBe(1);
  });
});

describe('withDeadline', () => {
  test('fails when the time is over, and cancels the work', async () => {
    const platform = new VirtualPlatform();
    let cancelled = false;
    const work = withDeadline(platform, 100, new Canceller(), (cancel) => {
      cancel.onCancel(() => {
        cancelled = true;
      });
      return never;
    });
    await expect(platform.clock.run(work)).rejects.toEqual(new PlatformError('ETIMEDOUT', 'timed out'));
    expect([cancelled, platform.clock.now]).toEqual([true, 100]);
  });

  test('fails when the parent is cancelled', async () => {
    const platform = new VirtualPlatform();
    const parent = new Canceller();
    const work = withDeadline(platform, 100, parent, () => never);
    parent.cancel();
    await expect(work).rejects.toEqual(new PlatformError('ECANCELED', 'cancelled'));
  });

  test('leaves no timer behind', async () => {
    const platform = new VirtualPlatform();
    await withDeadline(platform, 100, new Canceller(), () => Promise.resolve());
    expect(platform.clock.pending).toBe(0);
  });
});

describe('pause', () => {
  test('lasts as long as it is told', async () => {
    const platform = new VirtualPlatform();
    await platform.clock.run(pause(platform, 50, new Canceller()));
    expect(platform.clock.now).toBe(50);
  });

  test('ends when cancelled, and leaves no timer behind', async () => {
    const platform = new VirtualPlatform();
    const cancel = new Canceller();
    const work = pause(platform, 50, cancel);
    cancel.cancel();
    await work;
    expect(platform.clock.pending).toBe(0);
  });

  test('ends when woken', async () => {
    const platform = new VirtualPlatform();
    await pause(platform, 50, new Canceller(), (wakeUp) => wakeUp());
    expect(platform.clock.pending).toBe(0);
  });
});
