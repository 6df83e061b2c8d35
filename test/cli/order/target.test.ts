import { expect, test } from 'vitest';
import { checkOfTarget, checkOfWords } from '../../../src/cli/order/target';
import { publicWords, targetText } from '../../../src/private/check-target';
import type { CheckModel } from '../../../src/private/model';
import { READY } from '../../private/support';
import { TARGETS } from '../../private/targets';

test.each<readonly [string, CheckModel]>([
  ['http://localhost:8080/ready', READY],
  ['https://db.example:8443/ready?full=1', { ...READY, path: '/ready?full=1', port: 8443, tls: true, host: 'db.example' }],
  ['http://[$(POD_IP)]:8080/ready', { ...READY, listensOn: 'pod-ip' }],
  ...TARGETS,
])('%s is a check, and the check this target', (text, check) => {
  expect([checkOfTarget(text), targetText(check)]).toEqual([check, text]);
});

test.each<[string, CheckModel]>([
  ['http://127.0.0.1:8080/ready', READY],
  ['http://$(MY_IP):8080/ready', { ...READY, listensOn: 'pod-ip' }],
  ['http://localhost/ready', { ...READY, port: 80 }],
  ['https://[fd00::1]', { ...READY, path: '/', port: 443, tls: true, host: 'fd00::1' }],
])('%s is a check, too', (text, check) => {
  expect(checkOfTarget(text)).toEqual(check);
});

test.each([
  'proxy', 'proxy=started', 'tcp://localhost', 'tcp://localhost:70000', 'redis://localhost:6379', 'the name db', 'exec:[', 'file://ready',
])('%s is none', (text) => {
  expect(checkOfTarget(text)).toBeUndefined();
});

test.each<CheckModel>([
  READY,
  { ...READY, timeoutMs: 3000 },
  { ...READY, statuses: [200, 201, 202, 401] },
  { kind: 'all', checks: [READY, { ...READY, statuses: [401] }, { kind: 'file', path: '/f', intervalMs: 5000 }] },
  { ...READY, headers: [{ name: 'Host', value: 'shop.example' }] },
  { ...READY, listensOn: 'pod-ip', intervalMs: 1500 },
  ...TARGETS.map(([, check]) => ({ ...check, timeoutMs: 500, intervalMs: 5000 })),
])('the words of %j are this check again', (check) => {
  expect(checkOfWords(publicWords(check))).toEqual(check);
});

test.each([[['tcp://localhost:1', '--interval', '5']], ['--help'], ['app=started']])('the words %j are no check', (words) => {
  expect(checkOfWords(words)).toBeUndefined();
});
