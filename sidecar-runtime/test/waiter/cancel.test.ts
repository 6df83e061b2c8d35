import { describe, expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { Canceller, Deadline, pause, unlessCancelled, withDeadline } from '../../src/waiter/cancel.ts';
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

  test('calls back in the order of asking, without who took it back meanwhile', () => {
    const cancel = new Canceller();
    const calls: number[] = [];
    const releases = [1, 2, 3].map((number) => cancel.onCancel(() => calls.push(number)));
    releases[1]?.();
    releases[1]?.();
    cancel.cancel();
    expect(calls).toEqual([1, 3]);
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

describe('Deadline', () => {
  test('has no failure until it is cancelled', () => {
    expect(new Deadline(new VirtualPlatform(), 100, new Canceller()).failure).toBeUndefined();
  });

  test('is cancelled with its parent', () => {
    const parent = new Canceller();
    const deadline = new Deadline(new VirtualPlatform(), 100, parent);
    parent.cancel();
    expect(deadline.failure).toEqual(new PlatformError('ECANCELED', 'cancelled'));
  });

  test('is cancelled at once when its parent is already', () => {
    const parent = new Canceller();
    parent.cancel();
    expect(new Deadline(new VirtualPlatform(), 100, parent).cancelled).toBe(true);
  });

  test('is cancelled when the work is done, and leaves no timer behind', () => {
    const platform = new VirtualPlatform();
    const deadline = new Deadline(platform, 100, new Canceller());
    deadline.end();
    expect([deadline.cancelled, platform.clock.pending]).toEqual([true, 0]);
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

  test('ends at once when it is cancelled already', async () => {
    const platform = new VirtualPlatform();
    const cancel = new Canceller();
    cancel.cancel();
    await pause(platform, 50, cancel);
    expect([platform.clock.now, platform.clock.pending]).toEqual([0, 0]);
  });

  test('ends when woken', async () => {
    const platform = new VirtualPlatform();
    await pause(platform, 50, new Canceller(), (wakeUp) => wakeUp());
    expect(platform.clock.pending).toBe(0);
  });
});
