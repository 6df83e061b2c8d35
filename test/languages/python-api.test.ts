import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/lib/paths.mjs';
import type { Container, PodSpec } from '../../src/private/manifest';
import { checkPython, installPackage, runPython } from './python-environment';

/** What test/languages/python/api.py prints. */
interface Printed {
  readonly yaml: string;
  readonly steps_yaml: string;
  readonly policy_yaml: string;
  readonly findings: readonly (readonly string[])[];
  readonly explanation: string;
  readonly synthesis_error: string;
  readonly call_error: string;
  readonly finds_nothing: boolean;
  readonly finds_the_same: boolean;
}

let printed: Printed;
let pod: PodSpec;

beforeAll(async () => {
  await installPackage();
  const { code, output } = await runPython('api.py');
  if (code !== 0) throw new Error(`api.py ended with ${code}\n${output}`);
  printed = JSON.parse(output) as Printed;
  pod = (parse(printed.yaml) as { spec: { template: { spec: PodSpec } } }).spec.template.spec;
}, 300_000);

function containerOf(name: string): Container | undefined {
  return [...pod.initContainers ?? [], ...pod.containers ?? []].find((container) => container.name === name);
}

test('an order that is declared in Python puts the containers in their places', () => {
  const names = (containers: readonly Container[] = []) => containers.map(
    ({ name, restartPolicy }) => (restartPolicy === 'Always' ? `${name}*` : name),
  );
  expect({ init: names(pod.initContainers), regular: names(pod.containers) }).toEqual({
    init: ['startgate-install', 'agent*', 'cache*', 'mesh*', 'proxy*'], regular: ['app'],
  });
});

test('the gate is in the manifest', () => {
  expect(containerOf('proxy')?.startupProbe).toEqual({
    httpGet: { path: '/ready', port: 8080, httpHeaders: [{ name: 'X-Probe', value: '1' }] },
    periodSeconds: 1, failureThreshold: 2_147_483_647,
  });
  expect(containerOf('app')?.command?.slice(1)).toEqual([
    'exec', '--wait', 'cache=tcp://localhost:6379', '--timeout', '60s', '--wait', 'mesh=grpc://localhost:15000', '--timeout', '60s', '--', '/app',
  ]);
});

test('volumes that are given as dictionaries arrive', () => {
  expect(pod.volumes).toContainEqual({ name: 'data', emptyDir: {} });
});

test('a row of steps that is declared in Python has its options', () => {
  const job = parse(printed.steps_yaml) as { spec: { template: { spec: PodSpec } } };
  expect(job.spec.template.spec.containers!.map(({ command = [], args }) => [
    command.slice(command.indexOf('--step'), command.findIndex((word) => word === '--wait' || word === '--')), args,
  ])).toEqual([
    [['--step', '--run-timeout', '60s', '--on-error', 'continue'], undefined],
    [['--step', '--when', 'build=0', '--use', 'build.digest'], ['$(steps.build.results.digest)']],
  ]);
});

test('a policy, defaults and all() that are declared in Python hold', () => {
  const deployment = parse(printed.policy_yaml) as { spec: { template: { spec: PodSpec } } };
  expect(deployment.spec.template.spec.initContainers?.map(({ name, args }) => [name, args])).toEqual([
    ['log', ['shop-web']], ['proxy', undefined], ['startgate-wait', undefined],
  ]);
});

test('findings arrive in Python as data', () => {
  expect(printed.findings).toEqual([['unknown-container', 'ERROR', 'shop/web/Resource']]);
});

test('the tests of docs/testing.md pass in Python', async () => {
  expect(await runPython('page.py', join(ROOT, 'docs', 'testing.md'))).toEqual({
    code: 0, output: expect.stringContaining('["test_no_findings", "test_undeclared_port"]') as string,
  });
});

test('the order is explained in Python', () => {
  expect(printed.explanation).toContain('waits for proxy');
});

test('find gives the order that was declared, tryFind none where there is none', () => {
  expect([printed.finds_the_same, printed.finds_nothing]).toEqual([true, true]);
});

test('a wrong order arrives in Python with its whole report', () => {
  expect(printed.synthesis_error).toBe(`Error: start order: 1 error in 1 workload

[shop/web/Resource] Deployment "shop-web"
  error unknown-container: the Pod has no container "proxi"; it has "app"
    cure: use one of these names; declare it with injected(name, check) if it is injected at admission; or declare the dependency with { optional: true } if the container may be absent`);
});

test('a refused call arrives in Python with its whole message', () => {
  expect(printed.call_error).toBe(
    'Error: the dependency of "app" on "proxy" in Deployment "shop-web" is declared twice with different values: mechanism "native", then not given; '
    + 'onTimeout "block", then not given; timeout 120s, then not given; declare it once',
  );
});

test('fails when python3 is missing, and says what to install', async () => {
  await expect(checkPython('/no/such/python3')).rejects.toThrow(
    new Error('python3 with venv is needed to build the wheel and to try it: "apt-get install python3 python3-venv", then run the same command again'),
  );
});
