import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodePlatform } from '../../src/platform/node.ts';
import { Canceller } from '../../src/waiter/cancel.ts';
import { tempFolder } from '../support/temp-folder.ts';

const platform = nodePlatform(['a'], { A: 'b' });

test('shows the arguments and the environment', () => {
  expect([platform.args, platform.env('A'), platform.env('B')]).toEqual([['a'], 'b', undefined]);
});

test('can neither become another program nor copy itself', () => {
  expect([platform.processes.become, platform.processes.copySelf]).toEqual([undefined, undefined]);
});

test('knows no cookie of its network namespace', () => {
  expect(platform.networkCookie()).toBeUndefined();
});

test('has a clock that goes forward', async () => {
  const start = platform.now();
  await new Promise<void>((resolve) => platform.timer(1, resolve));
  expect(platform.now()).toBeGreaterThan(start);
});

test('has timers that can be stopped', async () => {
  let fired = false;
  platform.timer(1, () => {
    fired = true;
  })();
  await new Promise<void>((resolve) => platform.timer(2, resolve));
  expect(fired).toBe(false);
});

describe('resolving', () => {
  test('finds an address, for two at once', async () => {
    const [one, other] = await Promise.all([platform.resolve('localhost', new Canceller()), platform.resolve('localhost', new Canceller())]);
    expect(['127.0.0.1', '::1']).toContain(one[0]);
    expect(other).toEqual(one);
  });

  test('fails when a name has no address', async () => {
    await expect(platform.resolve('nobody.invalid', new Canceller())).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  test('fails when cancelled', async () => {
    const cancel = new Canceller();
    const work = platform.resolve('localhost', cancel);
    cancel.cancel();
    await expect(work).rejects.toMatchObject({ code: 'ECANCELED' });
  });
});

describe('watching', () => {
  test('calls back when a file comes into a directory', async () => {
    const path = tempFolder();
    const changed = new Promise<void>((resolve) => {
      const stop = platform.watch(path, 'all', () => {
        stop();
        resolve();
      });
    });
    writeFileSync(join(path, 'a'), '');
    await changed;
  });

  test('fails when there is nothing to watch', () => {
    expect(() => platform.watch('/nowhere', 'all', () => undefined)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});

test('calls back for a signal, until it is taken back', async () => {
  const signals: number[] = [];
  const stop = platform.signals.onSignal((signal) => signals.push(signal));
  process.kill(process.pid, 'SIGWINCH');
  await platform.signals.settled();
  stop();
  expect(signals).toEqual([28]);
});
