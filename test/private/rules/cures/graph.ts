import { edge, MESH, READY, RUNTIME_IMAGE } from '../../support';
import { add, all, alsoDepend, configure, container, type CureCase, declare, depend, leaveOut, move, pod } from './given';

const PROXY = { proxy: { check: READY } };
const STARTED = { condition: 'started' } as const;
const SUCCEEDED = { condition: 'succeeded' } as const;
const GUARDED = { mechanism: 'guard', runtimeImage: RUNTIME_IMAGE } as const;

/** Who is there, and who waits for whom. */
export const GRAPH_CURES: Readonly<Record<string, readonly CureCase[]>> = {
  'unknown-container': [{
    pod: { containers: ['app', 'proxy'] }, order: { edges: [edge('app', 'proxi', STARTED)], runtimeImage: RUNTIME_IMAGE },
    cure: 'use one of these names; declare it with injected(name, check) if it is injected at admission; or declare the dependency with { optional: true } if the container may be absent',
    ways: {
      'declare it injected': all(depend('app', 'proxi', { condition: undefined }), declare('proxi', MESH)),
      'use one of these names': all(leaveOut('app', 'proxi'), alsoDepend(edge('app', 'proxy', STARTED))),
      'declare it optional': depend('app', 'proxi', { optional: true }),
    },
  }, {
    pod: { containers: ['app', 'proxy'] }, order: { edges: [edge('ap', 'proxy', STARTED)] },
    cure: 'use one of these names',
    ways: { 'use one of these names': all(leaveOut('ap', 'proxy'), alsoDepend(edge('app', 'proxy', STARTED))) },
  }],
  'optional-absent': [{
    pod: { containers: ['app', 'proxy'] }, order: { edges: [edge('app', 'proxi', { ...STARTED, optional: true })], runtimeImage: RUNTIME_IMAGE },
    cure: 'correct the name; declare it with injected(name, check) if it is injected at admission; or do nothing if the container is absent on purpose',
    ways: {
      'correct the name': all(leaveOut('app', 'proxi'), alsoDepend(edge('app', 'proxy', { ...STARTED, optional: true }))),
      'declare it injected': all(depend('app', 'proxi', { condition: undefined, optional: undefined }), declare('proxi', MESH)),
    },
  }],
  'injected-container': [{
    pod: { containers: ['app', 'mesh'] }, order: { edges: ['app -> mesh'], containers: { mesh: MESH } },
    cure: 'use order.container("mesh") with readyWhen instead of injected',
    ways: { 'a container like others': declare('mesh', { foreign: undefined }) },
  }, {
    pod: { containers: ['app'] }, order: { edges: ['app -> mesh'], containers: { mesh: { ...MESH, sidecar: true } }, ...GUARDED },
    cure: 'remove what is declared of it, beside its check',
    ways: { 'leave it out': declare('mesh', { sidecar: undefined }) },
  }, {
    pod: { containers: ['app'] }, order: { edges: [edge('app', 'mesh', { optional: true })], containers: { mesh: MESH }, ...GUARDED },
    cure: 'remove optional, or use OnTimeout.CONTINUE',
    ways: {
      'leave it out': depend('app', 'mesh', { optional: undefined }),
      'continue': depend('app', 'mesh', { optional: undefined, onTimeout: 'continue' }),
    },
  }],
  'injected-never-ends': [{
    pod: { restartPolicy: 'Never', containers: ['app'] }, order: { edges: ['app -> mesh'], containers: { mesh: MESH }, ...GUARDED },
    cure: 'end it with the work, or have it injected as a native sidecar and declare { native: true }',
    ways: { 'a native sidecar': declare('mesh', { foreign: { kind: 'injected', native: true } }) },
  }, {
    pod: { restartPolicy: 'Never', containers: ['app'] }, order: { edges: ['app -> daprd'], containers: { daprd: MESH }, ...GUARDED },
    cure: 'send POST /v1.0/shutdown to its port, http://localhost:3500 by default, at the end of the work; or have it injected as a native sidecar and declare { native: true }',
    ways: { 'a native sidecar': declare('daprd', { foreign: { kind: 'injected', native: true } }) },
  }],
  'duplicate-container-name': [{
    pod: { containers: ['app'], initContainers: [{ name: 'app' }] }, order: {},
    cure: 'give every container of the Pod its own name',
    ways: { 'another name': pod({ initContainers: [{ name: 'setup' }] }) },
  }],
  'cycle': [{
    pod: { containers: ['a', 'b', 'c'] }, order: { edges: [edge('a', 'b', STARTED), edge('b', 'a', STARTED), edge('c', 'a', STARTED)] },
    cure: 'remove one of these dependencies',
    ways: { 'the first one': leaveOut('a', 'b'), 'the second one': leaveOut('b', 'a') },
  }],
  'init-container-not-sidecar': [{
    pod: { containers: ['app'], initContainers: ['config'] },
    order: { edges: [edge('app', 'config', { condition: 'healthy' })], containers: { config: { check: READY } } },
    cure: 'declare asSidecar() on the init container, or wait for Condition.SUCCEEDED and remove readyWhen',
    ways: {
      'declare asSidecar()': declare('config', { sidecar: true }),
      'wait for Condition.SUCCEEDED and leave out readyWhen': all(
        depend('app', 'config', SUCCEEDED), declare('config', { check: undefined }),
      ),
    },
  }, {
    pod: { containers: ['app'], initContainers: ['config'] }, order: { edges: [edge('app', 'config', { condition: 'healthy' })] },
    cure: 'wait for Condition.SUCCEEDED, or declare asSidecar() and readyWhen(Check.httpGet(…))',
    ways: {
      'wait for Condition.SUCCEEDED': depend('app', 'config', SUCCEEDED),
      'declare asSidecar() and readyWhen': declare('config', { sidecar: true, check: READY }),
    },
  }, {
    pod: { containers: ['app'], initContainers: ['config'] },
    order: { edges: ['app -> config'], containers: { config: { check: READY, sidecar: true } }, kubernetesVersion: '1.28', ...GUARDED },
    cure: 'move the container from initContainers to containers, or set kubernetesVersion to 1.29 or newer',
    ways: { 'move it': move('config', 'containers'), 'a newer version': configure({ kubernetesVersion: '1.29' }) },
  }],
  'no-containers-left': [{
    pod: { containers: [], initContainers: ['app'] }, order: {},
    cure: 'add a container to the Pod',
    ways: { 'another container': add('more') },
  }, {
    pod: { containers: ['proxy', 'agent'] }, order: { containers: { proxy: { sidecar: true }, agent: { sidecar: true } } },
    cure: 'remove asSidecar() from "proxy", or add a container to the Pod',
    ways: { 'remove asSidecar()': declare('proxy', { sidecar: undefined }), 'another container': add('more') },
  }, {
    pod: { containers: ['proxy'], initContainers: ['setup'] }, order: { edges: [edge('setup', 'proxy', STARTED)] },
    cure: 'remove the dependency of "setup" on "proxy", or add a container to the Pod',
    ways: { 'remove the dependency': leaveOut('setup', 'proxy'), 'another container': add('more') },
  }],
  'manifest-order-changed': [{
    pod: {
      containers: ['app'],
      initContainers: [{ name: 'metrics', restartPolicy: 'Always' }, 'istio-init', { name: 'istio-proxy', restartPolicy: 'Always' }],
    },
    order: { edges: [edge('metrics', 'istio-proxy', STARTED)] },
    cure: 'if the new order is right, declare it: order.container("metrics").dependsOn(order.container("istio-init")); otherwise remove the dependency that contradicts the manifest',
    ways: { 'declare it': alsoDepend(edge('metrics', 'istio-init')), 'remove the dependency': leaveOut('metrics', 'istio-proxy') },
  }],
  'kubernetes-too-old': [{
    pod: { containers: ['proxy', 'app'] },
    order: { edges: ['app -> proxy'], containers: PROXY, kubernetesVersion: '1.28', mechanism: 'native' },
    cure: 'set kubernetesVersion to 1.29 or newer, or use Mechanism.GUARD with configure({ runtimeImage })',
    ways: { 'a newer version': configure({ kubernetesVersion: '1.29' }), 'the guard': configure(GUARDED) },
  }, {
    pod: { containers: [{ name: 'proxy' }, { name: 'app' }] },
    order: { edges: [edge('app', 'proxy', STARTED)], kubernetesVersion: '1.28', mechanism: 'native', runtimeImage: RUNTIME_IMAGE },
    cure: 'set kubernetesVersion to 1.29 or newer, or use Mechanism.GUARD with imageEntrypoint of "app" and imageEntrypoint of "proxy"',
    ways: {
      'a newer version': configure({ kubernetesVersion: '1.29' }),
      'the guard': all(configure(GUARDED), declare('app', { entrypoint: ['/app'] }), declare('proxy', { entrypoint: ['/proxy'] })),
    },
  }, {
    pod: { containers: ['app'], initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] }, order: { kubernetesVersion: '1.28' },
    cure: 'set kubernetesVersion to 1.29 or newer, or move the container from initContainers to containers',
    ways: {
      'a newer version': configure({ kubernetesVersion: '1.29' }),
      'move it': move('proxy', 'containers', { restartPolicy: undefined as never }),
    },
  }],
  'deadlock': [{
    pod: { containers: ['db', 'app'], initContainers: ['migrate'] },
    order: { edges: ['migrate -> db'], containers: { db: { check: READY } }, ...GUARDED },
    cure: 'declare asSidecar() on the container that must start first, or remove this dependency',
    ways: { 'declare asSidecar()': declare('db', { sidecar: true }), 'remove this dependency': leaveOut('migrate', 'db') },
  }, {
    pod: { containers: ['db', 'app'], initContainers: ['migrate'] },
    order: { edges: ['migrate -> db'], containers: { db: { check: READY } }, ...GUARDED, kubernetesVersion: '1.28' },
    cure: 'remove this dependency',
    ways: { 'remove this dependency': leaveOut('migrate', 'db') },
  }, {
    pod: {
      containers: [{ name: 'app', ports: [{ containerPort: 80 }] }],
      initContainers: [{ name: 'proxy', restartPolicy: 'Always', startupProbe: { tcpSocket: { port: 80 } } }],
    },
    order: {},
    cure: 'set a port of "proxy" in the startupProbe, or remove the startupProbe',
    ways: {
      'a port of its own': container('proxy', { startupProbe: { tcpSocket: { port: 9090 } } }),
      'remove it': container('proxy', { startupProbe: undefined }),
    },
  }],
  'completes-but-restarts': [{
    pod: { containers: ['load', 'app'] }, order: { edges: [edge('app', 'load', { condition: 'completed' })], ...GUARDED },
    cure: 'use Condition.SUCCEEDED and no mechanism in every dependency on the container, which makes it an init container, or use a Job',
    ways: { 'Condition.SUCCEEDED': depend('app', 'load', SUCCEEDED), 'a Job': pod({ restartPolicy: 'Never' }) },
  }, {
    pod: { containers: ['load', 'app'] },
    order: { edges: [edge('app', 'load', { ...SUCCEEDED, regate: true })], runtimeImage: RUNTIME_IMAGE },
    cure: 'remove regate from every dependency on "load", which makes it an init container, or use a Job',
    ways: { 'leave out regate': depend('app', 'load', { regate: undefined }), 'a Job': pod({ restartPolicy: 'Never' }) },
  }, {
    pod: { containers: ['load', 'app'] },
    order: {
      edges: [edge('app', 'load', { ...SUCCEEDED, onTimeout: 'continue', regate: true, mechanism: 'guard' })], runtimeImage: RUNTIME_IMAGE,
    },
    cure: 'remove OnTimeout.CONTINUE and regate and Mechanism.GUARD from every dependency on "load", which makes it an init container, or use a Job',
    ways: {
      'leave it out': depend('app', 'load', { regate: undefined, onTimeout: undefined, mechanism: undefined }),
      'a Job': pod({ restartPolicy: 'Never' }),
    },
  }, {
    pod: { containers: ['load', 'app'] },
    order: { edges: [edge('app', 'load', { ...SUCCEEDED, onTimeout: 'continue' })], runtimeImage: RUNTIME_IMAGE },
    cure: 'remove OnTimeout.CONTINUE from every dependency on "load", which makes it an init container, or use a Job',
    ways: { 'leave it out': depend('app', 'load', { onTimeout: undefined }), 'a Job': pod({ restartPolicy: 'Never' }) },
  }, {
    pod: { containers: [{ name: 'load', command: ['/load'], restartPolicy: 'Never' }, 'app'] },
    order: { edges: [edge('app', 'load', { condition: 'completed' })], ...GUARDED, kubernetesVersion: '1.34' },
    cure: 'set kubernetesVersion to 1.35 or newer, which keeps the restartPolicy of "load"',
    ways: { 'a newer version': configure({ kubernetesVersion: '1.35' }) },
  }, {
    pod: { restartPolicy: 'Never', containers: [{ name: 'load', command: ['/load'], restartPolicy: 'Always' }, 'app'] },
    order: { edges: [edge('app', 'load', { condition: 'completed' })], ...GUARDED, kubernetesVersion: '1.35' },
    cure: 'set restartPolicy: OnFailure for "load"',
    ways: { 'another policy': container('load', { restartPolicy: 'OnFailure' }) },
  }],
  'fail-needs-an-end': [{
    pod: { restartPolicy: 'Never', containers: ['proxy', 'work'] }, order: { edges: ['work -> proxy'], containers: PROXY, ...GUARDED },
    cure: 'declare asSidecar() on "proxy", so that it ends with the others',
    ways: { 'declare asSidecar()': declare('proxy', { sidecar: true }) },
  }, {
    pod: { restartPolicy: 'Never', containers: [{ name: 'proxy' }, 'work'] },
    order: { edges: ['work -> proxy'], containers: PROXY, ...GUARDED, kubernetesVersion: '1.28' },
    cure: 'declare asSidecar() on "proxy" with imageEntrypoint of "proxy", so that it ends with the others',
    ways: { 'declare asSidecar()': declare('proxy', { sidecar: true, entrypoint: ['/proxy'] }) },
  }],
  'job-worker-becomes-sidecar': [{
    pod: { restartPolicy: 'Never', containers: ['proxy', 'work'] },
    order: { edges: [edge('work', 'proxy', STARTED)], runtimeImage: RUNTIME_IMAGE },
    cure: 'declare asSidecar() if the container is a sidecar, or use Mechanism.GUARD with OnTimeout.BLOCK',
    ways: {
      'declare asSidecar()': declare('proxy', { sidecar: true }),
      'the guard': all(configure({ mechanism: 'guard' }), depend('work', 'proxy', { onTimeout: 'block' })),
    },
  }, {
    pod: { restartPolicy: 'OnFailure', containers: ['proxy', 'work'] },
    order: { edges: [edge('work', 'proxy', STARTED)], runtimeImage: RUNTIME_IMAGE },
    cure: 'declare asSidecar() if the container is a sidecar, or use Mechanism.GUARD',
    ways: { 'declare asSidecar()': declare('proxy', { sidecar: true }), 'the guard': configure({ mechanism: 'guard' }) },
  }],
  'sidecar-after-end': [{
    pod: { restartPolicy: 'Never', containers: ['work', 'upload'] },
    order: {
      edges: [edge('upload', 'work', { condition: 'completed' })], containers: { upload: { sidecar: true } }, runtimeImage: RUNTIME_IMAGE,
    },
    cure: 'remove asSidecar() from "upload"',
    ways: { 'remove asSidecar()': declare('upload', { sidecar: undefined }) },
  }, {
    pod: {
      restartPolicy: 'Never', initContainers: [{ name: 'upload', command: ['/upload'], restartPolicy: 'Always' }], containers: ['work'],
    },
    order: { edges: [edge('upload', 'work', { condition: 'completed' })], runtimeImage: RUNTIME_IMAGE },
    cure: 'move "upload" to containers',
    ways: { 'move it': move('upload', 'containers', { restartPolicy: undefined }) },
  }],
  'job-never-completes': [{
    pod: { restartPolicy: 'OnFailure', containers: ['proxy', 'work'] }, order: { edges: ['work -> proxy'], containers: PROXY, ...GUARDED },
    cure: 'declare asSidecar() on the container, so that it ends with the others',
    ways: { 'declare asSidecar()': declare('proxy', { sidecar: true }) },
  }, {
    pod: { restartPolicy: 'Never', containers: [{ name: 'proxy', restartPolicy: 'Always' }, 'work'] }, order: { kubernetesVersion: '1.35' },
    cure: 'declare asSidecar() on "proxy", or remove its restartPolicy',
    ways: { 'declare asSidecar()': declare('proxy', { sidecar: true }), 'remove it': container('proxy', { restartPolicy: undefined }) },
  }, {
    pod: { restartPolicy: 'OnFailure', containers: ['proxy', 'work'] },
    order: { containers: { proxy: { sidecar: true }, work: { sidecar: true } }, kubernetesVersion: '1.28', runtimeImage: RUNTIME_IMAGE },
    cure: 'remove asSidecar() from the container that does the work',
    ways: { 'remove asSidecar()': declare('work', { sidecar: undefined }) },
  }],
  'fail-never-ends': [{
    pod: { restartPolicy: 'Never', containers: ['proxy', 'work'] },
    order: {
      edges: ['work -> proxy'], containers: { proxy: { check: READY, sidecar: true } }, runtimeImage: RUNTIME_IMAGE, mechanism: 'native',
    },
    cure: 'set activeDeadlineSeconds, or use Mechanism.GUARD with asSidecar(), which fails after the timeout',
    ways: {
      'set activeDeadlineSeconds': pod({ workload: { activeDeadlineSeconds: 600 } }), 'the guard': configure({ mechanism: 'guard' }),
    },
  }],
};
