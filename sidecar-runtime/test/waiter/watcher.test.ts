import { describe, expect, test } from 'vitest';
import { Canceller } from '../../src/waiter/cancel.ts';
import { parseTarget } from '../../src/waiter/target.ts';
import { Watcher, watchedBy } from '../../src/waiter/watcher.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

test.each<[string, readonly string[]]>([
  ['a=started', ['/state/a', '/state']],
  ['file:///run/x/ready', ['/run/x']],
  ['file:///ready', ['/']],
  ['unix:///run/a.sock', ['/run']],
  ['tcp://a:1', []],
])('%s is watched in %j', (target, directories) => {
  expect(watchedBy(parseTarget(target).check, '/state')).toEqual(directories);
});

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
    expect(await pauseLength(platform, new Watcher(platform, ['/run']))).toBe(1000);
  });

  test('ends when something changes', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    const watcher = new Watcher(platform, ['/run']);
    platform.timer(300, () => platform.files.file('/run/ready', ''));
    expect(await pauseLength(platform, watcher)).toBe(300);
  });

  test('ends after 10 ms when something changed before it began', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    const watcher = new Watcher(platform, ['/run']);
    platform.files.file('/run/ready', '');
    expect([await pauseLength(platform, watcher), await pauseLength(platform, watcher)]).toEqual([10, 1000]);
  });

  test('goes over to a nearer directory as soon as there is one, and looks again', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/state');
    const watcher = new Watcher(platform, ['/state/a', '/state']);
    platform.timer(300, () => platform.files.directory('/state/a'));
    expect(await pauseLength(platform, watcher)).toBe(300);
    expect(await pauseLength(platform, watcher)).toBe(10);
    platform.timer(300, () => platform.files.file('/state/a/record.json', ''));
    expect(await pauseLength(platform, watcher)).toBe(300);
    watcher.close();
    expect(platform.files.watching).toBe(0);
  });

  test('lasts as long as it is told where nothing can be watched', async () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    platform.files.broken.set('watch /run', 'ENOSPC');
    const watcher = new Watcher(platform, ['/run']);
    platform.timer(300, () => platform.files.file('/run/ready', ''));
    expect(await pauseLength(platform, watcher)).toBe(1000);
  });

  test('fails when watching fails for a reason of our own', () => {
    const platform = new VirtualPlatform();
    platform.files.directory('/run');
    platform.watch = () => {
      throw new TypeError('a bug');
    };
    expect(() => new Watcher(platform, ['/run'])).toThrow(new TypeError('a bug'));
  });
});
