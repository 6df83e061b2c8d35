import { edge, READY, RUNTIME_IMAGE } from '../../support';
import { configure, container, type CureCase, declare, depend, pod, all } from './given';

const PROXY = { proxy: { check: READY } };
const GUARDED = { mechanism: 'guard', runtimeImage: RUNTIME_IMAGE } as const;
const automatic = { ports: [{ containerPort: 8080 }], startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 } };
const own = { startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 } };
const TCP = { kind: 'tcpSocket', listensOn: 'all', port: undefined } as const;
const NONE = { startupProbe: undefined as never };
const shorter = depend('app', 'proxy', { timeoutMs: 30_000 });
const inFront = { startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 6 } };

/** Clocks that must go together. */
export const TIME_CURES: Readonly<Record<string, readonly CureCase[]>> = {
  'startup-budget': [{
    pod: { containers: [{ name: 'proxy', ...own }, 'app'] }, order: { edges: ['app -> proxy'] },
    cure: 'give the startupProbe a failureThreshold of 6 or more (periodSeconds 10), or shorten the timeout of "app" on "proxy" to 30 s or less',
    ways: {
      'raise the threshold': container('proxy', { startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 6 } }),
      'shorten the timeout': shorter,
    },
  }, {
    pod: { containers: [{ name: 'proxy', ...automatic }, 'app'] }, order: { edges: ['app -> proxy'] },
    cure: 'cdk8s-plus added the startupProbe for portNumber: declare readyWhen(Check.tcpSocket()), which replaces it, or shorten the timeout of "app" on "proxy" to 30 s or less',
    ways: { 'declare readyWhen': declare('proxy', { check: TCP }), 'shorten the timeout': shorter },
  }, {
    pod: { containers: ['proxy', { name: 'app', command: ['/app'], ...own }] },
    order: { edges: [edge('app', 'proxy', { onTimeout: 'block' })], containers: PROXY, ...GUARDED },
    cure: 'remove the startupProbe, or use OnTimeout.FAIL, and shorten the timeout of "app" on "proxy" to 30 s or less',
    ways: {
      'remove the startupProbe': container('app', NONE), 'OnTimeout.FAIL': depend('app', 'proxy', { onTimeout: 'fail', timeoutMs: 30_000 }),
    },
  }, {
    pod: { containers: ['proxy', { name: 'app', command: ['/app'], ...own }, 'web'] },
    order: {
      edges: [edge('app', 'proxy', { onTimeout: 'block' }), edge('web', 'app', { timeoutMs: 10_000 })], containers: PROXY, ...GUARDED,
    },
    cure: 'use OnTimeout.FAIL, and shorten the timeout of "app" on "proxy" to 30 s or less',
    ways: { 'OnTimeout.FAIL': depend('app', 'proxy', { onTimeout: 'fail', timeoutMs: 30_000 }) },
  }],
  'liveness-during-warm-up': [{
    pod: { containers: [{ name: 'proxy', livenessProbe: { tcpSocket: { port: 8080 } } }, 'app'] },
    order: { edges: ['app -> proxy'], containers: PROXY, ...GUARDED },
    cure: 'add a startupProbe with a failureThreshold of 6 or more (periodSeconds 10)',
    ways: { 'put a startupProbe in front': container('proxy', inFront) },
  }, {
    pod: { containers: ['proxy', { name: 'app', command: ['/app'], livenessProbe: { tcpSocket: { port: 80 } } }] },
    order: { edges: [edge('app', 'proxy', { onTimeout: 'block' })], containers: PROXY, ...GUARDED, readiness: false },
    cure: 'add a startupProbe with a failureThreshold of 2147483647 (periodSeconds 10)',
    ways: {
      'put a startupProbe in front': container('app', { startupProbe: { tcpSocket: { port: 80 }, failureThreshold: 2_147_483_647 } }),
    },
  }],
  'deadline-too-short': [{
    pod: { restartPolicy: 'OnFailure', containers: ['proxy', 'app'], workload: { activeDeadlineSeconds: 30 } },
    order: { edges: ['app -> proxy'], containers: PROXY },
    cure: 'raise the deadline, or shorten the timeouts',
    ways: { 'raise the deadline': pod({ workload: { activeDeadlineSeconds: 60 } }), 'shorten the timeouts': shorter },
  }],
  'interval-over-timeout': [{
    pod: { containers: ['proxy', 'app'] },
    order: { edges: [edge('app', 'proxy', { timeoutMs: 20_000 })], containers: { proxy: { check: { ...READY, intervalMs: 30_000 } } } },
    cure: 'give the check an interval of 20s or less, or the dependency a timeout of 30s or more',
    ways: {
      'a shorter interval': declare('proxy', { check: { ...READY, intervalMs: 20_000 } }),
      'a longer timeout': depend('app', 'proxy', { timeoutMs: 30_000 }),
    },
  }, {
    pod: { containers: ['proxy', 'app'] },
    order: { edges: [edge('app', 'proxy', { timeoutMs: 2000 })], containers: { proxy: { check: { ...READY, intervalMs: 2500 } } } },
    cure: 'give the check an interval of 2s or less, or the dependency a timeout of 2500ms or more',
    ways: {
      'a shorter interval': declare('proxy', { check: { ...READY, intervalMs: 2000 } }),
      'a longer timeout': depend('app', 'proxy', { timeoutMs: 2500 }),
    },
  }],
  'timeout-not-enforced': [{
    pod: { containers: ['proxy', 'app'] },
    order: { edges: [edge('app', 'proxy', { timeoutMs: 30_000 })], containers: { proxy: { check: { ...READY, timeoutMs: 4500 } } } },
    cure: 'give the check an interval of 5 s or more, or a timeout of 1 s or less',
    ways: {
      'a longer interval': declare('proxy', { check: { ...READY, timeoutMs: 4500, intervalMs: 5000 } }),
      'a shorter timeout': declare('proxy', { check: { ...READY, timeoutMs: 1000 } }),
    },
  }, {
    pod: { restartPolicy: 'Never', initContainers: ['migrate'], containers: ['app'] },
    order: { edges: [edge('app', 'migrate', { timeoutMs: 30_000 })] },
    cure: 'remove the timeout, and set activeDeadlineSeconds of the Job',
    ways: {
      'remove the timeout': all(depend('app', 'migrate', { timeoutMs: undefined }), pod({ workload: { activeDeadlineSeconds: 60 } })),
    },
  }, {
    pod: { kind: 'Pod', initContainers: ['migrate'], containers: ['app'] },
    order: { edges: [edge('app', 'migrate', { timeoutMs: 30_000 })] },
    cure: 'remove the timeout, and set activeDeadlineSeconds of the Pod',
    ways: { 'remove the timeout': depend('app', 'migrate', { timeoutMs: undefined }) },
  }, {
    pod: { initContainers: ['migrate'], containers: ['app'] }, order: { edges: [edge('app', 'migrate', { timeoutMs: 30_000 })] },
    cure: 'remove the timeout, and make the command of "migrate" exit after the timeout',
    ways: { 'remove the timeout': depend('app', 'migrate', { timeoutMs: undefined }) },
  }, {
    pod: { restartPolicy: 'Never', containers: ['migrate', 'app'] },
    order: { edges: [edge('app', 'migrate', { condition: 'succeeded', timeoutMs: 30_000 })], runtimeImage: RUNTIME_IMAGE },
    cure: 'remove the timeout, and set activeDeadlineSeconds of the Job, or use Mechanism.GUARD for this dependency',
    ways: {
      'remove the timeout': depend('app', 'migrate', { timeoutMs: undefined }),
      'the guard': depend('app', 'migrate', { mechanism: 'guard' }),
    },
  }, {
    pod: { containers: ['proxy', 'app'] }, order: { edges: [edge('app', 'proxy', { condition: 'started', timeoutMs: 30_000 })] },
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }) for this dependency, or remove the timeout',
    ways: { 'the guard': configure(GUARDED), 'remove the timeout': depend('app', 'proxy', { timeoutMs: undefined }) },
  }, {
    pod: { containers: [{ name: 'proxy', startupProbe: { tcpSocket: { port: 80 }, failureThreshold: 12 } }, 'app'] },
    order: { edges: [edge('app', 'proxy', { timeoutMs: 30_000 })] },
    cure: 'lower the failureThreshold of the startupProbe, or remove the startupProbe and declare readyWhen',
    ways: {
      'lower it': container('proxy', { startupProbe: { tcpSocket: { port: 80 }, failureThreshold: 3 } }),
      'remove it': all(container('proxy', NONE), declare('proxy', { check: READY })),
    },
  }, {
    pod: { containers: ['proxy', 'app', 'web'] },
    order: {
      edges: [edge('app', 'proxy', { timeoutMs: 30_000 }), edge('web', 'proxy', { timeoutMs: 90_000 })],
      containers: PROXY, runtimeImage: RUNTIME_IMAGE, mechanism: 'native',
    },
    cure: 'give both the same timeout, or use Mechanism.GUARD for this dependency',
    ways: {
      'the same timeout': depend('app', 'proxy', { timeoutMs: 90_000 }), 'the guard': depend('app', 'proxy', { mechanism: 'guard' }),
    },
  }, {
    pod: { initContainers: [{ name: 'proxy', restartPolicy: 'Always', command: ['/proxy'] }], containers: ['db', 'app'] },
    order: {
      edges: [edge('proxy', 'db', { onTimeout: 'block', mechanism: 'guard' }), edge('app', 'proxy', { timeoutMs: 30_000, mechanism: 'native' })],
      containers: { ...PROXY, db: { check: READY, sidecar: true } },
      runtimeImage: RUNTIME_IMAGE,
    },
    cure: 'use Mechanism.GUARD for this dependency, or use OnTimeout.FAIL for the dependency of "proxy" on "db"',
    ways: { 'the guard': depend('app', 'proxy', { mechanism: 'guard' }), 'OnTimeout.FAIL': depend('proxy', 'db', { onTimeout: 'fail' }) },
  }, {
    pod: { containers: [{ name: 'proxy', readinessProbe: { tcpSocket: { port: 80 }, timeoutSeconds: 10 } }, 'app'] },
    order: { edges: [edge('app', 'proxy', { timeoutMs: 30_000 })] },
    cure: 'set timeoutSeconds of the readinessProbe to 1, or declare readyWhen',
    ways: {
      'set timeoutSeconds': container('proxy', { readinessProbe: { tcpSocket: { port: 80 }, timeoutSeconds: 1 } }),
      'declare readyWhen': declare('proxy', { check: READY }),
    },
  }],
  'timeout-within-chain': [{
    pod: { containers: ['db', 'proxy', 'app'] },
    order: {
      edges: ['proxy -> db', edge('app', 'proxy', { timeoutMs: 30_000 })],
      containers: { ...PROXY, db: { check: { ...READY, port: 5432 } } },
      ...GUARDED,
    },
    cure: 'give the dependency of "app" on "proxy" a timeout of more than 60 s',
    ways: { 'lengthen the timeout': depend('app', 'proxy', { timeoutMs: 61_000 }) },
  }, {
    pod: { containers: ['db', 'proxy', 'app'] },
    order: {
      edges: [edge('proxy', 'db', { onTimeout: 'block' }), 'app -> proxy'],
      containers: { ...PROXY, db: { check: { ...READY, port: 5432 } } },
      ...GUARDED,
    },
    cure: 'use OnTimeout.BLOCK for the dependency of "app" too, or OnTimeout.FAIL with less than 60 s for the dependency of "proxy" on "db"',
    ways: {
      'OnTimeout.BLOCK': depend('app', 'proxy', { onTimeout: 'block' }),
      'OnTimeout.FAIL': depend('proxy', 'db', { onTimeout: 'fail', timeoutMs: 59_000 }),
    },
  }],
};
