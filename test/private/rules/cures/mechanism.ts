import type { CheckModel, SingleCheck } from '../../../../src/private/model';
import { DATABASE, edge, lockOf, MESH, type OrderInput, type PodInput, READY, RUNTIME_IMAGE } from '../../support';
import { all, alsoDepend, configure, container, type CureCase, declare, depend, leaveOut, pod } from './given';

const PROXY = { proxy: { check: READY } };
const GUARDED = { mechanism: 'guard', runtimeImage: RUNTIME_IMAGE } as const;
const NATIVE = configure({ mechanism: 'native' });
const GUARD = configure(GUARDED);
const BRING = 'run the waiter in the container: set waiterPath, or configure({ runtimeImage })';
const SOCKET: CheckModel = { kind: 'unixSocket', path: '/run/proxy.sock' };
const TLS: typeof READY = { ...READY, tls: true };
const STATUSES: typeof READY = { ...READY, statuses: [200, 401] };
const TCP: SingleCheck = { kind: 'tcpSocket', port: 8080, listensOn: 'all' };
const COMMAND: CheckModel = { kind: 'command', command: ['/ready'] };
const NONE = { startupProbe: undefined as never };
const SAY_IT = 'set command in the manifest, or declare the entrypoint of the image: imageEntrypoint(["/bin/app"])';
const CONTAINERS: PodInput = { containers: ['proxy', 'app'] };
const startup = { tcpSocket: { port: 8080 }, failureThreshold: 6 };

/** `app` waits for `proxy`, which is seen by this check. */
function seen(check: CheckModel, order: OrderInput): CureCase['order'] {
  return { edges: ['app -> proxy'], containers: { proxy: { check } }, ...order };
}

