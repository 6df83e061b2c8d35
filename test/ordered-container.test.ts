import { Duration } from 'cdk8s';
import { expect, test } from 'vitest';
import { Check, Condition, type DependencyOptions, Mechanism, type OrderedContainer } from '../src';
import { APP, containerOf, newOrder, podOf, PROXY, sequenceOf } from './shop';

test('it has the name that it was asked for', () => {
  expect(newOrder().order.container('proxy').name).toBe('proxy');
});

test('every declaration can be chained', () => {
  const { order } = newOrder();
  const app = order.container('app');
  const chained = [
    app.readyWhen(Check.file('/ready')), app.dependsOn(order.container('proxy')), app.imageEntrypoint(['/app']), app.asSidecar(),
    app.waiterPath('/startgate'),
  ];
  expect(chained).toEqual([app, app, app, app, app]);
});

test('the same container asked for twice is one container', () => {
  const { order, deployment } = newOrder();
  order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 }));
  order.container('app').dependsOn(order.container('proxy'));
  expect(sequenceOf(podOf(deployment))).toBe('proxy* | app');
});

test('what is said twice is said once', () => {
  const { order, deployment } = newOrder();
  for (let times = 0; times < 2; times++) {
    const proxy = order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 })).waiterPath('/startgate').asSidecar();
    order.container('app').dependsOn(proxy, { timeout: Duration.minutes(1) }).imageEntrypoint(['/app']);
  }
  expect(sequenceOf(podOf(deployment))).toBe('proxy* | app');
});

test('imageEntrypoint is what the guard becomes where the manifest has no command', () => {
  const { order, deployment } = newOrder({ containers: [{ name: 'app', image: 'app:1' }, PROXY] });
  order.configure({ mechanism: Mechanism.GUARD, runtimeImage: 'startgate:1' });
  order.container('app').imageEntrypoint(['/bin/app', '--serve']).dependsOn(
    order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 })),
  );
  expect(containerOf(deployment, 'app')?.command?.slice(-3)).toEqual(['--', '/bin/app', '--serve']);
});

test('the command of the manifest goes before imageEntrypoint', () => {
  const { order, deployment } = newOrder();
  order.configure({ mechanism: Mechanism.GUARD, runtimeImage: 'startgate:1' });
  order.container('app').imageEntrypoint(['/bin/app']).dependsOn(order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 })));
  expect(containerOf(deployment, 'app')?.command?.slice(-2)).toEqual(['--', '/app']);
});

test('waiterPath: the waiter of the image is run, nothing is installed', () => {
  const { order, deployment } = newOrder();
  order.configure({ mechanism: Mechanism.GUARD, runtimeImage: 'startgate:1' });
  order.container('app').waiterPath('/startgate').dependsOn(order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 })));
  expect(containerOf(deployment, 'app')?.command?.[0]).toBe('/startgate');
  expect(podOf(deployment)).not.toHaveProperty('initContainers');
});

test('asSidecar makes a native sidecar under the guard too, without a gating probe', () => {
  const { order, deployment } = newOrder();
  order.configure({ mechanism: Mechanism.GUARD });
  const proxy = order.container('proxy').asSidecar().readyWhen(Check.tcpSocket({ port: 8080 }));
  order.container('app').waiterPath('/startgate').dependsOn(proxy);
  expect(sequenceOf(podOf(deployment))).toBe('proxy* | app');
  expect(containerOf(deployment, 'proxy')).not.toHaveProperty('startupProbe');
});

test('asSidecar lets a plain init container live on', () => {
  const { order, deployment } = newOrder({ initContainers: [PROXY], containers: [APP] });
  order.container('proxy').asSidecar();
  expect(sequenceOf(podOf(deployment))).toBe('proxy* | app');
});

test('fails when a container depends on itself', () => {
  const { order } = newOrder();
  expect(() => order.container('app').dependsOn(order.container('app'))).toThrow(
    new Error('container "app" of Deployment "web" can\'t depend on itself; name another container of the Pod'),
  );
});

test('fails when the other container belongs to another Pod', () => {
  const proxy = newOrder().order.container('proxy');
  expect(() => newOrder().order.container('app').dependsOn(proxy)).toThrow(
    new Error('container "app" can\'t depend on container "proxy" of another Pod; use containers of the same StartOrder'),
  );
});

test('fails when the timeout is zero', () => {
  const { order } = newOrder();
  expect(() => order.container('app').dependsOn(order.container('proxy'), { timeout: Duration.seconds(0) })).toThrow(
    new Error('"timeout" of the dependency of "app" on "proxy" in Deployment "web" must be more than zero; got 0s; use OnTimeout.BLOCK to wait for ever'),
  );
});

