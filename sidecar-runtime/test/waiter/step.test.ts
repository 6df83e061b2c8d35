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

test('a step makes the folder of its results while it waits', async () => {
  const platform = newPlatform();
  platform.timer(400, () => {
    expect(platform.files.status('/state/two/results')?.kind).toBe('directory');
    publish(platform, 'one', { phase: 'ended', exitCode: 0 });
  });
  expect(await runVirtual(platform, ...STEP)).toBe(0);
});

test('a step that can have no folder for its results leaves why', async () => {
  const platform = newPlatform();
  platform.files.broken.set('/state/two/results', 'ENOSPC');
  publish(platform, 'one', { phase: 'ended', exitCode: 0 });
  expect(await runVirtual(platform, ...STEP)).toBe(65);
  expect(message(platform)).toEqual({ step: 'two', outcome: 'failed', exitCode: 65, reason: 'ENOSPC: /state/two/results', durationMs: 0 });
});

test('a step whose condition asks for a record that can\'t be read leaves why', async () => {
  const platform = newPlatform();
  publish(platform, 'one', { phase: 'ended', exitCode: 0 });
  platform.files.broken.set('/state/other/record.json', 'EIO');
  expect(await runVirtual(platform, ...STEP.slice(0, 6), '--when', 'other=0', ...STEP.slice(6))).toBe(65);
  expect(message(platform)).toEqual({ step: 'two', outcome: 'failed', exitCode: 65, reason: 'EIO: /state/other/record.json', durationMs: 0 });
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

test('a step that waits says that its container is not started again', async () => {
  const platform = newPlatform();
  publish(platform, 'one', { phase: 'started' });
  let seen: unknown;
  platform.timer(100, () => {
    seen = JSON.parse(platform.files.text('/state/two/record.json'));
    platform.raise(15);
  });
  await runVirtual(platform, ...STEP);
  expect(seen).toMatchObject({ phase: 'waiting', once: true });
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

/** A step that has a record of its own, and results. */
function publishStep(platform: VirtualPlatform, name: string, exitCode: number, results: Readonly<Record<string, string>> = {}): void {
  publish(platform, name, { phase: 'ended', exitCode: 0, ran: true, step: { outcome: exitCode === 0 ? 'succeeded' : 'failed', exitCode } });
  platform.files.makeDirectory(`/state/${name}/results`);
  for (const [result, text] of Object.entries(results)) platform.files.file(`/state/${name}/results/${result}`, text);
}

function step(...options: readonly string[]): readonly string[] {
  return ['exec', '--name', 'two', '--state', '/state', '--step', ...options, '--wait', 'one=succeeded', '--on-timeout', 'block', '--'];
}

describe('a condition', () => {
  test.each([
    ['one=3', 'succeeded', undefined],
    ['one!=3', 'skipped', 'when one!=3: it ended with exit 3'],
    ['one=0', 'skipped', 'when one=0: it ended with exit 3'],
    ['one.kind=full', 'succeeded', undefined],
    ['one.kind!=full', 'skipped', 'when one.kind!=full: the result is that'],
    ['one.kind=small', 'skipped', 'when one.kind=small: the result is another'],
    ['one.none=small', 'skipped', 'when one.none=small: result "none" of step "one" was not written'],
    ['zero=0', 'skipped', 'when zero=0: it has not ended as a step'],
  ])('%s: %s', async (condition, outcome, reason) => {
    const platform = newPlatform();
    publishStep(platform, 'one', 3, { kind: 'full\n' });
    expect(await runVirtual(platform, ...step('--when', condition), 'app')).toBe(0);
    expect(message(platform)).toEqual({ step: 'two', outcome, exitCode: 0, ...(reason === undefined ? {} : { reason }), durationMs: 0 });
  });

  test('that does not hold lets those behind run', async () => {
    const platform = newPlatform();
    publishStep(platform, 'one', 3);
    await runVirtual(platform, ...step('--when', 'one=0'), 'app');
    expect(JSON.parse(platform.files.text('/state/two/record.json'))).toMatchObject({ phase: 'ended', exitCode: 0, ran: false, step: { outcome: 'skipped' } });
  });
});

describe('results', () => {
  test('take the place of their references, in arguments and variables, byte for byte', async () => {
    const platform = newPlatform();
    publishStep(platform, 'one', 0);
    platform.files.replace('/state/one/results/digest', Uint8Array.of(0x61, 0xff, 0x0a));
    platform.environment.set('IMAGE', 'shop@$(steps.one.results.digest)');
    await runVirtual(platform, ...step('--use', 'one.digest', '--env', 'IMAGE'), 'app', 'as it is', 'x$(steps.one.results.digest)y$(steps.one.results.digest)', '$(steps.one.results.other)');
    expect(platform.started).toEqual([{ index: 15, group: false, replaced: {
      args: new Map([[2, Uint8Array.of(0x78, 0x61, 0xff, 0x79, 0x61, 0xff)]]),
      environment: new Map([['IMAGE', Uint8Array.of(0x73, 0x68, 0x6f, 0x70, 0x40, 0x61, 0xff)]]),
    } }]);
  });

  test('that are missing fail the step that uses them', async () => {
    const platform = newPlatform();
    publishStep(platform, 'one', 0);
    expect(await runVirtual(platform, ...step('--use', 'one.digest'), 'app')).toBe(65);
    expect([platform.started, message(platform)]).toEqual([[], { step: 'two', outcome: 'failed', exitCode: 65, reason: 'result "digest" of step "one" was not written', durationMs: 0 }]);
  });

  test('with a NUL byte can be no argument', async () => {
    const platform = newPlatform();
    publishStep(platform, 'one', 0, { digest: 'a\0b' });
    expect(await runVirtual(platform, ...step('--use', 'one.digest'), 'app')).toBe(65);
    expect(message(platform)).toMatchObject({ reason: 'result "digest" of step "one" has a NUL byte: read it as a file' });
  });

  test('in a folder that is a link are not read', async () => {
    const platform = newPlatform();
    publish(platform, 'one', { phase: 'ended', exitCode: 0 });
    platform.files.link('/state/one/results', '/secrets');
    expect(await runVirtual(platform, ...step('--use', 'one.token'), 'app')).toBe(65);
    expect(message(platform)).toMatchObject({ reason: 'result "token" of step "one" is a link' });
  });

  function leaving(results: Readonly<Record<string, string>>): VirtualPlatform {
    const platform = newPlatform();
    publishStep(platform, 'one', 0);
    platform.onStart = (child) => {
      for (const [name, text] of Object.entries(results)) platform.files.file(`/state/two/results/${name}`, text);
      child.exit(0);
    };
    return platform;
  }

  test('are in the message, without the line feed of echo', async () => {
    const platform = leaving({ digest: 'sha256:Ã©\n', 'is-new': 'yes' });
    expect(await runVirtual(platform, ...step(), 'app')).toBe(0);
    expect(message(platform)).toMatchObject({ outcome: 'succeeded', results: { 'digest': 'sha256:Ã©', 'is-new': 'yes' } });
  });

  test('over the limit fail the step', async () => {
    const platform = leaving({ a: 'x'.repeat(4000), b: 'x'.repeat(97) });
    expect(await runVirtual(platform, ...step(), 'app')).toBe(65);
    expect(message(platform)).toEqual({ step: 'two', outcome: 'failed', exitCode: 65, reason: 'its results are larger than 4096 bytes, with "b" 4097 or more: leave larger files in the workspace', durationMs: 0 });
  });

  test('with a name that can be none fail the step', async () => {
    const platform = leaving({ 'Not_a_label': '1' });
    expect(await runVirtual(platform, ...step(), 'app')).toBe(65);
    expect(message(platform)).toMatchObject({ reason: 'the name of a result must be a DNS label (at most 63 of a-z, 0-9 and "-", no "-" at either end), got "Not_a_label"' });
  });

  test('that do not fit the message are left out of it, the largest first', async () => {
    const platform = leaving({ large: 'x'.repeat(500), small: 'y' });
    expect(await runVirtual(platform, ...step('--message-limit', '300'), 'app')).toBe(0);
    expect(message(platform)).toEqual({ step: 'two', outcome: 'succeeded', exitCode: 0, durationMs: 0, results: { small: 'y' }, resultsOmitted: 1 });
  });
});

test('a step that may fail lets those behind it run, and the message has its code', async () => {
  const platform = newPlatform(3);
  publishStep(platform, 'one', 0);
  expect(await runVirtual(platform, ...step('--on-error', 'continue'), 'app')).toBe(0);
  expect(message(platform)).toEqual({ step: 'two', outcome: 'failed', exitCode: 3, continued: true, durationMs: 0 });
  expect(JSON.parse(platform.files.text('/state/two/record.json'))).toMatchObject({ phase: 'ended', exitCode: 0, ran: true, step: { outcome: 'failed', exitCode: 3 } });
});

test('a step that runs too long is stopped, then killed', async () => {
  const platform = newPlatform();
  publishStep(platform, 'one', 0);
  platform.onStart = (child) => {
    child.onSignal = (signal) => {
      if (signal === 9) child.die(9);
    };
  };
  expect(await runVirtual(platform, ...step('--run-timeout', '5s', '--grace', '2s'), 'app')).toBe(124);
  expect(platform.children[0]!.signals).toEqual([15, 9]);
  expect(message(platform)).toEqual({ step: 'two', outcome: 'failed', exitCode: 124, reason: 'ran longer than 5s', durationMs: 7000 });
});

test('a step that ends with 0 at SIGTERM does not let those behind it start', async () => {
  const platform = newPlatform();
  publishStep(platform, 'one', 0);
  platform.onStart = (child) => {
    child.onSignal = () => child.exit(0);
    platform.timer(100, () => platform.raise(15));
  };
  expect(await runVirtual(platform, ...step('--on-error', 'continue'), 'app')).toBe(0);
  expect(JSON.parse(platform.files.text('/state/two/record.json'))).toMatchObject({ phase: 'ended', exitCode: 143, step: { outcome: 'cancelled', exitCode: 0 } });
  expect(message(platform)).toMatchObject({ outcome: 'cancelled', exitCode: 0, reason: 'stopped by a signal' });
});
