import { describe, expect, test } from 'vitest';
import { hookWords, type StartgateGate, type StartgateWords, startgateWords } from '../../../src/cli/order/startgate-words';

function gates(...words: string[]): readonly StartgateGate[] {
  return (startgateWords(['/startgate', 'exec', ...words, '--', '/app']) as StartgateWords).gates;
}

describe('a guard', () => {
  test('waits for all targets of one name', () => {
    expect(gates('--wait', 'a=tcp://localhost:1', '--wait', 'a=file:///f')).toMatchObject([
      { name: 'a', label: 'a (tcp://localhost:1)' }, { name: 'a', label: 'a (file:///f)' },
    ]);
  });

  test('has the gates of --wait, each with its own options', () => {
    const words = ['--step', '--name', 'me', '--timeout', '5s', '--wait', 'a=tcp://localhost:1', '--on-timeout=block', 'b=tcp://localhost:2', '--timeout=2m'];
    expect(gates(...words)).toEqual([
      { name: 'a', check: 'tcp://localhost:1', model: { kind: 'tcpSocket', port: 1, listensOn: 'all' }, condition: 'healthy', label: 'a', timeoutMs: 5000, onTimeout: 'block' },
      { name: 'b', check: 'tcp://localhost:2', model: { kind: 'tcpSocket', port: 2, listensOn: 'all' }, condition: 'healthy', label: 'b', timeoutMs: 120_000, onTimeout: 'fail' },
    ]);
  });

  test.each([
    ['migrate=succeeded', { name: 'migrate', condition: 'succeeded', check: 'succeeded', label: 'migrate=succeeded' }],
    [
      'http://localhost:8080/ready?token=1',
      { condition: 'healthy', check: 'http://localhost:8080/ready?token=1', label: 'http://localhost:8080/ready' },
    ],
    ['exec:["/ready","-q"]', { condition: 'healthy', check: 'exec:["/ready","-q"]', label: 'exec:/ready' }],
    ['proxy=exec:["/ready"]', { name: 'proxy', condition: 'healthy', check: 'exec:["/ready"]', label: 'proxy' }],
    ['tcp://[$(POD_IP)]:80', { condition: 'healthy', check: 'tcp://[$(POD_IP)]:80', label: 'tcp://[$(POD_IP)]:80' }],
  ])('calls the target %s as its log does', (target, gate) => {
    expect(gates('--wait', target)).toMatchObject([gate]);
  });

  test('says what it runs until, and its command as the manifest has it', () => {
    const words = ['/startgate', 'exec', '--name', 'app', '--until', 'worker=completed', '--', '/app', '--wait', '$$(date)'];
    expect(startgateWords(words)).toEqual({
      verb: 'exec', path: '/startgate', gates: [], until: ['worker'], command: ['/app', '--wait', '$$(date)'],
    });
  });
});

test('Kubernetes takes a "$" away before a reference, but not in a hook', () => {
  const words = ['/startgate', 'wait', 'file:///$$(date)'];
  expect([startgateWords(words), hookWords({ exec: { command: words } })]).toMatchObject([
    { gates: [{ check: 'file:///$(date)' }] }, { gates: [{ check: 'file:///$$(date)' }] },
  ]);
});

test('a waiter without a target asks the one that it has by default', () => {
  expect(startgateWords(['/startgate', 'wait'])).toMatchObject({ verb: 'wait', gates: [{ check: 'http://localhost:8080/ready' }] });
});

test.each([
  [['/startgate', 'exec', '--wait', 'a=tcp://localhost:1', '/app'], '"--" is missing: write startgate exec --wait TARGET -- COMMAND'],
  [['/startgate', 'wait', '--timeout'], '--timeout needs a value, such as "--timeout=60s"'],
  [['/startgate', 'wait', 'tcp://[$(POD_IP)]'], 'port is missing in "tcp://[$(POD_IP)]": write it after the host, such as "[$(POD_IP)]:8080"'],
])('%j is refused, in the words of the waiter', (words, why) => {
  expect(startgateWords(words)).toEqual({ verb: 'refused', why });
});

test.each([
  [['/startgate', 'install', '/run/startgate/bin/startgate']],
  [['/startgate', 'exec', '--help']],
  [['/app']],
  [[]],
])('%j is no guard or waiter', (words) => {
  expect(startgateWords(words)).toBeUndefined();
});

test('a hook without a command is none', () => {
  expect(hookWords({ httpGet: { port: 80 } })).toBeUndefined();
});
