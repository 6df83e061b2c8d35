import { describe, expect, test } from 'vitest';
import { ReadyEndpoint, type ReadyOptions } from '../../src/server/ready-endpoint.ts';
import { createReadiness, type Readiness } from '../../src/server/readiness.ts';
import { ManualTimers } from '../support/manual-timers.ts';

function setUp(options: ReadyOptions = {}): { readonly readiness: Readiness; readonly ready: ReadyEndpoint } {
  const readiness = createReadiness();
  return { readiness, ready: new ReadyEndpoint(readiness, { timers: new ManualTimers(), ...options }) };
}

describe('how long a request is held', () => {
  test.each([
    [undefined, 0],
    ['respond-async', 0],
    ['wait=0', 0],
    ['wait=10', 10],
    ['wait=61', 60],
  ])('Prefer: %s gives %d seconds', (prefer, seconds) => {
    expect(setUp().ready.secondsToHold(prefer)).toBe(seconds);
  });

  test('is cut to maxWait', () => {
    expect(setUp({ maxWait: 5 }).ready.secondsToHold('wait=10')).toBe(5);
  });

  test.each<[string, (readiness: Readiness) => void]>([
    ['ready', (readiness) => readiness.ready()],
    ['failed', (readiness) => readiness.fail('bad certificate')],
    ['draining', (readiness) => readiness.drain()],
  ])('is nothing when it is %s', (_, bring) => {
    const { readiness, ready } = setUp();
    bring(readiness);
    expect(ready.secondsToHold('wait=10')).toBe(0);
  });

  test('is nothing when there is no room', () => {
    const { ready } = setUp({ maxHeld: 1 });
    ready.held.hold(10, () => undefined);
    expect(ready.secondsToHold('wait=10')).toBe(0);
  });
});

describe('the answer', () => {
  test('is the one of the state now', () => {
    const { readiness, ready } = setUp();
    const before = ready.answer('text/plain').body;
    readiness.ready();
    expect([before, ready.answer('text/plain').body]).toEqual(['starting: starting\n', 'ready\n']);
  });

  test('says how long it was to be held', () => {
    expect(setUp().ready.answer('application/json', 10).headers['Preference-Applied']).toBe('wait=10');
  });

  test('says nothing of that when it was not held', () => {
    expect(setUp().ready.answer('application/json').headers).not.toHaveProperty('Preference-Applied');
  });
});

test.each([
  [{ maxWait: 3601 }, '"maxWait" must be a whole number from 0 to 3600, got "3601"'],
  [{ maxHeld: 0.5 }, '"maxHeld" must be a whole number from 0 to 1000000, got "0.5"'],
])('%o is refused', (options, message) => {
  expect(() => setUp(options)).toThrow(new RangeError(message));
});
