import { expect, test } from 'vitest';
import { Timeline } from '../../../examples/play/timeline';

/** A timeline on a clock of its own. */
function newTimeline() {
  const lines: string[] = [];
  const clock = { now: 5000 };
  return { timeline: new Timeline((line) => lines.push(line), () => clock.now), clock, lines };
}

test('the first moment is zero, wherever the clock stands', () => {
  const { timeline, lines } = newTimeline();
  timeline.event('app', 'started');
  expect(lines).toEqual(['   0.000 s  app      started\n']);
});

test('an event has the seconds since the start, to the millisecond', () => {
  const { timeline, clock, lines } = newTimeline();
  clock.now += 11_201.6;
  timeline.event('sidecar', 'ready');
  expect(lines).toEqual(['  11.202 s  sidecar  ready\n']);
});
