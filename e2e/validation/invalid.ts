import type { JsonObject } from '../../src/private/manifest';
import { edge, READY, RUNTIME_IMAGE, type OrderInput, type PodInput } from '../../test/private/support';

/** A Pod with an order that a rule refuses. */
export interface Invalid {
  readonly pod: PodInput;
  readonly order: OrderInput;
  /** The Services beside it. @default - none */
  readonly services?: readonly JsonObject[];
}

const PAIR: PodInput = { containers: ['proxy', 'app'] };
const WAITS = { edges: ['app -> proxy'], containers: { proxy: { check: READY } } };
const GUARDED = { ...WAITS, mechanism: 'guard', runtimeImage: RUNTIME_IMAGE } as const;
const HOOKED = { ...WAITS, mechanism: 'post-start', runtimeImage: RUNTIME_IMAGE } as const;
const NATIVE_SIDECAR = { name: 'proxy', restartPolicy: 'Always', command: ['/proxy'] };
const ROW: PodInput = { restartPolicy: 'Never', containers: ['one', 'two'] };
const BEHIND = {
  runtimeImage: RUNTIME_IMAGE, edges: [edge('two', 'one', { condition: 'succeeded', mechanism: 'guard', onTimeout: 'block' })],
} as const;
const STEP = { step: true } as const;
const PROBE = { tcpSocket: { port: 8080 } };

/**
 * For each rule that is an error a Pod that breaks it, as it would be rendered if the rule let it pass.
 *
 * `accepted`: the API server takes it, so that only the rule stands between the mistake and the cluster.
 */