test('fails when the timeout is less than zero: cdk8s makes no such duration', () => {
  expect(() => Duration.seconds(-1)).toThrow(new Error('Duration amounts cannot be negative. Received: -1'));
});

test('fails when a dependency is declared twice with different values', () => {
  const { order } = newOrder();
  const [app, proxy] = [order.container('app'), order.container('proxy')];
  app.dependsOn(proxy, { condition: Condition.STARTED, timeout: Duration.seconds(90) });
  expect(() => app.dependsOn(proxy, { condition: Condition.HEALTHY })).toThrow(new Error(
    'the dependency of "app" on "proxy" in Deployment "web" is declared twice with different values: '
    + 'condition "started", then "healthy"; timeout 90s, then not given; declare it once',
  ));
});

test('fails when another check was declared before', () => {
  const proxy = newOrder().order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 }));
  expect(() => proxy.readyWhen(Check.tcpSocket({ portName: 'http' }))).toThrow(new Error(
    'readyWhen of container "proxy" of Deployment "web" is declared twice with different values: '
    + 'Check.httpGet("/ready", { port: 8080 }), then Check.tcpSocket({ portName: "http" }); declare it once',
  ));
});

test('fails when another entrypoint was declared before', () => {
  const app = newOrder().order.container('app').imageEntrypoint(['/app']);
  expect(() => app.imageEntrypoint(['/app', '-v'])).toThrow(
    new Error('imageEntrypoint of container "app" of Deployment "web" is declared twice with different values: ["/app"], then ["/app","-v"]; declare it once'),
  );
});

test('fails when another path of the waiter was declared before', () => {
  const app = newOrder().order.container('app').waiterPath('/startgate');
  expect(() => app.waiterPath('/bin/startgate')).toThrow(
    new Error('waiterPath of container "app" of Deployment "web" is declared twice with different values: "/startgate", then "/bin/startgate"; declare it once'),
  );
});

test('fails when the entrypoint is empty', () => {
  const app = newOrder().order.container('app');
  expect(() => app.imageEntrypoint([])).toThrow(new Error('imageEntrypoint of container "app" of Deployment "web" must be a list of strings that begins with a program, such as ["/bin/app", "--port=8080"]; got []'));
});

test.each(['startgate', '/', '/a b', ''])('fails when the path of the waiter is "%s"', (path) => {
  const app = newOrder().order.container('app');
  expect(() => app.waiterPath(path)).toThrow(new Error(`waiterPath of container "app" of Deployment "web" must be an absolute path such as "/startgate"; got "${path}"`));
});

test.each<[string, unknown, string]>([
  ['its name', 'proxy', '"proxy"'],
  ['undefined', undefined, 'undefined'],
])('fails when a dependency is %s instead of a container', (_name, other, got) => {
  const app = newOrder().order.container('app');
  expect(() => app.dependsOn(other as OrderedContainer)).toThrow(
    new Error(`the dependency of container "app" of Deployment "web" must be a container of its start order, such as order.container("proxy"); got ${got}`),
  );
});

const DEPENDENCY = 'the dependency of "app" on "proxy" in Deployment "web"';
test.each<[string, object, string]>([
  ['the timeout is a number', { timeout: 60 }, `"timeout" of ${DEPENDENCY} must be a Duration of cdk8s, such as Duration.seconds(60); got 60`],
  ['the condition is none', { condition: 'ready' }, `"condition" of ${DEPENDENCY} must be one of Condition.STARTED, Condition.HEALTHY, Condition.COMPLETED, Condition.SUCCEEDED; got "ready"`],
  ['the policy is none', { onTimeout: 'stop' }, `"onTimeout" of ${DEPENDENCY} must be one of OnTimeout.FAIL, OnTimeout.BLOCK, OnTimeout.CONTINUE; got "stop"`],
  ['the mechanism is none', { mechanism: 'probe' }, `"mechanism" of ${DEPENDENCY} must be one of Mechanism.NATIVE, Mechanism.NATIVE_WAITER, Mechanism.INIT_WAITER, Mechanism.GUARD, Mechanism.POST_START; got "probe"`],
  ['a flag is a text', { regate: 'yes' }, `"regate" of ${DEPENDENCY} must be true or false; got "yes"`],
  ['an option is misspelt', { timout: Duration.seconds(5) }, `${DEPENDENCY} has no option "timout"; allowed: condition, timeout, onTimeout, mechanism, regate, optional`],
])('fails when %s', (_name, options, message) => {
  const { order } = newOrder();
  expect(() => order.container('app').dependsOn(order.container('proxy'), options as DependencyOptions)).toThrow(new Error(message));
});
