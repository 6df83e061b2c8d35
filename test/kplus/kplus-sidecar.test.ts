import { createRequire } from 'node:module';
import type * as cdk8s from 'cdk8s';
import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { describe, expect, test } from 'vitest';
import { Check, Condition, KplusSidecar, StartOrder, type Sidecar } from '../../src';
import { APP, containerOf, newChart, newDeployment, podOf, sequenceOf } from '../shop';

const SMALL = {
  cpu: { request: kplus.Cpu.millis(10), limit: kplus.Cpu.millis(10) },
  memory: { request: Size.mebibytes(16), limit: Size.mebibytes(16) },
};

function withSidecar(sidecar: Sidecar, condition?: Condition) {
  const deployment = newDeployment(undefined, 'web', { containers: [APP] });
  const order = StartOrder.of(deployment);
  order.container('app').dependsOn(order.addSidecar(sidecar), condition === undefined ? {} : { condition });
  return deployment;
}

test('it is the container that cdk8s-plus makes of the props, with its defaults', () => {
  const deployment = withSidecar(KplusSidecar.of({ name: 'proxy', image: 'proxy:1', resources: SMALL }), Condition.STARTED);
  expect(containerOf(deployment, 'proxy')).toMatchInlineSnapshot(`
    {
      "image": "proxy:1",
      "imagePullPolicy": "Always",
      "name": "proxy",
      "resources": {
        "limits": {
          "cpu": "10m",
          "memory": "16Mi",
        },
        "requests": {
          "cpu": "10m",
          "memory": "16Mi",
        },
      },
      "restartPolicy": "Always",
      "securityContext": {
        "allowPrivilegeEscalation": false,
        "privileged": false,
        "readOnlyRootFilesystem": true,
        "runAsNonRoot": true,
      },
    }
  `);
});

test('readyWhen takes the place of the startup probe that cdk8s-plus adds for portNumber', () => {
  const deployment = withSidecar(KplusSidecar.of(
    { name: 'proxy', image: 'proxy:1', portNumber: 8080 }, { readyWhen: Check.httpGet('/ready') },
  ));
  expect(containerOf(deployment, 'proxy')?.startupProbe).toEqual({
    httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1, failureThreshold: 60,
  });
});

test('without readyWhen its own startup probe is the gate, as it is', () => {
  const deployment = withSidecar(KplusSidecar.of({
    name: 'proxy', image: 'proxy:1', startup: kplus.Probe.fromCommand(['true'], { failureThreshold: 100 }),
  }));
  expect(containerOf(deployment, 'proxy')?.startupProbe).toMatchObject({ exec: { command: ['true'] }, failureThreshold: 100 });
});

test('the volumes that it mounts come with it', () => {
  const scope = newChart();
  const volume = kplus.Volume.fromEmptyDir(scope, 'data', 'data');
  const deployment = withSidecar(
    KplusSidecar.of({ name: 'proxy', image: 'proxy:1', volumeMounts: [{ path: '/data', volume }] }), Condition.STARTED,
  );
  expect(podOf(deployment).volumes).toEqual([{ name: 'data', emptyDir: {} }]);
  expect(containerOf(deployment, 'proxy')?.volumeMounts).toEqual([{ name: 'data', mountPath: '/data' }]);
});

test('it is called "main" where the props give no name, as in cdk8s-plus', () => {
  expect(KplusSidecar.of({ image: 'proxy:1' }).name).toBe('main');
});

test('the restartPolicy of the props is that of every sidecar', () => {
  const deployment = withSidecar(
    KplusSidecar.of({ name: 'proxy', image: 'proxy:1', restartPolicy: kplus.ContainerRestartPolicy.ALWAYS }), Condition.STARTED,
  );
  expect(sequenceOf(podOf(deployment))).toBe('proxy* | app');
});

