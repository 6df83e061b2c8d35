import { expect, test } from 'vitest';
import { Check, Injected, type InjectedOptions, StartOrder } from '../src';
import { APP, containerOf, newChart, newDeployment, newOrder, podOf, sequenceOf } from './shop';

const runtimeImage = 'registry.example/startgate:0.1.0';
const IN_THE_DARK = { name: 'app', image: 'app:1' };

/** The targets of the guard or init container that waits for an injected container. */
function targetsFor(injected: Injected): string[] {
  const { order, deployment } = newOrder({ containers: [APP] });
  order.configure({ runtimeImage }).container('app').dependsOn(order.addInjected(injected));
  const { command = [] } = containerOf(deployment, 'app')!;
  return command.filter((_word, index) => command[index - 1] === '--wait');
}

function explained(...args: Parameters<typeof Injected.istio>): string {
  const { order } = newOrder({ containers: [APP] });
  order.configure({ runtimeImage }).container('app').dependsOn(order.addInjected(Injected.istio(...args)));
  return order.explain();
}

test.each([
  ['istio', Injected.istio(), 'istio-proxy=http://localhost:15021/healthz/ready'],
  ['linkerd', Injected.linkerd(), 'linkerd-proxy=http://localhost:4191/ready'],
  ['dapr', Injected.dapr(), 'daprd=http://localhost:3500/v1.0/healthz/outbound'],
  ['dapr with a port', Injected.dapr({ port: 3600 }), 'daprd=http://localhost:3600/v1.0/healthz/outbound'],
  ['vaultAgent', Injected.vaultAgent({ file: '/vault/secrets/config' }), 'vault-agent=file:///vault/secrets/config'],
  ['consul', Injected.consul(), 'consul-dataplane=tcp://[$(POD_IP)]:20000'],
  ['consul with a health check', Injected.consul({ proxyHealthCheck: true }), 'consul-dataplane=http://[$(POD_IP)]:21000/ready'],
])('a guard waits for the sidecar of %s', (_name, injected, target) => {
  expect(targetsFor(injected)).toEqual([target]);
});

test('a guard waits for any container that is injected', () => {
  const { order, deployment } = newOrder({ containers: [APP] });
  order.configure({ runtimeImage }).container('app').dependsOn(order.injected('mesh', Check.tcpSocket({ port: 9000 })));
  expect(containerOf(deployment, 'app')?.command).toContain('mesh=tcp://localhost:9000');
});

test('the injected container is not in the manifest', () => {
  const { order, deployment } = newOrder({ containers: [APP] });
  order.configure({ runtimeImage }).container('app').dependsOn(order.addInjected(Injected.istio()));
  expect(sequenceOf(podOf(deployment))).toBe(' | app');
});

test('an init container waits for a native sidecar in front, if the command of the application is not known', () => {
  const { order, deployment } = newOrder({ containers: [IN_THE_DARK] });
  order.configure({ runtimeImage }).container('app').dependsOn(order.addInjected(Injected.istio({ native: true })));
  expect(sequenceOf(podOf(deployment))).toBe('startgate-wait | app');
});

test('without a guard, the injector is asked to hold the application', () => {
  const deployment = newDeployment(newChart(), 'web', { containers: [IN_THE_DARK] });
  const order = StartOrder.of(deployment);
  order.container('app').dependsOn(order.addInjected(Injected.linkerd()));
  expect(deployment.toJson()).toMatchObject({
    spec: { template: { metadata: { annotations: { 'config.linkerd.io/proxy-await': 'enabled' } } } },
  });
});

test('explain says that a closed gate needs the injection', () => {
  expect(explained()).toContain('app never starts if istio-proxy is not injected\n');
});

test('explain shows the injected container', () => {
  expect(explained()).toContain('1. istio-proxy  injected at admission\n   whether it becomes a native sidecar is decided at admission\n');
});

test('explain shows a native sidecar in front as declared', () => {
  expect(explained({ native: true })).toContain('1. istio-proxy  injected at admission\n   a native sidecar in front, as declared\n');
});

test('explain says that an injector that holds fails open', () => {
  const { order } = newOrder({ containers: [IN_THE_DARK] });
  order.container('app').dependsOn(order.addInjected(Injected.istio()));
  expect(order.explain()).toContain('postStart hook by its injector, OPEN: app starts anyway if istio-proxy is not injected, ');
});

test('the same injected container twice is one', () => {
  const { order } = newOrder({ containers: [APP] });
  order.addInjected(Injected.istio());
  expect(order.addInjected(Injected.istio()).name).toBe('istio-proxy');
});

test('an injected container with two checks is refused', () => {
  const { order } = newOrder({ containers: [APP] });
  order.injected('mesh', Check.tcpSocket({ port: 9000 }));
  expect(() => order.injected('mesh', Check.tcpSocket({ port: 9001 }))).toThrow(new Error(
    'injected of container "mesh" of Deployment "web" is declared twice with different values: Check.tcpSocket({ port: 9000 }), then Check.tcpSocket({ port: 9001 }); declare it once',
  ));
});

test.each([
  [Check.command(['true']), 'Check.command(["true"])'],
  [Check.tcpSocket(), 'Check.tcpSocket()'],
  [Check.tcpSocket({ portName: 'http' }), 'Check.tcpSocket({ portName: "http" })'],
])('a check that needs the manifest of the injected container is refused: %#', (check, got) => {
  expect(() => newOrder().order.injected('mesh', check)).toThrow(new Error(
    `injected container "mesh" of Deployment "web" needs a check over the network with a port number, a file or a unix socket; got ${got}`,
  ));
});

test('a check of an injected container with a host is refused', () => {
  expect(() => newOrder().order.injected('mesh', Check.tcpSocket({ host: 'db.shop', port: 5432 }))).toThrow(new Error(
    'injected container "mesh" of Deployment "web" checks the container itself, but its check has the host "db.shop"; use waitsFor for something outside of the Pod',
  ));
});

test('the agent of Vault needs its file', () => {
  expect(() => Injected.vaultAgent({} as { file: string })).toThrow(new Error(
    '"file" of Injected.vaultAgent must be an absolute path such as "/vault/secrets/config"; got undefined',
  ));
});

test('an unknown option of an injector is refused', () => {
  expect(() => Injected.istio({ nativ: true } as InjectedOptions)).toThrow(new Error('Injected.istio has no option "nativ"; allowed: native'));
});
