import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NodeLock } from '../../../e2e/faults/node-lock';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Something that comes, or fails, when it is told so. */
function coming(): { readonly promise: Promise<void>; readonly come: () => void; readonly fail: (error: Error) => void } {
  let come!: () => void;
  let fail!: (error: Error) => void;
  const promise = new Promise<void>((resolve, reject) => {
    come = resolve;
    fail = reject;
  });
  return { promise, come, fail };
}

test('strikes come one after another', async () => {
  const lock = new NodeLock();
  const first = coming();
  const done: string[] = [];
  const all = [lock.alone(() => first.promise.then(() => done.push('first'))), lock.alone(() => Promise.resolve(done.push('second')))];
  await vi.advanceTimersByTimeAsync(0);
  expect(done).toEqual([]);
  first.come();
  await Promise.all(all);
  expect(done).toEqual(['first', 'second']);
});

test('a strike that fails tells its own, and the next one comes all the same', async () => {
  const lock = new NodeLock();
  const failing = lock.alone(() => Promise.reject(new Error('no containerd')));
  const next = lock.alone(() => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('no containerd');
  expect(await next).toBe('next');
});

test('a restart goes on while something is waited for that has time', async () => {
  const lock = new NodeLock();
  const shown = coming();
  const held = lock.heldBackFor(shown.promise, 1000);
  await vi.advanceTimersByTimeAsync(999);
  const restart = vi.fn(() => Promise.resolve());
  await lock.restart(restart);
  expect(restart).toHaveBeenCalledOnce();
  shown.come();
  await held;
});

test.each(['come', 'fail'] as const)('a restart waits for what has been waited for too long, until it has ended: %s', async (end) => {
  const lock = new NodeLock();
  const shown = coming();
  const held = lock.heldBackFor(shown.promise, 1000).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(1000);
  const restart = vi.fn(() => Promise.resolve());
  const restarted = lock.restart(restart);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(restart).not.toHaveBeenCalled();
  if (end === 'come') shown.come();
  else shown.fail(new Error('never shown'));
  await restarted;
  expect(restart).toHaveBeenCalledOnce();
  expect(await held).toEqual(end === 'fail' ? new Error('never shown') : undefined);
});

test('a restart is not held back for what has come in time', async () => {
  const lock = new NodeLock();
  await lock.heldBackFor(Promise.resolve(), 1000);
  await vi.advanceTimersByTimeAsync(1000);
  const restart = vi.fn(() => Promise.resolve());
  await lock.restart(restart);
  expect(restart).toHaveBeenCalledOnce();
});
