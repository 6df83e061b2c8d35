import { expect, test } from 'vitest';
import { encode } from '../../src/waiter/bytes.ts';
import { stepMessage } from '../../src/waiter/step-message.ts';

test('shows what controls a terminal in a result as its number, and stays the same JSON', () => {
  const results = new Map([['word', encode('a\u001b[2J\u007f\u009b')]]);
  const text = stepMessage({ step: 'one', outcome: 'succeeded', exitCode: 0, durationMs: 7, results }, 4096);
  expect(text).toBe('{"step":"one","outcome":"succeeded","exitCode":0,"durationMs":7,"results":{"word":"a\\u001b[2J\\u007f\\u009b"}}');
});

test('counts what it writes so', () => {
  const results = new Map([['word', encode('\u009b'.repeat(10))]]);
  const outcome = { step: 'one', outcome: 'succeeded', exitCode: 0, durationMs: 7, results } as const;
  expect(stepMessage(outcome, 120)).toBe('{"step":"one","outcome":"succeeded","exitCode":0,"durationMs":7,"resultsOmitted":1}');
  expect(stepMessage(outcome, 200)).toContain('"results":{"word":"');
});
