import { expect, test } from 'vitest';
import { checkOfTarget } from '../../../src/cli/order/target';
import { targetText } from '../../../src/private/check-target';
import type { CheckModel } from '../../../src/private/model';
import { READY } from '../../private/support';

test.each<[string, CheckModel]>([
  ['http://localhost:8080/ready', READY],
  ['https://db.example:8443/ready?full=1', { ...READY, path: '/ready?full=1', port: 8443, tls: true, host: 'db.example' }],
  ['http://[$(POD_IP)]:8080/ready', { ...READY, listensOn: 'pod-ip' }],
  ['tcp://localhost:5432', { kind: 'tcpSocket', port: 5432, listensOn: 'all' }],
  ['grpc://localhost:9000', { kind: 'grpc', port: 9000, listensOn: 'all' }],
  ['grpc://localhost:9000/shop.v1.Cart', { kind: 'grpc', port: 9000, service: 'shop.v1.Cart', listensOn: 'all' }],
  ['unix:///run/proxy.sock', { kind: 'unixSocket', path: '/run/proxy.sock' }],
  ['unix:///run/proxy.sock:/ready', { kind: 'unixSocket', path: '/run/proxy.sock', httpPath: '/ready' }],
  ['file:///run/ready', { kind: 'file', path: '/run/ready' }],
  ['exec:["pg_isready","-q"]', { kind: 'command', command: ['pg_isready', '-q'] }],
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
