import { expect, test } from 'vitest';
import { checkOfTarget } from '../../../src/cli/order/target';
import { targetText } from '../../../src/private/check-target';
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
