import type { Chart } from 'cdk8s';
import { expect } from 'vitest';
import { Check, ListensOn, Mechanism, StartOrder } from '../../src';
import { actor, pod } from '../support/gated-pod';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';

const SHARED = { volumes: [{ name: 'shared', emptyDir: {} }] };
const mounted = (mountPath: string) => ({ volumeMounts: [{ name: 'shared', mountPath }] });
const POD_IP = { env: [{ name: 'ADDRESS', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] };

interface Checked {
  readonly name: string;
  readonly mechanism: Mechanism;
  readonly check: Check;
  readonly sidecar: readonly string[];
  readonly more?: Readonly<Record<string, unknown>>;
  readonly app?: Readonly<Record<string, unknown>>;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly podSecurity?: Scenario['podSecurity'];
}

/** A sidecar that is ready after three seconds, seen by one kind of check. */
function checked({ name, mechanism, check, sidecar, more, app, spec, podSecurity }: Checked): Scenario {
  return {
    name,
    ...(podSecurity === undefined ? {} : { podSecurity }),
    declare: (chart: Chart) => {
      const containers = [actor('sidecar', ['-ready', '3s', ...sidecar], more), actor('app', [], app)];
      const order = StartOrder.of(pod(chart, containers, spec)).configure({ mechanism });
      order.container('app').dependsOn(order.container('sidecar').readyWhen(check));
    },
    play: async (run) => {
      await run.said('app', 'started');
      expect(earlyStarts(run.starts())).toEqual([]);
    },
  };
}

const { NATIVE, NATIVE_WAITER, GUARD, POST_START } = Mechanism;

export const checks: readonly Scenario[] = [
  checked({
    name: 'pod-ip-guard', mechanism: GUARD,
    check: Check.httpGet('/ready', { port: 8080, listensOn: ListensOn.POD_IP }),
    sidecar: ['-listen', '$(ADDRESS):8080'], more: POD_IP,
  }),
  checked({
    name: 'pod-ip-native', mechanism: NATIVE,
    check: Check.httpGet('/ready', { port: 8080, listensOn: ListensOn.POD_IP }),
    sidecar: ['-listen', '$(ADDRESS):8080'], more: POD_IP,
  }),
  ...[NATIVE_WAITER, GUARD, POST_START].map((mechanism) =>
    checked({
      name: `loopback-${mechanism}`, mechanism,
      check: Check.httpGet('/ready', { port: 8080, listensOn: ListensOn.LOOPBACK }),
      sidecar: ['-listen', '127.0.0.1:8080'],
    })),
  ...[NATIVE_WAITER, GUARD, POST_START].flatMap((mechanism) => [
    checked({
      name: `socket-${mechanism}`,
      mechanism,
      check: Check.unixSocket('/run/sidecar/ready.sock', { httpPath: '/ready' }),
      sidecar: ['-socket', '/run/sidecar/ready.sock'],
      more: mounted('/run/sidecar'),
      app: mounted('/other/place'),
      spec: SHARED,
    }),
    checked({
      name: `file-${mechanism}`,
      mechanism,
      check: Check.file('/run/sidecar/ready'),
      sidecar: ['-touch', '/run/sidecar/ready'],
      more: mounted('/run/sidecar'),
      app: mounted('/other/place'),
      spec: SHARED,
    }),
  ]),
  // any process of the node could answer on a port of the host: only the kubelet asks there
  checked({
    name: 'host-network-native',
    mechanism: NATIVE,
    check: Check.httpGet('/ready', { port: 28080 }),
    sidecar: ['-listen', ':28080'],
    more: { ports: [{ containerPort: 28080 }] },
    spec: { hostNetwork: true },
    podSecurity: 'privileged',
  }),
  ...[NATIVE_WAITER, GUARD, POST_START].map((mechanism) => checked({
    name: `host-network-${mechanism}`,
    mechanism,
    check: Check.unixSocket('/run/sidecar/ready.sock', { httpPath: '/ready' }),
    sidecar: ['-socket', '/run/sidecar/ready.sock'],
    more: mounted('/run/sidecar'),
    app: mounted('/run/sidecar'),
    spec: { ...SHARED, hostNetwork: true },
    podSecurity: 'privileged',
  })),
];