test('it shares a volume with a container of a cdk8s-plus workload', () => {
  const chart = newChart();
  const volume = kplus.Volume.fromEmptyDir(chart, 'data', 'data');
  const web = new kplus.Deployment(chart, 'web', {
    containers: [{ name: 'app', image: 'app:1', volumeMounts: [{ path: '/app-data', volume }] }],
  });
  StartOrder.of(web).addSidecar(KplusSidecar.of({ name: 'proxy', image: 'proxy:1', volumeMounts: [{ path: '/data', volume }] }));
  const [manifest] = chart.toJson() as { spec: { template: { spec: { volumes: unknown } } } }[];
  expect(manifest?.spec.template.spec.volumes).toEqual([{ name: 'data', emptyDir: {} }]);
});

test('fails when an option is misspelt', () => {
  expect(() => KplusSidecar.of({ image: 'proxy:1' }, { ready: 1 } as object)).toThrow(new Error(
    'KplusSidecar.of has no option "ready"; allowed: readyWhen',
  ));
});

describe('fromWorkload', () => {
  const proxy = { name: 'proxy', image: 'proxy:1', volumeMounts: [{ name: 'data', mountPath: '/data' }] };
  const spec = { containers: [proxy, APP], volumes: [{ name: 'data', emptyDir: {} }, { name: 'other', emptyDir: {} }] };

  test('takes a container by its name, with the volumes that it mounts', () => {
    const sidecar = KplusSidecar.fromWorkload(newDeployment(undefined, 'web', spec), { container: 'proxy' });
    const deployment = withSidecar(sidecar, Condition.STARTED);
    expect([containerOf(deployment, 'proxy'), podOf(deployment).volumes]).toEqual([
      { ...proxy, restartPolicy: 'Always' }, [{ name: 'data', emptyDir: {} }],
    ]);
  });

  test('takes the only container without a name, with a check', () => {
    const workload = newDeployment(undefined, 'web', { containers: [{ name: 'proxy', image: 'proxy:1' }] });
    const sidecar = KplusSidecar.fromWorkload(workload, { readyWhen: Check.tcpSocket({ port: 8080 }) });
    expect(containerOf(withSidecar(sidecar), 'proxy')?.startupProbe).toMatchObject({ tcpSocket: { port: 8080 } });
  });

  test('takes a native sidecar', () => {
    const workload = newDeployment(undefined, 'web', { containers: [APP], initContainers: [{ ...proxy, restartPolicy: 'Always' }] });
    expect(KplusSidecar.fromWorkload(workload, { container: 'proxy' }).name).toBe('proxy');
  });

  test('takes the container of a newer cdk8s-plus', () => {
    const newest = createRequire(new URL('../newest/package.json', import.meta.url));
    const { App, Chart } = newest('cdk8s') as typeof cdk8s;
    const { Pod } = newest('cdk8s-plus-33') as { Pod: new (scope: unknown, id: string, props: object) => cdk8s.ApiObject };
    const pod = new Pod(new Chart(new App(), 'sidecar'), 'pod', { containers: [{ name: 'proxy', image: 'proxy:1', portNumber: 8080 }] });
    expect(containerOf(withSidecar(KplusSidecar.fromWorkload(pod)), 'proxy')).toMatchObject({
      name: 'proxy', image: 'proxy:1', startupProbe: { tcpSocket: { port: 8080 } }, restartPolicy: 'Always',
    });
  });

  test.each([
    ['there are several containers', () => KplusSidecar.fromWorkload(newDeployment(undefined, 'web', spec)),
      'KplusSidecar.fromWorkload needs a workload with one container; "shop/web" has "proxy", "app"; choose one: { container: … }'],
    ['there is no such container', () => KplusSidecar.fromWorkload(newDeployment(undefined, 'web', spec), { container: 'proxi' }),
      'KplusSidecar.fromWorkload found no container "proxi"; "shop/web" has "proxy", "app"; choose one: { container: … }'],
    ['there is no workload', () => KplusSidecar.fromWorkload(newChart()),
      'KplusSidecar.fromWorkload needs a construct with one workload; "shop" has no ApiObject; pass the workload itself'],
    ['there are several objects', () => {
      const chart = newChart();
      newDeployment(chart, 'a');
      return KplusSidecar.fromWorkload(newDeployment(chart, 'b').node.scope!);
    }, 'KplusSidecar.fromWorkload needs a construct with one workload; "shop" has several ApiObjects; pass the workload itself'],
  ])('fails when %s', (_name, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});
