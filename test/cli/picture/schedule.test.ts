import { expect, test } from 'vitest';
import { scheduleOf, DOOR_STEPS } from '../../../src/cli/picture/schedule';
import { CHAIN, HOSTILE, MIXED, OUTSIDE, PAIR, TWENTY } from './samples';

test('an application is made when its native sidecar is ready, and starts behind the door', () => {
  expect(scheduleOf(PAIR)).toEqual([
    { name: 'proxy', made: 0, start: 0, ready: 1, doors: [] },
    { name: 'app', made: 1, start: 1 + DOOR_STEPS, ready: 2 + DOOR_STEPS, doors: [{ dependency: 'proxy', at: 1, verdict: 'closed' }] },
  ]);
});

test('a guarded container is made at once and starts later', () => {
  const second = scheduleOf(CHAIN)[1]!;
  expect({ made: second.made, start: second.start }).toEqual({ made: 0, start: 1 + DOOR_STEPS });
});

test('a guarded container starts after a dependency that stands behind it in the manifest', () => {
  const { containers, ...workload } = CHAIN;
  const times = (list: typeof containers) => new Map(scheduleOf({ ...workload, containers: list }).map(({ name, start }) => [name, start]));
  expect(times([...containers].reverse())).toEqual(times(containers));
});

test('a postStart hook holds back what follows, also without a gate', () => {
  const schedule = new Map(scheduleOf(MIXED).map((scheduled) => [scheduled.name, scheduled]));
  expect(schedule.get('debugger')!.made).toBe(schedule.get('cache')!.ready);
});

test('containers of a cycle never start', () => {
  expect(scheduleOf(HOSTILE).map(({ name }) => name)).toEqual(['数据库代理']);
});

test('a gate on what is outside opens one step after it is come to', () => {
  expect(scheduleOf(OUTSIDE)[0]).toEqual({
    name: 'wait-for-db', made: 0, start: 1 + DOOR_STEPS, ready: 2 + DOOR_STEPS,
    doors: [{ dependency: 'tcp://postgres.shop:5432', at: 1, verdict: 'closed' }],
  });
});

test('what is no gate has no door', () => {
  expect(scheduleOf(OUTSIDE).find(({ name }) => name === 'metrics')!.doors).toEqual([]);
});

test.each([PAIR, MIXED, TWENTY, CHAIN])('in $title nobody starts before its gates are open', (workload) => {
  const schedule = new Map(scheduleOf(workload).map((scheduled) => [scheduled.name, scheduled]));
  for (const { dependency, dependent, condition } of workload.gates) {
    const { start, ready } = schedule.get(dependency)!;
    expect(schedule.get(dependent)!.start, `${dependency} -> ${dependent}`).toBeGreaterThan(condition === 'started' ? start : ready);
  }
});
