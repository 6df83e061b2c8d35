import { describe, expect, test } from 'vitest';
import { runVirtual } from '../support/run.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

const NAMED = ['exec', '--name', 'me', '--state', '/state', '--', 'app'];

function exiting(): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.onStart = (child) => child.exit(0);
  return platform;
}

describe('a name that can not be had', () => {
  test('exits with 69 when another guard has it', async () => {
    const platform = exiting();
    platform.held.add('/state/me/lock');
    platform.files.file('/dev/termination-log', '');
    expect(await runVirtual(platform, ...NAMED)).toBe(69);
    const line = 'startgate: can\'t use the state in "/state/me": another guard named "me" is running';
    expect([platform.error, platform.files.text('/dev/termination-log'), platform.started]).toEqual([`${line}\n`, line, []]);
  });

  test('exits with 69 when the directory can not be written', async () => {
    const platform = exiting();
    platform.files.broken.set('/state/me', 'EROFS');
    expect(await runVirtual(platform, ...NAMED)).toBe(69);
    expect(platform.error).toBe('startgate: can\'t use the state in "/state/me": EROFS: /state/me\n');
  });

  test('fails when taking it fails for a reason of our own', async () => {
    const platform = exiting();
    platform.locks.acquire = () => Promise.reject(new TypeError('a bug'));
    await expect(runVirtual(platform, ...NAMED)).rejects.toEqual(new TypeError('a bug'));
  });
});

describe('a record that can not be written later on', () => {
  test('is said, and the command runs on', async () => {
    const platform = exiting();
    platform.onStart = (child) => {
      platform.files.broken.set('/state/me/record.json', 'ENOSPC');
      child.exit(5);
    };
    expect(await runVirtual(platform, ...NAMED)).toBe(5);
    expect(platform.error).toBe('startgate: can\'t use the state in "/state/me": ENOSPC: /state/me/record.json\n'.repeat(2));
  });

  test('fails when writing fails for a reason of our own', async () => {
    const platform = exiting();
    platform.onStart = () => {
      platform.files.replace = () => {
        throw new TypeError('a bug');
      };
    };
    await expect(runVirtual(platform, ...NAMED)).rejects.toEqual(new TypeError('a bug'));
  });
});
