import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { Check, Injected, type StartOrder } from '../../../src';
import type { Container, PodSpec } from '../../../src/private/manifest';
import { APP, newOrder } from '../../shop';
import { runIn } from '../memory-host';

const runtimeImage = 'registry.example/startgate:0.1.0';
const ISTIO: Container = { name: 'istio-proxy', image: 'istio/proxyv2:1.27', readinessProbe: { httpGet: { path: '/healthz/ready', port: 15021 } } };

interface Template { metadata?: { annotations?: Record<string, string> }; spec: PodSpec }

/** What the program says of a rendered manifest that was changed since then. */
async function said(
  command: 'check' | 'explain', declare: (order: StartOrder) => void, change: (template: Template) => void = () => undefined, app: Container = APP,
): Promise<string> {
  const { order, deployment } = newOrder({ containers: [app] });
  declare(order);
  const manifest = structuredClone(deployment.toJson()) as { spec: { template: Template } };
  change(manifest.spec.template);
  return (await runIn({ files: { 'web.yaml': stringify(manifest) } }, command, 'web.yaml')).out;
}

function waitsForIstio(order: StartOrder): void {
  order.configure({ runtimeImage }).container('app').dependsOn(order.addInjected(Injected.istio()));
}

function waitsForNative(order: StartOrder): void {
  order.configure({ runtimeImage }).container('app').dependsOn(order.addInjected(Injected.istio({ native: true })));
}

function waitsForDatabase(order: StartOrder): void {
  order.configure({ runtimeImage }).container('app').waitsFor(Check.tcpSocket({ host: 'db.shop', port: 5432 }));
}

function heldByIstio(order: StartOrder): void {
  order.container('app').dependsOn(order.addInjected(Injected.istio()));
}

const CLEAN = '1 workload: 0 errors, 0 warnings, ';
const IN_THE_DARK: Container = { name: 'app', image: 'app:1' };
const withCommand = (from: string, to: string) => ({ spec }: Template): void => {
  const all = [...spec.initContainers ?? [], ...spec.containers ?? []];
  const changed = all.find(({ command = [] }) => command.includes(from))!;
  changed.command = changed.command!.map((word) => (word === from ? to : word));
};

test.each([
  ['a guard that waits for an injected container', waitsForIstio, APP],
  ['a guard that waits for something outside', waitsForDatabase, APP],
  ['an init container that waits for an injected container', waitsForNative, IN_THE_DARK],
  ['an init container that waits for something outside', waitsForDatabase, IN_THE_DARK],
])('check finds nothing wrong with %s', async (_what, declare, app) => {
  expect(await said('check', declare, undefined, app)).toContain(CLEAN);
});

test('check finds nothing wrong when the container has been injected', async () => {
  expect(await said('check', waitsForIstio, ({ spec }) => { spec.containers!.push(ISTIO); })).toContain(CLEAN);
});

test('explain shows an injected container that is there as a container', async () => {
  expect(await said('explain', waitsForIstio, ({ spec }) => { spec.containers!.push(ISTIO); })).toContain('1. istio-proxy  container\n');
});

test('check fails when the container was injected as a regular one, for which an init container waits', async () => {
  expect(await said('check', waitsForNative, ({ spec }) => { spec.containers!.push(ISTIO); }, IN_THE_DARK)).toContain(
    'the annotation says that "app" waits for "istio-proxy" with init-waiter, but "istio-proxy" is not a native sidecar',
  );
});

test('check fails when the container was injected behind the init container that waits for it', async () => {
  expect(await said('check', waitsForNative, ({ spec }) => { spec.initContainers!.push({ ...ISTIO, restartPolicy: 'Always' }); }, IN_THE_DARK)).toContain(
    'the annotation says that "app" waits for "istio-proxy" with init-waiter, but no init container between "istio-proxy" and "app" waits for it',
  );
});

test('check finds nothing wrong when the container was injected as a native sidecar in front', async () => {
  expect(await said('check', waitsForNative, ({ spec }) => { spec.initContainers!.unshift({ ...ISTIO, restartPolicy: 'Always' }); }, IN_THE_DARK)).toContain(CLEAN);
});

test('check fails when the guard waits for another port of an injected container', async () => {
  const target = 'istio-proxy=http://localhost:15021/healthz/ready';
  expect(await said('check', waitsForIstio, withCommand(target, target.replace('15021', '15020')))).toContain(
    'the guard of "app" checks http://localhost:15020/healthz/ready, not http://localhost:15021/healthz/ready',
  );
});

test.each([['guard', APP], ['init-waiter', IN_THE_DARK]] as const)('check fails when the %s waits for another host', async (mechanism, app) => {
  expect(await said('check', waitsForDatabase, withCommand('tcp://db.shop:5432', 'tcp://db.test:5432'), app)).toContain(
    `the annotation says that "app" waits for "tcp://db.shop:5432" with ${mechanism}, but `,
  );
});

test('check fails when the annotation that asks the injector to hold is gone', async () => {
  const out = await said('check', heldByIstio, ({ metadata }) => { delete metadata!.annotations!['proxy.istio.io/config']; }, IN_THE_DARK);
  expect(out).toContain('the Pod template has no annotation proxy.istio.io/config that asks the injector of "istio-proxy" to hold');
});

test('explain of a rendered manifest shows what is outside of the Pod', async () => {
  expect(await said('explain', waitsForDatabase)).toContain('   waits for tcp://db.shop:5432: outside of the Pod within 60s, else fail\n');
});

test.each(['mermaid', 'svg', 'html', 'json'])('explain draws an injected container and what is outside as %s', async (format) => {
  const { order, deployment } = newOrder({ containers: [APP] });
  waitsForIstio(order);
  waitsForDatabase(order);
  const { out, code } = await runIn({ files: { 'web.yaml': stringify(deployment.toJson()) } }, 'explain', '--format', format, 'web.yaml');
  expect([code, out.includes('istio-proxy'), /db\.shop/u.test(out)]).toEqual([0, true, true]);
});

test('a waiter of others has no startup probe of ours: its container counts as ready while it waits', async () => {
  const pod = stringify({
    kind: 'Pod', metadata: { name: 'web' },
    spec: { containers: [{ name: 'cache', image: 'redis', ports: [{ containerPort: 6379 }] }, { name: 'app', image: 'web', command: ['dockerize', '-wait', 'tcp://localhost:6379', '/app'] }] },
  });
  expect((await runIn({ files: { 'web.yaml': pod } }, 'explain', 'web.yaml')).out).toContain(
    '2. app    container, with a guard\n   it counts as ready while its guard still waits: it has no probe\n',
  );
});
