import { Duration } from 'cdk8s';
import { expect, test } from 'vitest';
import { Check, ListensOn } from '../../../src';
import { checkCall } from '../../../src/private/declaration/check-call';

test.each([
  [Check.httpGet('/ready'), 'Check.httpGet("/ready")'],
  [Check.httpGet('/ready', { port: 8080, tls: true, listensOn: ListensOn.POD_IP, headers: { 'X-B': '2', 'X-A': '1' } }),
    'Check.httpGet("/ready", { port: 8080, listensOn: "pod-ip", tls: true, headers: {"X-A":"1","X-B":"2"} })'],
  [Check.httpGet('/', { statuses: [401, 200] }), 'Check.httpGet("/", { statuses: [200,401] })'],
  [Check.all([Check.file('/f'), Check.tcpSocket({ port: 1 })]), 'Check.all([Check.file("/f"), Check.tcpSocket({ port: 1 })])'],
  [Check.tcpSocket({ portName: 'http' }), 'Check.tcpSocket({ portName: "http" })'],
  [Check.grpc(), 'Check.grpc()'],
  [Check.grpc({ port: 9000, service: 'shop.Cart' }), 'Check.grpc({ port: 9000, service: "shop.Cart" })'],
  [Check.unixSocket('/s'), 'Check.unixSocket("/s")'],
  [Check.unixSocket('/s', { httpPath: '/ready' }), 'Check.unixSocket("/s", { httpPath: "/ready" })'],
  [Check.file('/f'), 'Check.file("/f")'],
  [Check.file('/f', { timeout: Duration.millis(1500), interval: Duration.seconds(5) }), 'Check.file("/f", { timeout: "1500ms", interval: "5s" })'],
  [Check.command(['pg_isready', '-q']), 'Check.command(["pg_isready","-q"])'],
])('a check is shown as the call that makes it: %#', (check, text) => {
  expect(checkCall(check._model)).toBe(text);
});
