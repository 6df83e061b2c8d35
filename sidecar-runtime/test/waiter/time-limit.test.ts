import { describe, expect, test } from 'vitest';
import { Report } from '../../src/waiter/report.ts';
import { SIGNALS } from '../../src/waiter/signal.ts';
import { terminate, TimeLimit } from '../../src/waiter/time-limit.ts';
import { VirtualChild, VirtualPlatform } from '../support/virtual-platform.ts';

function started(): { platform: VirtualPlatform; child: VirtualChild; report: Report } {
  const platform = new VirtualPlatform();
  return { platform, child: new VirtualChild(), report: new Report(platform, 'text') };
}

describe('a time limit', () => {
  test('stops a command that runs longer, and kills it after the grace period', async () => {
    const { platform, child, report } = started();
    const limit = new TimeLimit(platform, report, { timeout: 1000, grace: 200 });
    limit.watch(child);
    const seen: unknown[] = [];
    for (const milliseconds of [999, 1, 199, 1]) {
      await platform.clock.advance(milliseconds);
      seen.push([limit.isPassed, ...child.signals]);
    }
    const { SIGTERM, SIGKILL } = SIGNALS;
    expect(seen).toEqual([[false], [true, SIGTERM], [true, SIGTERM], [true, SIGTERM, SIGKILL]]);
  });

  test.each([500, 1100])('does nothing to a command that has ended after %d ms', async (milliseconds) => {
    const { platform, child, report } = started();
    const ended = new TimeLimit(platform, report, { timeout: 1000, grace: 200 }).watch(child);
    await platform.clock.advance(milliseconds);
    ended();
    const before = [...child.signals];
    await platform.clock.advance(10_000);
    expect([child.signals, platform.clock.pending]).toEqual([before, 0]);
  });

  test('is none without a timeout', async () => {
    const { platform, child, report } = started();
    const limit = new TimeLimit(platform, report, { grace: 200 });
    const ended = limit.watch(child);
    await platform.clock.advance(100_000);
    ended();
    expect([limit.isPassed, child.signals]).toEqual([false, []]);
  });
});

test('terminate says when it kills', async () => {
  const { platform, child, report } = started();
  terminate(platform, child, 200, report);
  await platform.clock.advance(200);
  expect(platform.error).toBe('startgate: the command still runs 200ms after SIGTERM: killing it\n');
});
