import { expect, test } from 'vitest';
import { answers } from './families/answers.ts';
import { configurations } from './families/configurations.ts';
import { limits } from './families/limits.ts';
import { names } from './families/names.ts';
import { records } from './families/records.ts';
import { requests } from './families/requests.ts';
import { sidecarSignals } from './families/sidecar-signals.ts';
import { signals } from './families/signals.ts';
import { systemCalls } from './families/system-calls.ts';

// The figures of SECURITY.md.
test('there are as many experiments as the documents say, and at least 300', () => {
  const families = [systemCalls, limits, records, answers, names, configurations, requests, signals, sidecarSignals];
  expect(Object.fromEntries(families.map(({ name, experiments }) => [name, experiments.length]))).toMatchInlineSnapshot(`
    {
      "answers of servers": 134,
      "configurations of the sidecar": 48,
      "limits of the system": 76,
      "name servers": 51,
      "records of other containers": 90,
      "requests to the sidecar": 63,
      "signals to a guard": 100,
      "signals to the sidecar": 28,
      "system calls that fail": 357,
    }
  `);
  expect(families.reduce((sum, { experiments }) => sum + experiments.length, 0)).toBeGreaterThanOrEqual(300);
});
