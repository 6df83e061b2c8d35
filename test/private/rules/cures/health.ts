import { edge, READY, RUNTIME_IMAGE } from '../../support';
import { all, alsoDepend, configure, container, type CureCase, declare, depend, pod } from './given';

const PROXY = { proxy: { check: READY } };
const SERVING = { name: 'proxy', ports: [{ containerPort: 9901 }] };
const COMMAND = { kind: 'command', command: ['/ready'] } as const;
const TCP = { kind: 'tcpSocket', listensOn: 'all' } as const;

/** How it is seen that a container is healthy. */
export const HEALTH_CURES: Readonly<Record<string, readonly CureCase[]>> = {
  'no-check': [{
    pod: { containers: ['proxy', 'app'] }, order: { edges: ['app -> proxy'] },
    cure: 'declare a check with readyWhen(Check.httpGet(…)), or wait for Condition.STARTED',
    ways: { 'declare one': declare('proxy', { check: READY }), 'Condition.STARTED': depend('app', 'proxy', { condition: 'started' }) },
  }],
  'port-unknown': [{
    pod: {
      containers: [
        { name: 'dns', ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }, { name: 'http', containerPort: 80 }] }, 'app',
      ],
    },
    order: { edges: ['app -> dns'], containers: { dns: { check: { ...TCP, port: 'dns' } } } },
    cure: 'name a TCP port of the container, or give the check a number: { port: 8080 }',
    ways: {
      'name a TCP port': declare('dns', { check: { ...TCP, port: 'http' } }), 'a number': declare('dns', { check: { ...TCP, port: 80 } }),
    },
  }],
  'port-of-another-container': [{
    pod: { containers: [SERVING, { name: 'app', ports: [{ containerPort: 8080 }] }] },
    order: { edges: ['app -> proxy'], containers: PROXY },
    cure: 'use a port that the container itself listens on, and declare the port in its ports',
    ways: {
      'its own port': declare('proxy', { check: { ...READY, port: 9901 } }),
      'declare another one': all(
        declare('proxy', { check: { ...READY, port: 9902 } }), container('proxy', { ports: [{ containerPort: 9902 }] }),
      ),
    },
  }],
  'port-shared': [{
    pod: { containers: [SERVING, { name: 'agent', ports: [{ containerPort: 9901 }] }, 'app'] },
    order: {
      edges: ['app -> agent', 'app -> proxy'],
      containers: { proxy: { check: { ...READY, port: 9901 } }, agent: { check: { ...READY, port: 9901 } } },
    },
    cure: 'give each container its own port',
    ways: {
      'a port of its own': all(
        container('agent', { ports: [{ containerPort: 9902 }] }), declare('agent', { check: { ...READY, port: 9902 } }),
      ),
    },
  }],
  'port-undeclared': [{
    pod: { containers: ['proxy', 'app'] }, order: { edges: ['app -> proxy'], containers: PROXY },
    cure: 'correct the port, or declare it in the ports of the container',
    ways: { 'declare the port': container('proxy', { ports: [{ containerPort: 8080 }] }) },
  }],
  'probe-on-init-container': [{
    pod: {
      initContainers: [{ name: 'migrate', ports: [{ containerPort: 80 }], startupProbe: { tcpSocket: { port: 80 }, failureThreshold: 3 } }],
      containers: ['app'],
    },
    order: {},
    cure: 'remove these fields; if cdk8s-plus added the startupProbe for portNumber, use ports instead',
    ways: { 'remove them': container('migrate', { startupProbe: undefined }) },
  }],
  'check-unused': [{
    pod: { containers: ['proxy', 'app'] }, order: { edges: [edge('app', 'proxy', { condition: 'started' })], containers: PROXY },
    cure: 'wait for Condition.HEALTHY, or remove readyWhen',
    ways: {
      'Condition.HEALTHY': depend('app', 'proxy', { condition: 'healthy' }), 'leave readyWhen out': declare('proxy', { check: undefined }),
    },
  }, {
    pod: { containers: ['app'] }, order: { containers: { mesh: { check: READY, foreign: { kind: 'injected', native: false } } }, runtimeImage: RUNTIME_IMAGE },
    cure: 'declare the container that waits for it, or remove it',
    ways: { 'app waits': alsoDepend(edge('app', 'mesh')), 'remove it': (before) => ({ ...before, order: {} }) },
  }],
  'host-network-port': [{
    pod: {
      hostNetwork: true,
      containers: [
        { name: 'proxy', volumeMounts: [{ name: 'run', mountPath: '/run/proxy' }] },
        { name: 'app', command: ['/app'], volumeMounts: [{ name: 'run', mountPath: '/run/proxy' }] },
      ],
      volumes: [{ name: 'run', emptyDir: {} }],
    },
    order: { edges: ['app -> proxy'], containers: PROXY, mechanism: 'guard', runtimeImage: RUNTIME_IMAGE },
    cure: 'use Check.unixSocket or Check.file on a volume that both containers mount, or Mechanism.NATIVE',
    ways: {
      'Check.unixSocket': declare('proxy', { check: { kind: 'unixSocket', path: '/run/proxy/proxy.sock' } }),
      'Check.file': declare('proxy', { check: { kind: 'file', path: '/run/proxy/ready' } }),
      'Mechanism.NATIVE': configure({ mechanism: 'native' }),
    },
  }, {
    pod: { hostNetwork: true, containers: ['proxy', 'app'] },
    order: { edges: ['app -> proxy'], containers: PROXY, mechanism: 'native-waiter', runtimeImage: RUNTIME_IMAGE },
    cure: 'use Check.unixSocket, Check.file or Check.command, or Mechanism.NATIVE',
    ways: {
      'Check.unixSocket': declare('proxy', { check: { kind: 'unixSocket', path: '/proxy.sock' } }),
      'Check.file': declare('proxy', { check: { kind: 'file', path: '/ready' } }),
      'Check.command': declare('proxy', { check: COMMAND }),
      'Mechanism.NATIVE': configure({ mechanism: 'native' }),
    },
  }, {
    pod: { hostNetwork: true, containers: ['proxy', 'app'] },
    order: { edges: ['app -> proxy'], containers: PROXY, mechanism: 'post-start', runtimeImage: RUNTIME_IMAGE, kubernetesVersion: '1.28' },
    cure: 'use Check.unixSocket, Check.file or Check.command',
    ways: { 'Check.command': declare('proxy', { check: COMMAND }) },
  }],
  'host-network-probe': [{
    pod: { hostNetwork: true, containers: ['proxy', 'app'] }, order: { edges: ['app -> proxy'], containers: PROXY },
    cure: 'use Check.command, or remove hostNetwork',
    ways: { 'Check.command': declare('proxy', { check: COMMAND }), 'leave the host network': pod({ hostNetwork: false }) },
  }],
  'gate-host': [{
    pod: { containers: [{ name: 'proxy', readinessProbe: { tcpSocket: { port: 80, host: '127.0.0.1' } } }, 'app'] },
    order: { edges: ['app -> proxy'] },
    cure: 'remove host from the readinessProbe: the kubelet then connects to the Pod IP',
    ways: { 'remove host': container('proxy', { readinessProbe: { tcpSocket: { port: 80 } } }) },
  }],
  'probe-host': [{
    pod: { containers: [{ name: 'app', livenessProbe: { tcpSocket: { port: 80, host: '127.0.0.1' } } }] }, order: {},
    cure: 'remove host: the kubelet then connects to the Pod IP',
    ways: { 'remove host': container('app', { livenessProbe: { tcpSocket: { port: 80 } } }) },
  }],
  'service-port-of-sidecar': [{
    pod: { metadata: { labels: { app: 'web' } }, containers: [{ name: 'proxy', ports: [{ name: 'http', containerPort: 8080 }] }, 'app'] },
    order: { edges: ['app -> proxy'], containers: PROXY, kubernetesVersion: '1.32' },
    services: [{
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
    }],
    cure: 'set targetPort: 8080 in the Service "web"',
    ways: {
      'set targetPort': (before) => ({
        ...before,
        services: [{
          apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' },
          spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
        }],
      }),
    },
  }, {
    pod: {
      metadata: { labels: { app: 'web' } },
      containers: [
        { name: 'migrate', ports: [{ name: 'http', containerPort: 8080 }] }, { name: 'app', ports: [{ name: 'web', containerPort: 8081 }] },
      ],
    },
    order: { edges: [edge('app', 'migrate', { condition: 'succeeded' })] },
    services: [{
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
    }],
    cure: 'set targetPort of the Service "web" to a port of a container that runs',
    ways: {
      'set targetPort': (before) => ({
        ...before,
        services: [{
          apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' },
          spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'web' }] },
        }],
      }),
    },
  }],
};
