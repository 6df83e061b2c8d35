import { describe, expect, test } from 'vitest';
import { decodeBytes } from '../../src/waiter/bytes.ts';
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

  test('exits with 69 in a Pod whose sandboxes can\'t be told apart: nobody could trust its record', async () => {
    const platform = exiting();
    platform.environment.set('KUBERNETES_SERVICE_HOST', '10.0.0.1');
    expect(await runVirtual(platform, ...NAMED)).toBe(69);
    expect([platform.error, platform.started]).toEqual([
      "startgate: can't use the state in \"/state/me\": EUNTRUSTED: this container can't tell the sandboxes of its Pod apart: neither /etc/resolv.conf nor /etc/hostname is the container runtime's, and the cookie of the network namespace is unknown; do not mount files over both, or use the native waiter on Linux 5.14 or newer\n",
      [],
    ]);
  });

  test('fails when taking it fails for a reason of our own', async () => {
    const platform = exiting();
    platform.locks.acquire = () => Promise.reject(new TypeError('a bug'));
    await expect(runVirtual(platform, ...NAMED)).rejects.toEqual(new TypeError('a bug'));
  });
});

test('what opens the last gate is told by the record of the start', async () => {
  const platform = exiting();
  const written: unknown[] = [];
  const replace = platform.files.replace.bind(platform.files);
  platform.files.replace = (path, bytes) => {
    const { phase, gates } = JSON.parse(decodeBytes(bytes)) as { readonly phase: string; readonly gates: readonly { readonly state: string }[] };
    written.push([phase, ...gates.map(({ state }) => state)]);
    replace(path, bytes);
  };
  platform.hosts.set('10.0.0.1:1', () => undefined);
  platform.hosts.set('10.0.0.2:1', () => undefined);
  await runVirtual(platform, 'exec', '--name', 'me', '--state', '/state', '--wait', 'tcp://10.0.0.1:1', '--wait', 'tcp://10.0.0.2:1', '--', 'app');
  expect(written).toEqual([['waiting', 'closed', 'closed'], ['waiting', 'open', 'closed'], ['started', 'open', 'open'], ['ended', 'open', 'open']]);
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