/** What a mechanism can do. */
export const MECHANISM_CURES: Readonly<Record<string, readonly CureCase[]>> = {
  'condition-not-supported': [{
    pod: { containers: ['app'] },
    order: { edges: [edge('app', 'mesh', { condition: 'started' })], containers: { mesh: MESH }, runtimeImage: RUNTIME_IMAGE },
    cure: 'wait for Condition.HEALTHY',
    ways: { 'Condition.HEALTHY': depend('app', 'mesh', { condition: 'healthy' }) },
  }, {
    pod: { containers: ['app'], initContainers: ['migrate'] }, order: { edges: [edge('app', 'migrate', { condition: 'completed' })] },
    cure: 'wait for Condition.SUCCEEDED',
    ways: { 'Condition.SUCCEEDED': depend('app', 'migrate', { condition: 'succeeded' }) },
  }, {
    pod: CONTAINERS,
    order: {
      edges: [edge('app', 'proxy', { condition: 'succeeded' })], containers: { proxy: { sidecar: true } }, runtimeImage: RUNTIME_IMAGE,
    },
    cure: 'wait for Condition.STARTED, or Condition.HEALTHY with readyWhen(Check.httpGet(…)), or remove asSidecar()',
    ways: {
      'Condition.STARTED': depend('app', 'proxy', { condition: 'started' }),
      'Condition.HEALTHY': all(depend('app', 'proxy', { condition: 'healthy' }), declare('proxy', { check: READY })),
      'remove asSidecar()': declare('proxy', { sidecar: undefined }),
    },
  }, {
    pod: CONTAINERS,
    order: {
      edges: [edge('app', 'proxy', { condition: 'completed' })],
      containers: { proxy: { sidecar: true, check: READY } },
      runtimeImage: RUNTIME_IMAGE,
    },
    cure: 'wait for Condition.STARTED, or Condition.HEALTHY',
    ways: {
      'Condition.STARTED': depend('app', 'proxy', { condition: 'started' }),
      'Condition.HEALTHY': depend('app', 'proxy', { condition: 'healthy' }),
    },
  }, {
    pod: CONTAINERS, order: { edges: [edge('app', 'proxy', { condition: 'completed', mechanism: 'native' })] },
    cure: 'wait for Condition.SUCCEEDED without a mechanism',
    ways: { 'Condition.SUCCEEDED': depend('app', 'proxy', { condition: 'succeeded', mechanism: undefined }) },
  }, {
    pod: { ...CONTAINERS, restartPolicy: 'OnFailure' },
    order: { edges: [edge('app', 'proxy', { condition: 'completed', mechanism: 'native' })] },
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }), or wait for Condition.SUCCEEDED without a mechanism',
    ways: {
      'the guard': all(GUARD, depend('app', 'proxy', { mechanism: 'guard' })),
      'Condition.SUCCEEDED': depend('app', 'proxy', { condition: 'succeeded', mechanism: undefined }),
    },
  }, {
    pod: CONTAINERS, order: { edges: [edge('app', 'proxy', { condition: 'succeeded', mechanism: 'post-start' })] },
    cure: 'remove the mechanism',
    ways: { 'leave it out': depend('app', 'proxy', { mechanism: undefined }) },
  }],
  'policy-not-supported': [{
    pod: CONTAINERS,
    order: {
      edges: [edge('app', 'proxy', { onTimeout: 'continue', mechanism: 'native' })], containers: PROXY, runtimeImage: RUNTIME_IMAGE,
    },
    cure: 'use Mechanism.GUARD, or OnTimeout.FAIL, or OnTimeout.BLOCK',
    ways: {
      'the guard': depend('app', 'proxy', { mechanism: 'guard' }),
      'OnTimeout.FAIL': depend('app', 'proxy', { onTimeout: 'fail' }),
      'OnTimeout.BLOCK': depend('app', 'proxy', { onTimeout: 'block' }),
    },
  }, {
    pod: { containers: ['proxy', 'app', 'web'] },
    order: {
      edges: ['web -> proxy', edge('app', 'proxy', { onTimeout: 'continue', mechanism: 'guard' })].map(
        (each) => (typeof each === 'string' ? edge('web', 'proxy', { mechanism: 'native' }) : each),
      ),
      containers: PROXY, runtimeImage: RUNTIME_IMAGE,
    },
    cure: 'use Mechanism.GUARD for every dependency on it, or OnTimeout.FAIL, or OnTimeout.BLOCK',
    ways: { 'the guard': depend('web', 'proxy', { mechanism: 'guard' }), 'OnTimeout.FAIL': depend('app', 'proxy', { onTimeout: 'fail' }) },
  }, {
    pod: { containers: ['app'], initContainers: [{ name: 'proxy', restartPolicy: 'Always', startupProbe: startup }] },
    order: { edges: [edge('app', 'proxy', { onTimeout: 'continue' })], ...GUARDED },
    cure: 'remove the startupProbe and declare readyWhen, or use OnTimeout.FAIL or OnTimeout.BLOCK',
    ways: {
      'remove the startupProbe': all(container('proxy', NONE), declare('proxy', { check: READY })),
      'OnTimeout.FAIL': depend('app', 'proxy', { onTimeout: 'fail' }),
      'OnTimeout.BLOCK': depend('app', 'proxy', { onTimeout: 'block' }),
    },
  }, {
    pod: { containers: ['app'], initContainers: [{ name: 'proxy', restartPolicy: 'Always', startupProbe: startup }] },
    order: { edges: [edge('app', 'proxy', { onTimeout: 'continue' })], containers: PROXY, ...GUARDED },
    cure: 'remove the startupProbe, or use OnTimeout.FAIL or OnTimeout.BLOCK',
    ways: { 'remove the startupProbe': container('proxy', NONE), 'OnTimeout.FAIL': depend('app', 'proxy', { onTimeout: 'fail' }) },
  }, {
    pod: { containers: [{ name: 'proxy', startupProbe: startup }, 'app'] },
    order: { edges: [edge('app', 'proxy', { onTimeout: 'block' })], runtimeImage: RUNTIME_IMAGE, mechanism: 'native' },
    cure: 'remove the startupProbe and declare readyWhen, or set its failureThreshold to 2147483647; or use Mechanism.GUARD, or OnTimeout.FAIL',
    ways: {
      'remove it': all(container('proxy', NONE), declare('proxy', { check: READY })),
      'raise it': container('proxy', { startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 2_147_483_647 } }),
      'the guard': GUARD,
      'OnTimeout.FAIL': depend('app', 'proxy', { onTimeout: 'fail' }),
    },
  }, {
    pod: { containers: ['app'], initContainers: ['migrate'] }, order: { edges: [edge('app', 'migrate', { onTimeout: 'continue' })] },
    cure: 'use OnTimeout.FAIL, or OnTimeout.BLOCK',
    ways: {
      'OnTimeout.FAIL': depend('app', 'migrate', { onTimeout: 'fail' }),
      'OnTimeout.BLOCK': depend('app', 'migrate', { onTimeout: 'block' }),
    },
  }],
  'policies-differ': [{
    pod: { containers: ['proxy', 'app', 'web'] },
    order: { edges: ['app -> proxy', edge('web', 'proxy', { onTimeout: 'block' })], containers: PROXY },
    cure: 'give these dependencies the same onTimeout, or use Mechanism.GUARD with configure({ runtimeImage }) for "web"',
    ways: {
      'the same onTimeout': depend('web', 'proxy', { onTimeout: undefined }),
      'the guard': all(configure({ runtimeImage: RUNTIME_IMAGE }), depend('web', 'proxy', { mechanism: 'guard' })),
    },
  }, {
    pod: { containers: ['proxy', 'app', 'web'] },
    order: { edges: ['app -> proxy', edge('web', 'proxy', { onTimeout: 'block' })], containers: { proxy: { check: COMMAND } } },
    cure: 'give these dependencies the same onTimeout',
    ways: { 'the same onTimeout': depend('web', 'proxy', { onTimeout: undefined }) },
  }],
  'mechanism-not-supported': [{
    pod: { containers: ['app'] },
    order: { edges: [edge('app', 'mesh', { mechanism: 'native' })], containers: { mesh: MESH }, runtimeImage: RUNTIME_IMAGE },
    cure: 'use Mechanism.GUARD, or remove the mechanism',
    ways: { 'the guard': depend('app', 'mesh', { mechanism: 'guard' }), 'leave it out': depend('app', 'mesh', { mechanism: undefined }) },
  }, {
    pod: { containers: ['app'] },
    order: { edges: [edge('app', 'tcp://db:5432', { mechanism: 'native' })], containers: { 'tcp://db:5432': DATABASE }, runtimeImage: RUNTIME_IMAGE },
    cure: 'use Mechanism.GUARD, or use Mechanism.INIT_WAITER, or remove the mechanism',
    ways: {
      'the guard': depend('app', 'tcp://db:5432', { mechanism: 'guard' }),
      'the init container': depend('app', 'tcp://db:5432', { mechanism: 'init-waiter' }),
      'leave it out': depend('app', 'tcp://db:5432', { mechanism: undefined }),
    },
  }, {
    pod: { containers: ['app'] },
    order: { edges: [edge('app', 'mesh', { mechanism: 'init-waiter' })], containers: { mesh: MESH }, runtimeImage: RUNTIME_IMAGE },
    cure: 'use Mechanism.GUARD, or declare { native: true } if it is injected as a native sidecar in front',
    ways: {
      'the guard': depend('app', 'mesh', { mechanism: 'guard' }),
      'in front': declare('mesh', { foreign: { kind: 'injected', native: true } }),
    },
  }, {
    pod: { containers: ['app'], initContainers: ['migrate'] }, order: { edges: [edge('app', 'migrate', { mechanism: 'guard' })] },
    cure: 'remove the mechanism',
    ways: { 'leave it out': depend('app', 'migrate', { mechanism: undefined }) },
  }, {
    pod: { containers: ['app'], initContainers: ['migrate'] }, order: { edges: [edge('app', 'migrate', { regate: true })] },
    cure: 'remove regate',
    ways: { 'leave it out': depend('app', 'migrate', { regate: undefined }) },
  }, {
    pod: CONTAINERS, order: { edges: [edge('app', 'proxy', { regate: true, mechanism: 'native' })], containers: PROXY },
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }), or remove regate',
    ways: {
      'the guard': all(GUARD, depend('app', 'proxy', { mechanism: 'guard' })),
      'remove regate': depend('app', 'proxy', { regate: undefined }),
    },
  }, {
    pod: { containers: ['app'], initContainers: [{ name: 'proxy', command: ['/proxy'], restartPolicy: 'Always' }] },
    order: { edges: ['app -> proxy'], containers: PROXY, mechanism: 'post-start', runtimeImage: RUNTIME_IMAGE },
    cure: 'use Mechanism.NATIVE, or use Mechanism.GUARD, or remove this dependency',
    ways: { 'Mechanism.NATIVE': NATIVE, 'the guard': GUARD, 'remove it': leaveOut('app', 'proxy') },
  }, {
    pod: { containers: ['proxy', 'db', 'app'] },
    order: {
      edges: [edge('app', 'proxy', { condition: 'started', mechanism: 'native' }), edge('proxy', 'db', { mechanism: 'guard' })],
      containers: { db: { check: READY } }, runtimeImage: RUNTIME_IMAGE,
    },
    cure: 'use Mechanism.GUARD, or remove this dependency',
    ways: { 'the guard': depend('app', 'proxy', { mechanism: 'guard' }), 'remove it': leaveOut('app', 'proxy') },
  }, {
    pod: { containers: ['proxy', 'db', 'app'] },
    order: {
      edges: [edge('app', 'proxy', { condition: 'started', mechanism: 'native' }), edge('proxy', 'db', { mechanism: 'guard' })],
      containers: { db: { check: { ...READY, port: 5432 }, sidecar: true } },
      runtimeImage: RUNTIME_IMAGE,
    },
    cure: 'use Mechanism.GUARD, or wait for Condition.HEALTHY with readyWhen(Check.httpGet(…)), or remove this dependency',
    ways: {
      'the guard': depend('app', 'proxy', { mechanism: 'guard' }),
      'Condition.HEALTHY': all(depend('app', 'proxy', { condition: 'healthy' }), declare('proxy', { check: READY })),
      'remove it': leaveOut('app', 'proxy'),
    },
  }, {
    pod: { containers: ['proxy', 'db', 'app'] },
    order: {
      edges: [edge('app', 'proxy', { condition: 'started', mechanism: 'native' }), edge('proxy', 'db', { mechanism: 'guard' })],
      containers: { proxy: { check: READY }, db: { check: { ...READY, port: 5432 }, sidecar: true } },
      runtimeImage: RUNTIME_IMAGE,
    },
    cure: 'use Mechanism.GUARD, or wait for Condition.HEALTHY, or remove this dependency',
    ways: {
      'the guard': depend('app', 'proxy', { mechanism: 'guard' }),
      'Condition.HEALTHY': depend('app', 'proxy', { condition: 'healthy' }),
      'remove it': leaveOut('app', 'proxy'),
    },
  }],
  'check-not-supported': [{
    pod: CONTAINERS, order: seen(SOCKET, { mechanism: 'init-waiter', runtimeImage: RUNTIME_IMAGE }),
    cure: 'put /run/proxy.sock on a volume, or use Mechanism.NATIVE_WAITER',
    ways: {
      'a volume': container('proxy', { volumeMounts: [{ name: 'run', mountPath: '/run' }] }),
      'NATIVE_WAITER': configure({ mechanism: 'native-waiter' }),
    },
  }, {
    pod: CONTAINERS, order: seen(SOCKET, { mechanism: 'native' }), cure: BRING,
    ways: { waiterPath: declare('proxy', { waiterPath: '/startgate' }), runtimeImage: configure({ runtimeImage: RUNTIME_IMAGE }) },
  }, {
    pod: CONTAINERS, order: seen({ ...TCP, listensOn: 'loopback' }, { mechanism: 'native' }), cure: `${BRING}, or use Mechanism.GUARD with configure({ runtimeImage })`,
    ways: {
      waiterPath: declare('proxy', { waiterPath: '/startgate' }),
      runtimeImage: configure({ runtimeImage: RUNTIME_IMAGE }),
      'the guard': GUARD,
    },
  }, {
    pod: CONTAINERS, order: seen(STATUSES, { mechanism: 'native' }), cure: `${BRING}, or use Mechanism.GUARD with configure({ runtimeImage })`,
    ways: {
      'waiterPath': declare('proxy', { waiterPath: '/startgate' }), 'runtimeImage': configure({ runtimeImage: RUNTIME_IMAGE }), 'the guard': GUARD,
    },
  }, {
    pod: CONTAINERS, order: seen({ kind: 'all', checks: [READY, TCP] }, { mechanism: 'native' }), cure: `${BRING}, or use Mechanism.GUARD with configure({ runtimeImage })`,
    ways: {
      'waiterPath': declare('proxy', { waiterPath: '/startgate' }), 'runtimeImage': configure({ runtimeImage: RUNTIME_IMAGE }), 'the guard': GUARD,
    },
  }, {
    pod: CONTAINERS, order: seen({ kind: 'all', checks: [READY, TLS] }, { mechanism: 'native' }), cure: 'declare one of the checks alone: no mechanism can run all of them',
    ways: { 'the first': declare('proxy', { check: READY }), 'the second': declare('proxy', { check: TLS }) },
  }, {
    pod: CONTAINERS, order: seen({ ...TLS, listensOn: 'loopback' }, { mechanism: 'native' }), cure: 'make the container listen on all addresses, and remove listensOn',
    ways: { 'all addresses': declare('proxy', { check: TLS }) },
  }, {
    pod: CONTAINERS, order: seen({ ...STATUSES, listensOn: 'pod-ip' }, { mechanism: 'native' }), cure: 'use Mechanism.GUARD with configure({ runtimeImage })',
    ways: { 'the guard': GUARD },
  }, {
    pod: CONTAINERS, order: seen({ ...STATUSES, tls: true }, { mechanism: 'native' }), cure: 'remove statuses: no mechanism supports both statuses and TLS',
    ways: {
      'remove statuses': declare('proxy', { check: TLS }),
    },
  }, {
    pod: CONTAINERS,
    order: seen(TLS, { mechanism: 'native-waiter', runtimeImage: RUNTIME_IMAGE }),
    cure: 'use Mechanism.NATIVE, or Check.tcpSocket',
    ways: { 'Mechanism.NATIVE': NATIVE, 'Check.tcpSocket': declare('proxy', { check: TCP }) },
  }, {
    pod: CONTAINERS, order: seen(TLS, { ...GUARDED, kubernetesVersion: '1.28' }), cure: 'use Check.tcpSocket',
    ways: { 'Check.tcpSocket': declare('proxy', { check: TCP }) },
  }, {
    pod: CONTAINERS, order: seen({ ...TCP, listensOn: 'pod-ip' }, { mechanism: 'native-waiter', runtimeImage: RUNTIME_IMAGE }),
    cure: 'use Mechanism.NATIVE, or use Mechanism.GUARD, or make the container listen on all addresses, and remove listensOn',
    ways: { 'Mechanism.NATIVE': NATIVE, 'the guard': GUARD, 'all addresses': declare('proxy', { check: TCP }) },
  }, {
    pod: CONTAINERS,
    order: seen({ ...TCP, listensOn: 'pod-ip' }, { mechanism: 'post-start', runtimeImage: RUNTIME_IMAGE, kubernetesVersion: '1.28' }),
    cure: 'use Mechanism.GUARD, or make the container listen on all addresses, and remove listensOn',
    ways: { 'the guard': GUARD, 'all addresses': declare('proxy', { check: TCP }) },
  }, {
    pod: CONTAINERS, order: seen(COMMAND, GUARDED), cure: 'use Mechanism.NATIVE, or a check over the network',
    ways: { 'Mechanism.NATIVE': NATIVE, 'over the network': declare('proxy', { check: TCP }) },
  }, {
    pod: CONTAINERS, order: seen(COMMAND, { ...GUARDED, kubernetesVersion: '1.28' }), cure: 'use a check over the network',
    ways: { 'over the network': declare('proxy', { check: TCP }) },
  }, {
    pod: CONTAINERS, order: seen(SOCKET, GUARDED), cure: 'mount the volume in both containers, or use Mechanism.NATIVE_WAITER',
    ways: {
      'mount the volume': all(
        container('proxy', { volumeMounts: [{ name: 'run', mountPath: '/run' }] }),
        container('app', { volumeMounts: [{ name: 'run', mountPath: '/run' }] }),
      ),
      'the waiter': configure({ mechanism: 'native-waiter' }),
    },
  }, {
    pod: CONTAINERS, order: seen(SOCKET, { ...GUARDED, kubernetesVersion: '1.28' }), cure: 'mount the volume in both containers',
    ways: {
      'mount the volume': all(
        container('proxy', { volumeMounts: [{ name: 'run', mountPath: '/run' }] }),
        container('app', { volumeMounts: [{ name: 'run', mountPath: '/run' }] }),
      ),
    },
  }],
  'hook-slot-taken': [{
    pod: { containers: [{ name: 'proxy', lifecycle: { postStart: { exec: { command: ['/warm-up'] } } } }, 'app'] },
    order: seen(READY, { mechanism: 'post-start', runtimeImage: RUNTIME_IMAGE }),
    cure: 'use Mechanism.NATIVE, or use Mechanism.GUARD, or remove the hook',
    ways: { 'Mechanism.NATIVE': NATIVE, 'the guard': GUARD, 'remove the hook': container('proxy', { lifecycle: {} }) },
  }],
  'startup-probe-taken': [{
    pod: { containers: [{ name: 'proxy', startupProbe: startup }, 'app'] }, order: seen(READY, {}),
    cure: 'remove the startupProbe, or remove readyWhen to use the startupProbe as the gate',
    ways: { 'remove the startupProbe': container('proxy', NONE), 'leave out readyWhen': declare('proxy', { check: undefined }) },
  }, {
    pod: { containers: [{ name: 'proxy', startupProbe: startup }, 'app'] },
    order: { edges: ['app -> proxy'], mechanism: 'native-waiter', runtimeImage: RUNTIME_IMAGE },
    cure: 'use Mechanism.NATIVE, whose gate is the existing startupProbe, or remove the startupProbe and declare readyWhen',
    ways: { 'Mechanism.NATIVE': NATIVE, 'remove the startupProbe': all(container('proxy', NONE), declare('proxy', { check: READY })) },
  }],
  'restart-policy-taken': [{
    pod: { containers: [{ name: 'proxy', command: ['/proxy'], restartPolicy: 'Never' }, 'app'] },
    order: seen(READY, { runtimeImage: RUNTIME_IMAGE, mechanism: 'native' }),
    cure: 'remove restartPolicy and restartPolicyRules of the container, or use Mechanism.GUARD, which keeps both',
    ways: { 'remove it': container('proxy', { restartPolicy: undefined }), 'the guard': GUARD },
  }, {
    pod: { containers: [{ name: 'proxy', command: ['/proxy'], restartPolicy: 'Never' }, 'app'] },
    order: { containers: { proxy: { sidecar: true } } },
    cure: 'remove restartPolicy and restartPolicyRules of "proxy", or asSidecar()',
    ways: { 'remove it': container('proxy', { restartPolicy: undefined }), 'remove asSidecar()': declare('proxy', { sidecar: undefined }) },
  }, {
    pod: { containers: [{ name: 'migrate', restartPolicy: 'Always' }, 'app'] },
    order: { edges: [edge('app', 'migrate', { condition: 'succeeded' })] },
    cure: 'remove restartPolicy of "migrate"',
    ways: { 'remove it': container('migrate', { restartPolicy: undefined }) },
  }],
  'command-unknown': [{
    pod: { containers: ['proxy', { name: 'app' }] }, order: seen(READY, GUARDED),
    cure: SAY_IT,
    ways: { 'a command': container('app', { command: ['/app'] }), imageEntrypoint: declare('app', { entrypoint: ['/bin/app'] }) },
  }, {
    pod: { containers: ['proxy', { name: 'app' }] }, order: { ...seen(READY, GUARDED), containers: { ...PROXY, app: {} } },
    cure: `${SAY_IT}, or lock the image: cdk8s-startgate lock --image app:1, and configure({ imageLock: "startgate.images.json" })`,
    ways: { 'lock it': configure({ imageLock: lockOf({ 'app:1': { entrypoint: ['/app'] } }) }) },
  }, {
    pod: { containers: ['proxy', { name: 'app' }] }, order: seen(READY, { ...GUARDED, imageLock: lockOf({}) }),
    cure: `${SAY_IT}, or lock the image: cdk8s-startgate lock --image app:1`,
    ways: { 'lock it': configure({ imageLock: lockOf({ 'app:1': { entrypoint: ['/app'] } }) }) },
  }],
  'binary-missing': [{
    pod: CONTAINERS, order: seen(READY, { mechanism: 'guard' }),
    cure: 'set the path in the image: waiterPath("/startgate"); or install the waiter: configure({ runtimeImage: "registry.example/startgate:0.1.0" })',
    ways: { waiterPath: declare('app', { waiterPath: '/startgate' }), runtimeImage: GUARD },
  }, {
    pod: CONTAINERS, order: seen(READY, { mechanism: 'init-waiter' }),
    cure: 'configure({ runtimeImage: "registry.example/startgate:0.1.0" })',
    ways: { runtimeImage: configure({ runtimeImage: RUNTIME_IMAGE }) },
  }],
  'image-volume-off': [{
    pod: CONTAINERS, order: seen(READY, { ...GUARDED, delivery: 'image-volume', kubernetesVersion: '1.34' }),
    cure: 'set kubernetesVersion to 1.35 or newer, use Delivery.INSTALL, or turn the feature gate ImageVolume on',
    ways: { 'a newer version': configure({ kubernetesVersion: '1.35' }), 'Delivery.INSTALL': configure({ delivery: 'install' }) },
  }],
  'collision': [{
    pod: { ...CONTAINERS, volumes: [{ name: 'startgate-image', emptyDir: {} }] },
    order: seen(READY, GUARDED),
    cure: 'rename the volume "startgate-image" of the Pod',
    ways: { 'rename the volume': pod({ volumes: [{ name: 'gates', emptyDir: {} }] }) },
  }, {
    pod: { containers: ['proxy', 'app', 'startgate-install'] },
    order: seen(READY, { ...GUARDED, kubernetesVersion: '1.34' }),
    cure: 'rename the container "startgate-install" of the Pod',
    ways: { 'rename the container': pod({ containers: ['proxy', 'app', 'install'] }) },
  }, {
    pod: { containers: ['proxy', { name: 'app', command: ['/app'], volumeMounts: [{ name: 'run', mountPath: '/run/startgate/mine' }] }] },
    order: seen(READY, GUARDED),
    cure: 'move that mount out of /run/startgate',
    ways: { 'mount it elsewhere': container('app', { volumeMounts: [{ name: 'run', mountPath: '/run/mine' }] }) },
  }, {
    pod: { ...CONTAINERS, metadata: { annotations: { 'startgate.dev/order': '{}' } } }, order: seen(READY, {}), cure: 'remove the annotation startgate.dev/order; a rendered manifest can\'t get another order',
    ways: { 'remove the annotation': pod({ metadata: {} }) },
  }],
  'windows': [{
    pod: { ...CONTAINERS, os: { name: 'windows' } }, order: seen(READY, GUARDED), cure: 'use Mechanism.NATIVE with a check that the kubelet can run: httpGet, tcpSocket, grpc or command',
    ways: { 'Mechanism.NATIVE': NATIVE },
  }, {
    pod: { ...CONTAINERS, os: { name: 'windows' } }, order: seen(READY, { ...GUARDED, kubernetesVersion: '1.28' }), cure: 'set kubernetesVersion to 1.29 or newer, and use Mechanism.NATIVE with a check that the kubelet can run: httpGet, tcpSocket, grpc or command',
    ways: { 'Mechanism.NATIVE': configure({ mechanism: 'native', kubernetesVersion: '1.29' }) },
  }, {
    pod: { ...CONTAINERS, os: { name: 'windows' } },
    order: { edges: [edge('app', 'proxy', { regate: true })], containers: PROXY, runtimeImage: RUNTIME_IMAGE },
    cure: 'run this Pod on Linux nodes, and remove os.name',
    ways: { 'on Linux': pod({ os: {} }) },
  }],
  'post-start-fails-open': [{
    pod: CONTAINERS, order: seen(READY, { mechanism: 'post-start', kubernetesVersion: '1.28', runtimeImage: RUNTIME_IMAGE }),
    cure: 'use Mechanism.NATIVE (Kubernetes 1.29 or newer), or Mechanism.GUARD with imageEntrypoint and configure({ runtimeImage })',
    ways: { 'Mechanism.NATIVE': configure({ mechanism: 'native', kubernetesVersion: '1.29' }), 'the guard': GUARD },
  }, {
    pod: { containers: ['app'] }, order: { edges: ['app -> istio-proxy'], containers: { 'istio-proxy': MESH } },
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }), or make the command of the container wait',
    ways: { 'the guard': GUARD, 'in the command': all(leaveOut('app', 'istio-proxy'), container('app', { command: ['/wait-and-run'] })) },
  }],
  'hook-before-gate': [{
    pod: { containers: ['proxy', { name: 'app', command: ['/app'], lifecycle: { postStart: { exec: { command: ['/register'] } } } }] },
    order: seen(READY, GUARDED),
    cure: 'move the work of the hook into the command of the container, or use Mechanism.NATIVE, which creates the container after the gate has opened',
    ways: { 'in the command': container('app', { lifecycle: {}, command: ['/register-and-run'] }), 'Mechanism.NATIVE': NATIVE },
  }, {
    pod: { containers: ['proxy', { name: 'app', command: ['/app'], lifecycle: { postStart: { exec: { command: ['/register'] } } } }] },
    order: seen(READY, { ...GUARDED, kubernetesVersion: '1.28' }),
    cure: 'move the work of the hook into the command of the container',
    ways: { 'in the command': container('app', { lifecycle: {}, command: ['/register-and-run'] }) },
  }],
  'started-waits-for-probe': [{
    pod: { containers: [{ name: 'proxy', startupProbe: startup }, 'app'] },
    order: { edges: [edge('app', 'proxy', { condition: 'started' })] },
    cure: 'remove the startupProbe, or wait for Condition.HEALTHY',
    ways: { 'remove the startupProbe': container('proxy', NONE), 'Condition.HEALTHY': depend('app', 'proxy', { condition: 'healthy' }) },
  }, {
    pod: {
      containers: [
        { name: 'proxy', ports: [{ containerPort: 8080 }], startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 } }, 'app',
      ],
    },
    order: { edges: [edge('app', 'proxy', { condition: 'started' })] },
    cure: 'cdk8s-plus added the startupProbe for portNumber: use ports instead, or wait for Condition.HEALTHY',
    ways: { 'use ports': container('proxy', NONE), 'Condition.HEALTHY': depend('app', 'proxy', { condition: 'healthy' }) },
  }],
  'linear-wait': [{
    pod: { containers: ['proxy', 'app', 'metrics'] }, order: seen(READY, { runtimeImage: RUNTIME_IMAGE, mechanism: 'native' }),
    cure: 'use Mechanism.GUARD if startup time matters: guards wait in parallel',
    ways: { 'the guard': GUARD },
  }, {
    pod: { containers: ['proxy', 'app', 'metrics'] }, order: seen(COMMAND, { runtimeImage: RUNTIME_IMAGE }),
    cure: 'declare the dependency, if there is one',
    ways: { 'declare it': alsoDepend(edge('metrics', 'proxy')) },
  }],
  'not-gated-again': [{
    pod: CONTAINERS, order: seen(READY, { runtimeImage: RUNTIME_IMAGE, mechanism: 'native' }),
    cure: 'use Mechanism.GUARD if the container must wait again',
    ways: { 'the guard': GUARD },
  }, {
    pod: CONTAINERS, order: seen(COMMAND, {}),
    cure: 'make the command of the container wait, if it must wait again',
    ways: { 'in the command': all(leaveOut('app', 'proxy'), container('app', { command: ['/wait-and-run'] })) },
  }],
};
