import { describe, expect, test } from 'vitest';
import { Canceller } from '../../src/waiter/cancel.ts';
import { parseTarget } from '../../src/waiter/target.ts';
import { Watcher, watchedBy, type Watched } from '../../src/waiter/watcher.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

test.each<[string, readonly Watched[]]>([
  ['a=started', [{ path: '/state/a', names: 'renamed' }, { path: '/state', names: 'all' }]],
  ['file:///run/x/ready', [{ path: '/run/x', names: 'all' }, { path: '/run', names: 'all' }, { path: '/', names: 'all' }]],
  ['file:///ready', [{ path: '/', names: 'all' }]],
  ['unix:///run/a.sock', [{ path: '/run', names: 'all' }, { path: '/', names: 'all' }]],
  ['tcp://a:1', []],
])('%s is watched in %j', (target, directories) => {
  expect(watchedBy(parseTarget(target).check, '/state')).toEqual(directories);
});

describe('listens', () => {
  const listens = (platform: VirtualPlatform, candidates: readonly Watched[]): boolean => new Watcher(platform, candidates).listens;

  test('once there is a directory to watch', () => {
    const platform = new VirtualPlatform();
    const before = listens(platform, RUN);
    platform.files.directory('/run');
    expect([before, listens(platform, RUN)]).toEqual([false, true]);
  });

  test('to nothing where the directory can not be watched', () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    platform.files.broken.set('watch /run', 'ENOSPC');
    expect(listens(platform, RUN)).toBe(false);
  });

  test('to nothing once it is closed', () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    const watcher = new Watcher(platform, RUN);
    watcher.close();
    expect([watcher.listens, platform.files.watching]).toEqual([false, 0]);
  });
});

const RUN: readonly Watched[] = [{ path: '/run', names: 'all' }];

/** Pauses a second in a world where something happens after some milliseconds. */
async function pauseLength(platform: VirtualPlatform, watcher: Watcher): Promise<number> {
  const start = platform.clock.now;
  await platform.clock.run(watcher.pause(1000, new Canceller()));
  return platform.clock.now - start;
}

describe('pausing', () => {
  test('lasts as long as it is told when nothing changes', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    expect(await pauseLength(platform, new Watcher(platform, RUN))).toBe(1000);
  });

  test.each([1, 9, 10, 300])('ends at once when something changes after %d ms', async (milliseconds) => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    const watcher = new Watcher(platform, RUN);
    platform.timer(milliseconds, () => platform.files.file('/run/ready', ''));
    expect(await pauseLength(platform, watcher)).toBe(milliseconds);
  });

  test('ends every 10 ms in a storm of changes, once eight have ended it at once', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    const watcher = new Watcher(platform, RUN);
    for (let at = 1; at <= 40; at++) platform.timer(at, () => platform.files.file('/run/ready', `${at}`));
    const lengths: number[] = [];
    for (let count = 0; count < 11; count++) lengths.push(await pauseLength(platform, watcher));
    expect(lengths).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 3, 10, 10]);
  });

  test('listens to nothing while it rests in a storm of changes, and to everything again afterwards', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    const watcher = new Watcher(platform, RUN);
    const watching: number[] = [];
    for (let at = 1; at <= 40; at++) {
      platform.timer(at, () => {
        platform.files.file('/run/ready', `${at}`);
        watching.push(platform.files.watching);
      });
    }
    for (let count = 0; count < 9; count++) await pauseLength(platform, watcher);
    expect([watching, platform.files.watching]).toEqual([[1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0], 1]);
  });

  test('ends at once again when a storm has been over for long enough', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    const watcher = new Watcher(platform, RUN);
    for (let at = 1; at <= 8; at++) platform.timer(at, () => platform.files.file('/run/ready', `${at}`));
    for (let count = 0; count < 8; count++) await pauseLength(platform, watcher);
    for (const at of [100, 101, 102]) platform.timer(at - platform.clock.now, () => platform.files.file('/run/ready', `${at}`));
    expect([await pauseLength(platform, watcher), await pauseLength(platform, watcher), await pauseLength(platform, watcher)]).toEqual([92, 1, 1]);
  });

  test('lasts no longer than it is told in a storm of changes', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    const watcher = new Watcher(platform, RUN);
    for (let at = 1; at <= 40; at++) platform.timer(at, () => platform.files.file('/run/ready', `${at}`));
    for (let count = 0; count < 9; count++) await platform.clock.run(watcher.pause(20, new Canceller()));
    await platform.clock.run(watcher.pause(4, new Canceller()));
    expect(platform.clock.now).toBe(15);
  });

  test('ends at once when something changed before it began', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    const watcher = new Watcher(platform, RUN);
    platform.files.file('/run/ready', '');
    expect([await pauseLength(platform, watcher), await pauseLength(platform, watcher)]).toEqual([0, 1000]);
  });

  test('goes over to a nearer directory as soon as there is one, and looks again', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/state');
    const watcher = new Watcher(platform, watchedBy(parseTarget('a=started').check, '/state'));
    platform.timer(300, () => platform.files.directory('/state/a'));
    expect(await pauseLength(platform, watcher)).toBe(300);
    expect(await pauseLength(platform, watcher)).toBe(0);
    platform.timer(300, () => platform.files.file('/state/a/record.json', ''));
    expect(await pauseLength(platform, watcher)).toBe(300);
    watcher.close();
    expect(platform.files.watching).toBe(0);
  });

  test('looks again at once when there is a directory to watch at last', async () => {
    const platform = new VirtualPlatform();
    const watcher = new Watcher(platform, RUN);
    expect(await pauseLength(platform, watcher)).toBe(1000);
    platform.files.directory('/run');
    platform.files.file('/run/ready', '');
    expect([await pauseLength(platform, watcher), await pauseLength(platform, watcher)]).toEqual([0, 1000]);
  });

  test('lasts as long as it is told where nothing can be watched', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    platform.files.broken.set('watch /run', 'ENOSPC');
    const watcher = new Watcher(platform, RUN);
    platform.timer(300, () => platform.files.file('/run/ready', ''));
    expect(await pauseLength(platform, watcher)).toBe(1000);
  });

  test('fails when watching fails for a reason of our own', () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    platform.watch = () => {
      throw new TypeError('a bug');
    };
    expect(() => new Watcher(platform, RUN)).toThrow(new TypeError('a bug'));
  });
});
