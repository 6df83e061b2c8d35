import { Duration } from 'cdk8s';
import { expect, test } from 'vitest';
import { Check, Mechanism, OnTimeout, type StartOrder } from '../src';
import { APP, annotatedDependency, containerOf, newOrder, podOf, sequenceOf } from './shop';

const runtimeImage = 'registry.example/startgate:0.1.0';
const DATABASE = Check.tcpSocket({ host: 'db.shop', port: 5432 });

function waiting(check = DATABASE, declare: (order: StartOrder) => void = () => undefined) {
  const { order, deployment } = newOrder({ containers: [APP] });
  order.configure({ runtimeImage });
  declare(order);
  order.container('app').waitsFor(check);
  return { order, deployment };
}

test.each([
  [DATABASE, 'tcp://db.shop:5432'],
  [Check.tcpSocket({ host: '192.0.2.7', port: 5432 }), 'tcp://192.0.2.7:5432'],
  [Check.tcpSocket({ host: '2001:db8::7', port: 5432 }), 'tcp://[2001:db8::7]:5432'],
  [Check.httpGet('/ready', { host: 'api.shop.svc', port: 80 }), 'http://api.shop.svc:80/ready'],
  [Check.grpc({ host: 'cart.shop', port: 50051, service: 'Cart' }), 'grpc://cart.shop:50051/Cart'],
])('the guard waits for something outside of the Pod: %#', (check, target) => {
  expect(containerOf(waiting(check).deployment, 'app')?.command).toEqual([
    '/run/startgate/bin/startgate', 'exec', '--wait', target, '--timeout', '60s', '--', '/app',
  ]);
});

test('an init container waits if the command of the application is not known', () => {
  const { order, deployment } = newOrder({ containers: [{ name: 'app', image: 'app:1' }] });
  order.configure({ runtimeImage }).container('app').waitsFor(DATABASE);
  expect(podOf(deployment).initContainers?.[0]?.command).toEqual(['/startgate', 'wait', 'tcp://db.shop:5432', '--timeout', '60s']);
});

test('an init container can wait on a Kubernetes without native sidecars', () => {
  const { order, deployment } = newOrder({ containers: [{ name: 'app', image: 'app:1' }] });
  order.configure({ runtimeImage, kubernetesVersion: '1.28' }).container('app').waitsFor(DATABASE);
  expect(sequenceOf(podOf(deployment))).toBe('startgate-wait | app');
});

test('an init container of the manifest waits with a guard', () => {
  const { order, deployment } = newOrder({ initContainers: [{ name: 'migrate', image: 'm:1', command: ['/migrate'] }], containers: [APP] });
  order.configure({ runtimeImage }).container('migrate').waitsFor(DATABASE);
  expect(containerOf(deployment, 'migrate')?.command).toContain('tcp://db.shop:5432');
});

test('the annotation says that it is outside', () => {
  expect(annotatedDependency(waiting().deployment)).toEqual({
    container: 'app', dependsOn: 'tcp://db.shop:5432', place: 'outside', condition: 'healthy', check: 'tcp://db.shop:5432', timeout: '60s',
    onTimeout: 'fail', mechanism: 'guard',
  });
});

test('the timeout and what happens after it are those of the wait', () => {
  const { order, deployment } = newOrder({ containers: [APP] });
  order.configure({ runtimeImage }).container('app').waitsFor(DATABASE, { timeout: Duration.minutes(5), onTimeout: OnTimeout.CONTINUE });
  expect(containerOf(deployment, 'app')?.command).toEqual(expect.arrayContaining(['--timeout', '300s', '--on-timeout', 'continue']));
});

test('two containers wait for the same database', () => {
  const { order, deployment } = newOrder({ containers: [APP, { name: 'worker', image: 'w:1', command: ['/worker'] }] });
  order.configure({ runtimeImage, mechanism: Mechanism.INIT_WAITER });
  order.container('app').waitsFor(DATABASE);
  order.container('worker').waitsFor(DATABASE);
  expect(podOf(deployment).initContainers?.map(({ command }) => command?.slice(2))).toEqual([['tcp://db.shop:5432', '--timeout', '60s']]);
});

test('a query of the check is not in the annotation', () => {
  const { deployment } = waiting(Check.httpGet('/ready?token=secret', { host: 'api.shop', port: 80 }));
  expect(annotatedDependency(deployment)?.dependsOn).toBe('http://api.shop:80/ready');
});

test('a query of the check is in the command', () => {
  const { deployment } = waiting(Check.httpGet('/ready?token=secret', { host: 'api.shop', port: 80 }));
  expect(containerOf(deployment, 'app')?.command).toContain('http://api.shop:80/ready?token=secret');
});

test('explain says that it is outside of the Pod', () => {
  expect(waiting().order.explain()).toContain('   waits for tcp://db.shop:5432: outside of the Pod within 60s, else fail\n     guard, closed: no fault starts app early\n');
});

test('the flowchart has it outside of the containers', () => {
  expect(waiting().order.toMermaid()).toContain('  o0(["tcp#58;#47;#47;db.shop#58;5432"])\n  o0 -->|"healthy, guard"| c0');
});

test.each([
  [Check.tcpSocket({ port: 5432 }), 'Check.tcpSocket({ port: 5432 })'],
  [Check.tcpSocket({ host: 'db.shop' }), 'Check.tcpSocket({ host: "db.shop" })'],
  [Check.file('/ready'), 'Check.file("/ready")'],
])('a check without host and port is refused: %#', (check, got) => {
  expect(() => newOrder().order.container('app').waitsFor(check)).toThrow(new Error(
    `waitsFor of container "app" of Deployment "web" needs a check with host and port, such as Check.tcpSocket({ host: "db.shop", port: 5432 }); got ${got}`,
  ));
});

test.each(['', 'localhost', '127.0.0.1', '::1', 'db shop', 'http://db', 'db:5432', '-db', 'a'.repeat(254)])('a host that is none is refused: %s', (host) => {
  expect(() => Check.tcpSocket({ host, port: 5432 })).toThrow(new Error(
    `"host" of Check.tcpSocket must be a DNS name or an IP address outside of the Pod, such as "db.shop"; got "${host}"`,
  ));
});

test('a check with a host is no check of a container', () => {
  expect(() => newOrder().order.container('proxy').readyWhen(DATABASE)).toThrow(new Error(
    'readyWhen of container "proxy" of Deployment "web" checks the container itself, but its check has the host "db.shop"; use waitsFor for something outside of the Pod',
  ));
});

test('the same wait with another timeout is refused', () => {
  const { order } = waiting();
  expect(() => order.container('app').waitsFor(DATABASE, { timeout: Duration.minutes(5) })).toThrow(new Error(
    'the dependency of "app" on "tcp://db.shop:5432" in Deployment "web" is declared twice with different values: timeout not given, then 300s; declare it once',
  ));
});

test('an option that dependsOn alone has is refused', () => {
  expect(() => newOrder().order.container('app').waitsFor(DATABASE, { optional: true } as object)).toThrow(new Error(
    'the dependency of "app" on "tcp://db.shop:5432" in Deployment "web" has no option "optional"; allowed: timeout, onTimeout, mechanism, regate',
  ));
});
