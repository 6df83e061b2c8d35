import { describe, expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { runVirtual } from '../support/run.ts';
import { publish } from '../support/state.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

const STEP = ['exec', '--name', 'two', '--state', '/state', '--step', '--wait', 'one=succeeded', '--on-timeout', 'block', '--', 'app'];

function newPlatform(code = 0): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.files.file('/dev/termination-log', '');
  platform.onStart = (child) => child.exit(code);
  return platform;
}

function message(platform: VirtualPlatform): unknown {
  return JSON.parse(platform.files.text('/dev/termination-log'));
}

test.each([[0, 'succeeded'], [3, 'failed']])('a step that exits with %d leaves that it %s', async (code, outcome) => {
  const platform = newPlatform(code);
  publish(platform, 'one', { phase: 'ended', exitCode: 0 });
  expect(await runVirtual(platform, ...STEP)).toBe(code);
  expect(message(platform)).toEqual({ step: 'two', outcome, exitCode: code, durationMs: 0 });
});

test('a step whose command is missing leaves why', async () => {
  const platform = newPlatform();
  platform.startError = new PlatformError('ENOENT', 'no');
  publish(platform, 'one', { phase: 'ended', exitCode: 0 });
  expect(await runVirtual(platform, ...STEP)).toBe(127);
  expect(message(platform)).toEqual({ step: 'two', outcome: 'failed', exitCode: 127, reason: 'not found', durationMs: 0 });
});

describe('a step behind one that failed', () => {
  async function skipped(): Promise<{ platform: VirtualPlatform; exitCode: number }> {
    const platform = newPlatform();
    publish(platform, 'one', { phase: 'ended', exitCode: 3 });
    return { platform, exitCode: await runVirtual(platform, ...STEP) };
  }

  test('never starts, and ends with 0', async () => {
    const { platform, exitCode } = await skipped();
    expect([platform.started, exitCode]).toEqual([[], 0]);
  });

  test('leaves why it was skipped', async () => {
    const { platform } = await skipped();
    expect(message(platform)).toEqual({ step: 'two', outcome: 'skipped', exitCode: 0, reason: 'one=succeeded failed: ended with exit 3; giving up', durationMs: 0 });
  });

  test('is published as ended without having run', async () => {
    const { platform } = await skipped();
    expect(JSON.parse(platform.files.text('/state/two/record.json'))).toMatchObject({ phase: 'ended', exitCode: 69, ran: false });
  });
});

test('a step that is stopped while it waits ends at once, and leaves it', async () => {
  const platform = newPlatform();
  platform.timer(100, () => platform.raise(15));
  expect(await runVirtual(platform, ...STEP)).toBe(143);
  expect([platform.started, message(platform)]).toEqual([[], { step: 'two', outcome: 'cancelled', exitCode: 143, reason: 'stopped by a signal', durationMs: 0 }]);
});

test('a step behind one that was skipped is skipped too', async () => {
  const platform = newPlatform();
  publish(platform, 'one', { phase: 'ended', exitCode: 69, ran: false });
  expect(await runVirtual(platform, ...STEP)).toBe(0);
  expect(message(platform)).toMatchObject({ outcome: 'skipped', reason: 'one=succeeded failed: was skipped; giving up' });
});

test('a step whose gate stays closed is skipped with 69', async () => {
  const platform = newPlatform();
  expect(await runVirtual(platform, 'exec', '--name', 'two', '--state', '/state', '--step', '--wait', 'one=succeeded', '--timeout', '5s', '--', 'app')).toBe(69);
  expect(message(platform)).toMatchObject({ step: 'two', outcome: 'skipped', exitCode: 69 });
});

test('a message stays whole JSON however long the target is', async () => {
  const platform = newPlatform();
  const target = `file:///${'x'.repeat(5000)}`;
  await runVirtual(platform, 'exec', '--name', 'two', '--state', '/state', '--step', '--wait', target, '--timeout', '5s', '--', 'app');
  expect(message(platform)).toMatchObject({ step: 'two', outcome: 'skipped', exitCode: 69 });
});

test('a command that is no step leaves nothing', async () => {
  const platform = newPlatform(3);
  await runVirtual(platform, 'exec', '--name', 'two', '--state', '/state', '--', 'app');
  expect(platform.files.text('/dev/termination-log')).toBe('');
});
