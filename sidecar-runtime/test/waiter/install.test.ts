import { describe, expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { runVirtual } from '../support/run.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

function native(): { platform: VirtualPlatform; copies: string[] } {
  const platform = new VirtualPlatform();
  const copies: string[] = [];
  platform.copySelf = (path) => {
    copies.push(path);
  };
  platform.files.directory('/bin');
  return { platform, copies };
}

describe('where one file is the whole program', () => {
  test.each([
    ['/x/startgate', '/x/startgate'],
    ['/bin', '/bin/startgate'],
    ['/new/', '/new/startgate'],
  ])('copies itself to %s', async (destination, path) => {
    const { platform, copies } = native();
    expect(await runVirtual(platform, 'install', destination)).toBe(0);
    expect(copies).toEqual([path]);
  });

  test('exits with 69 when the copy fails', async () => {
    const { platform } = native();
    platform.copySelf = () => {
      throw new PlatformError('EROFS', 'read-only file system');
    };
    expect(await runVirtual(platform, 'install', '/bin')).toBe(69);
    expect(platform.error).toBe('startgate: can\'t install to "/bin": read-only file system\n');
  });

  test('shows what controls a terminal as its number', async () => {
    const { platform } = native();
    platform.copySelf = (path) => {
      throw new PlatformError('EROFS', `read-only file system '${path}'`);
    };
    await runVirtual(platform, 'install', '/\u001b[2J');
    expect(platform.error).toBe('startgate: can\'t install to "/\\u001b[2J": read-only file system \'/\\u001b[2J\'\n');
  });

  test('fails when copying fails for a reason of our own', async () => {
    const { platform } = native();
    platform.copySelf = () => {
      throw new TypeError('a bug');
    };
    await expect(runVirtual(platform, 'install', '/bin')).rejects.toEqual(new TypeError('a bug'));
  });
});

test('exits with 64 on Node, and says what is needed', async () => {
  const platform = new VirtualPlatform();
  expect(await runVirtual(platform, 'install', '/bin')).toBe(64);
  expect(platform.error).toBe('startgate: startgate install needs the native waiter: this one runs on Node, and a copy of it would not run in another image\n');
});