export const INVALID: Readonly<Record<string, Invalid & { readonly accepted: boolean }>> = {
  'unknown-container': { pod: PAIR, order: { edges: ['app -> porxy'] }, accepted: true },
  'injected-container': {
    pod: PAIR, order: { ...WAITS, containers: { proxy: { check: READY, foreign: { kind: 'injected', native: false } } } }, accepted: true,
  },
  'duplicate-container-name': { pod: { containers: ['main', 'main'] }, order: {}, accepted: false },
  'cycle': {
    pod: PAIR,
    order: {
      ...GUARDED, edges: ['app -> proxy', 'proxy -> app'],
      containers: { proxy: { check: READY }, app: { check: { ...READY, port: 9090 } } },
    },
    accepted: true,
  },
  'no-check': { pod: PAIR, order: { edges: ['app -> proxy'] }, accepted: true },
  'port-unknown': {
    pod: PAIR, order: { edges: ['app -> proxy'], containers: { proxy: { check: { ...READY, port: 'admin' } } } }, accepted: true,
  },
  'port-of-another-container': {
    pod: { containers: [{ name: 'proxy', ports: [{ containerPort: 15021 }] }, { name: 'app', ports: [{ containerPort: 8080 }] }] },
    order: WAITS, accepted: true,
  },
  'init-container-not-sidecar': {
    pod: { initContainers: ['setup'], containers: ['app'] },
    order: { edges: [edge('app', 'setup', { condition: 'healthy' })] },
    accepted: true,
  },
  'probe-on-init-container': {
    pod: { initContainers: [{ name: 'setup', startupProbe: PROBE }], containers: ['app'] }, order: {}, accepted: false,
  },
  'no-containers-left': {
    pod: { initContainers: ['setup'], containers: ['proxy'] },
    order: { edges: [edge('setup', 'proxy', { condition: 'started' })] },
    accepted: false,
  },
  'kubernetes-too-old': { pod: PAIR, order: { ...WAITS, mechanism: 'native', kubernetesVersion: '1.28' }, accepted: true },
  'condition-not-supported': {
    pod: { initContainers: [NATIVE_SIDECAR], containers: ['app'] },
    order: { edges: [edge('app', 'proxy', { condition: 'completed' })], runtimeImage: RUNTIME_IMAGE },
    accepted: true,
  },
  'policy-not-supported': {
    pod: PAIR, order: { ...WAITS, edges: [edge('app', 'proxy', { onTimeout: 'continue', mechanism: 'native' })] }, accepted: true,
  },
  'policies-differ': {
    pod: { containers: ['proxy', 'app', 'worker'] },
    order: { ...WAITS, edges: [edge('worker', 'proxy', { onTimeout: 'block' }), edge('app', 'proxy')] },
    accepted: true,
  },
  'mechanism-not-supported': { pod: { initContainers: [NATIVE_SIDECAR], containers: ['app'] }, order: HOOKED, accepted: true },
  'check-not-supported': {
    pod: PAIR,
    order: {
      edges: ['app -> proxy'], mechanism: 'native',
      containers: { proxy: { check: { kind: 'tcpSocket', port: 8080, listensOn: 'loopback' } } },
    },
    accepted: true,
  },
  'interval-over-timeout': {
    pod: PAIR,
    order: { edges: [edge('app', 'proxy', { timeoutMs: 20_000 })], containers: { proxy: { check: { ...READY, intervalMs: 30_000 } } } },
    accepted: true,
  },
  'hook-slot-taken': {
    pod: { containers: [{ name: 'proxy', lifecycle: { postStart: { exec: { command: ['/setup'] } } } }, 'app'] },
    order: HOOKED, accepted: true,
  },
  'startup-probe-taken': {
    pod: { containers: [{ name: 'proxy', startupProbe: { httpGet: { path: '/up', port: 8080 } } }, 'app'] }, order: WAITS, accepted: true,
  },
  'restart-policy-taken': { pod: { containers: [{ name: 'proxy', restartPolicy: 'Never' }, 'app'] }, order: WAITS, accepted: true },
  'completes-but-restarts': {
    pod: { containers: ['migrate', 'app'] },
    order: { edges: [edge('app', 'migrate', { condition: 'succeeded', mechanism: 'guard' })], runtimeImage: RUNTIME_IMAGE },
    accepted: true,
  },
  'step-without-row': { pod: ROW, order: { containers: { one: { stepOptions: {} } } }, accepted: true },
  'step-restarts': { pod: PAIR, order: { runtimeImage: RUNTIME_IMAGE, containers: { proxy: STEP, app: STEP } }, accepted: true },
  'step-result-unknown': {
    pod: { ...ROW, containers: ['one', { name: 'two', command: ['/two'], args: ['$(steps.one.results.digest)'] }] },
    order: { ...BEHIND, containers: { one: STEP, two: STEP } },
    accepted: true,
  },
  'step-when-not-earlier': {
    pod: ROW,
    order: {
      ...BEHIND,
      containers: { one: STEP, two: { ...STEP, stepOptions: { when: [{ kind: 'exit-code', equal: true, step: 'two', code: 0 }] } } },
    },
    accepted: true,
  },
  'step-never-runs': {
    pod: ROW,
    order: {
      ...BEHIND,
      containers: { one: STEP, two: { ...STEP, stepOptions: { when: [{ kind: 'exit-code', equal: false, step: 'one', code: 0 }] } } },
    },
    accepted: true,
  },
  'step-timeout-over-deadline': {
    pod: { ...ROW, workload: { activeDeadlineSeconds: 60 } },
    order: { ...BEHIND, containers: { one: { ...STEP, stepOptions: { timeoutMs: 61_000 } }, two: STEP } },
    accepted: true,
  },
  'command-unknown': { pod: { containers: ['proxy', { name: 'app' }] }, order: GUARDED, accepted: true },
  'binary-missing': { pod: PAIR, order: { ...WAITS, mechanism: 'guard' }, accepted: true },
  'fail-needs-an-end': { pod: { ...PAIR, restartPolicy: 'Never' }, order: GUARDED, accepted: true },
  'deadlock': {
    pod: { initContainers: ['setup'], containers: ['db', 'app'] },
    order: { edges: [edge('setup', 'db', { mechanism: 'guard' })], containers: { db: { check: READY } }, runtimeImage: RUNTIME_IMAGE },
    accepted: true,
  },
  'sidecar-after-end': {
    pod: { restartPolicy: 'Never', containers: PAIR.containers },
    order: {
      edges: [edge('app', 'proxy', { condition: 'completed' })], containers: { app: { sidecar: true } }, runtimeImage: RUNTIME_IMAGE,
    },
    accepted: true,
  },
  'collision': { pod: { ...PAIR, volumes: [{ name: 'startgate-image' }] }, order: GUARDED, accepted: false },
  // an installer would be refused, for its security context
  'windows': {
    pod: { ...PAIR, os: { name: 'windows' } },
    order: { ...WAITS, mechanism: 'guard', containers: { ...WAITS.containers, app: { waiterPath: '/startgate' } } },
    accepted: true,
  },
  'host-network-port': { pod: { ...PAIR, hostNetwork: true }, order: GUARDED, accepted: true },
  'gate-host': {
    pod: { containers: [{ name: 'proxy', startupProbe: { tcpSocket: { ...PROBE.tcpSocket, host: '127.0.0.1' } } }, 'app'] },
    order: { edges: ['app -> proxy'] }, accepted: true,
  },
  'service-port-of-sidecar': {
    pod: { metadata: { labels: { app: 'web' } }, containers: [{ name: 'proxy', ports: [{ name: 'http', containerPort: 8080 }] }, 'app'] },
    order: { ...WAITS, kubernetesVersion: '1.32' },
    services: [{
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
    }],
    accepted: true,
  },
};
