import { expect, test } from 'vitest';
import { isGuardProbe } from '../../../src/cli/order/guard-probe';

const WAIT = ['/run/startgate/bin/startgate', 'wait'];

test('a startup probe that waits for the guard of its container is one of ours', () => {
  expect(isGuardProbe({ exec: { command: [...WAIT, 'app=guard://self', '--timeout', '60s'] } })).toBe(true);
});

test('a waiter in the probe of a native sidecar is none', () => {
  expect(isGuardProbe({ exec: { command: [...WAIT, 'proxy=tcp://localhost:80'] } })).toBe(false);
});

test('another probe is none', () => {
  expect([isGuardProbe({ tcpSocket: { port: 80 } }), isGuardProbe(undefined)]).toEqual([false, false]);
});
