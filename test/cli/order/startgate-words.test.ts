import { describe, expect, test } from 'vitest';
import { type StartgateGate, startgateWords } from '../../../src/cli/order/startgate-words';

function gates(...words: string[]): readonly StartgateGate[] {
  return startgateWords(['/startgate', 'exec', ...words, '--', '/app'])!.gates;
}

/** Each gate as its label, timeout and policy. */
function shown(...words: string[]): string[] {
  return gates(...words).map(({ label, timeoutMs, onTimeout }) => `${label} ${timeoutMs} ${onTimeout}`);
}

describe('a guard', () => {
  test.each([
    ['--step', '--run-timeout', '300s', '--on-error', 'continue', '--message-limit', '3072', '--when', 'test=0'],
    ['--step', '--use', 'build.digest', '--env', 'DIGEST', '--results-limit', '1024'],
    [
      '--group', '--name', 'app', '--state', '/run/startgate/state', '--until', 'worker=completed', '--grace', '10s', '--log-format',
      'json',
    ],
  ])('has the gates of --wait alone beside %j', (...words) => {
    expect(shown(...words, '--wait', 'proxy=http://localhost:8080/ready')).toEqual(['proxy 60000 fail']);
  });

  test('takes an option before the first gate for all, and one behind it for that gate', () => {
    expect(shown(
      '--timeout', '5s', '--wait', 'a=tcp://localhost:1', '--on-timeout=block', '--wait', 'b=tcp://localhost:2', '--timeout=2m',
    )).toEqual(['a 5000 block', 'b 120000 fail']);
  });

  test('takes a word behind the first gate for another gate', () => {
    expect(shown('--wait', 'a=tcp://localhost:1', 'b=tcp://localhost:2')).toEqual(['a 60000 fail', 'b 60000 fail']);
  });

  test('keeps the headers and the request timeout of each gate', () => {
    expect(gates('--header', 'Host: all', '--wait', 'a=http://localhost:1/', '--request-timeout', '3s', '--header', 'X-A: 1')[0]).toEqual({
      name: 'a', check: 'http://localhost:1/', condition: 'healthy', label: 'a', timeoutMs: 60_000,
      onTimeout: 'fail', requestTimeoutMs: 3000, headers: ['Host: all', 'X-A: 1'],
    });
  });

  test.each([
    ['migrate=succeeded', { name: 'migrate', condition: 'succeeded', check: 'succeeded', label: 'migrate=succeeded' }],
    [
      'http://localhost:8080/ready?token=1',
      { condition: 'healthy', check: 'http://localhost:8080/ready?token=1', label: 'http://localhost:8080/ready' },
    ],
    ['exec:["/ready","-q"]', { condition: 'healthy', check: 'exec:["/ready","-q"]', label: 'exec:/ready' }],
    ['proxy=exec:["/ready"]', { name: 'proxy', condition: 'healthy', check: 'exec:["/ready"]', label: 'proxy' }],
  ])('calls the target %s as its log does', (target, gate) => {
    expect(gates('--wait', target)).toMatchObject([gate]);
  });

  test('says its name, its state, what it runs until, and its command', () => {
    expect(startgateWords([
      '/startgate', 'exec', '--name', 'app', '--state', '/state', '--until', 'worker=completed', '--', '/app', '--wait', 'x',
    ])).toEqual({
      verb: 'exec', binary: '/startgate', gates: [], name: 'app', state: '/state',
      until: ['worker'], step: false, command: ['/app', '--wait', 'x'],
    });
  });
});

describe('a waiter', () => {
  test('takes the flags of other waiters', () => {
    const words = startgateWords(['/startgate', 'wait', '--url', 'http://localhost:1/', '--timeoutSeconds', '7', '--periodMillis=100']);
    expect(words?.gates.map(({ check, timeoutMs }) => [check, timeoutMs])).toEqual([['http://localhost:1/', 7000]]);
  });

  test('without a target asks the one that it has by default', () => {
    expect(startgateWords(['/startgate', 'wait'])?.gates.map(({ check }) => check)).toEqual(['http://localhost:8080/ready']);
  });
});

test.each([
  [['/startgate', 'install', '/run/startgate/bin/startgate']],
  [['/startgate', 'exec', '--wait', 'a=tcp://localhost:1', '/app']],
  [['/startgate', 'wait', 'http://localhost:1/', '--', '/app']],
  [['/startgate', 'wait', '--timeout']],
  [[]],
])('%j is no guard or waiter', (words) => {
  expect(startgateWords(words)).toBeUndefined();
});
