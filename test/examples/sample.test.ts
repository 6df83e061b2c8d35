import { Testing } from 'cdk8s';
import { Check, Mechanism } from 'cdk8s-startgate';
import { expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { Sample, sampleApp } from '../../examples/sample';
import type { Container, PodSpec } from '../../src/private/manifest';
import { readWaiterWords } from '../oracle/model/waiter-words';

interface Deployment {
  readonly kind: string;
  readonly spec: { readonly template: { readonly metadata: { readonly annotations?: Record<string, string> }; readonly spec: PodSpec } };
}

/** The Deployments of the sample, by mechanism, as a cluster would read them: from the YAML alone. */
function readYaml(): Record<Mechanism, Deployment> {
  const deployments = parseAllDocuments(sampleApp().synthYaml())
    .map((document) => document.toJS() as Deployment)
    .filter(({ kind }) => kind === 'Deployment');
  const byMechanism = Object.values(Mechanism).map((mechanism, index) => [mechanism, deployments[index]!] as const);
  return Object.fromEntries(byMechanism) as Record<Mechanism, Deployment>;
}

const DEPLOYMENTS = readYaml();

function podOf(mechanism: Mechanism): PodSpec {
  return DEPLOYMENTS[mechanism].spec.template.spec;
}

function containerOf(mechanism: Mechanism, name: string): Container {
  const { initContainers = [], containers = [] } = podOf(mechanism);
  return [...initContainers, ...containers].find((container) => container.name === name)!;
}

/** The part of the Pod that is the gate, as YAML. */
function gateOf(mechanism: Mechanism): string {
  const { startupProbe, lifecycle, restartPolicy } = containerOf(mechanism, 'sidecar');
  return stringify(
    { sidecar: { restartPolicy, startupProbe, lifecycle }, app: { command: containerOf(mechanism, 'app').command } }, { lineWidth: 0 },
  ).trimEnd();
}

test('native: a startup probe of the kubelet', () => {
  expect(gateOf(Mechanism.NATIVE)).toMatchInlineSnapshot(`
    "sidecar:
      restartPolicy: Always
      startupProbe:
        httpGet:
          path: /ready
          port: 8080
        periodSeconds: 1
        failureThreshold: 60
    app:
      command:
        - sh
        - -c
        - date; echo app container started; exec sleep infinity"
  `);
});

test('native with the waiter: a startup probe that blocks', () => {
  expect(gateOf(Mechanism.NATIVE_WAITER)).toMatchInlineSnapshot(`
    "sidecar:
      restartPolicy: Always
      startupProbe:
        exec:
          command:
            - /run/startgate/bin/startgate
            - wait
            - sidecar=http://localhost:8080/ready
            - --timeout
            - 60s
        periodSeconds: 1
        timeoutSeconds: 65
        failureThreshold: 1
    app:
      command:
        - sh
        - -c
        - date; echo app container started; exec sleep infinity"
  `);
});

test('init container that waits: no probe', () => {
  expect(gateOf(Mechanism.INIT_WAITER)).toMatchInlineSnapshot(`
    "sidecar:
      restartPolicy: Always
    app:
      command:
        - sh
        - -c
        - date; echo app container started; exec sleep infinity"
  `);
  expect(containerOf(Mechanism.INIT_WAITER, 'startgate-wait').command).toEqual([
    '/startgate', 'wait', 'sidecar=http://localhost:8080/ready', '--timeout', '60s',
  ]);
});

test('guard: the command of the app behind the guard', () => {
  expect(gateOf(Mechanism.GUARD)).toMatchInlineSnapshot(`
    "sidecar: {}
    app:
      command:
        - /run/startgate/bin/startgate
        - exec
        - --wait
        - sidecar=http://localhost:8080/ready
        - --timeout
        - 60s
        - --
        - sh
        - -c
        - date; echo app container started; exec sleep infinity"
  `);
});

test('postStart: the waiter in the hook of the sidecar', () => {
  expect(gateOf(Mechanism.POST_START)).toMatchInlineSnapshot(`
    "sidecar:
      lifecycle:
        postStart:
          exec:
            command:
              - /run/startgate/bin/startgate
              - wait
              - sidecar=http://localhost:8080/ready
              - --timeout
              - 60s
    app:
      command:
        - sh
        - -c
        - date; echo app container started; exec sleep infinity"
  `);
});

test.each(Object.values(Mechanism))('%s: the annotation parses back to what was declared', (mechanism) => {
  const text = DEPLOYMENTS[mechanism].spec.template.metadata.annotations?.['startgate.dev/order'];
  expect(JSON.parse(text!)).toEqual({
    version: 1,
    dependencies: [{
      container: 'app', dependsOn: 'sidecar', condition: 'healthy', check: 'http://localhost:8080/ready', timeout: '60s', onTimeout: 'fail',
      mechanism,
    }],
  });
});

/** Who waits for whom and at what, read from what the kubelet would run; the annotation is not looked at. */
function orderIn(mechanism: Mechanism): { readonly first: string; readonly then: string; readonly check: string } | undefined {
  const { initContainers = [], containers = [] } = podOf(mechanism);
  const sidecar = containerOf(mechanism, 'sidecar');
  const behind = containers[containers.indexOf(sidecar) + 1];
  const probe = initContainers.includes(sidecar) ? sidecar.startupProbe : undefined;
  const hook = sidecar.lifecycle?.postStart?.exec as { command: string[] } | undefined;
  const guard = containers.find((container) => container.command?.includes('--wait'));
  if (probe?.httpGet !== undefined) return { first: 'sidecar', then: containers[0]!.name, check: `http://localhost:${probe.httpGet.port}${probe.httpGet.path ?? ''}` };
  if (probe?.exec?.command !== undefined) return waitedFor(probe.exec.command, containers[0]!.name);
  const waiter = initContainers.find(({ name }) => name === 'startgate-wait');
  if (waiter?.command !== undefined) return waitedFor(waiter.command, containers[0]!.name);
  if (hook !== undefined && behind !== undefined) return waitedFor(hook.command, behind.name);
  return guard?.command === undefined ? undefined : waitedFor(guard.command, guard.name);
}

function waitedFor(command: readonly string[], then: string) {
  const [{ target } = { target: '' }] = readWaiterWords(command).gates;
  const [first, check] = [target.slice(0, target.indexOf('=')), target.slice(target.indexOf('=') + 1)];
  return { first, then, check };
}

test.each(Object.values(Mechanism))('%s: what the kubelet would run parses back to the same order', (mechanism) => {
  expect(orderIn(mechanism)).toEqual({ first: 'sidecar', then: 'app', check: 'http://localhost:8080/ready' });
});

test('behind the guard the app is what it was', () => {
  expect(readWaiterWords(containerOf(Mechanism.GUARD, 'app').command!).command).toEqual([
    'sh', '-c', 'date; echo app container started; exec sleep infinity',
  ]);
});

test('the sidecar loads its configuration for 10 s', () => {
  expect(containerOf(Mechanism.NATIVE, 'sidecar').command).toEqual([
    'startgate', 'serve', '--config', '/etc/sample/config.json', '--port', '8080', '--ready-after', '10s',
  ]);
});

test('without a gate there is no order', () => {
  const sample = new Sample(Testing.app(), 'sample', { gated: false });
  expect(sample.order).toBeUndefined();
  const [, deployment] = Testing.synth(sample) as [unknown, Deployment];
  expect(deployment.spec.template.spec).not.toHaveProperty('initContainers');
});

test('saying the same check again changes nothing', () => {
  const sample = new Sample(Testing.app(), 'sample');
  const before = JSON.stringify(Testing.synth(sample));
  sample.order!.container('sidecar').readyWhen(Check.httpGet('/ready', { port: 8080 }));
  expect(JSON.stringify(Testing.synth(sample))).toBe(before);
});
