import type { Container, PodSpec } from '../../../src/private/manifest';
import { pod } from '../../../src/cli/rules/examples/example';

interface Manifest {
  readonly metadata: { annotations?: Record<string, string> };
  readonly spec: PodSpec & { activeDeadlineSeconds?: number; template?: { spec: PodSpec } };
}

/** What a reader changes in the manifests, or in their text: `what is there -> what comes there`. */
type Change = string | ((first: Manifest, second: { spec: { ports: { targetPort: unknown }[] } }) => void);

interface ManifestCure {
  /** The manifest; the one of the example if it is not given. */
  readonly manifest?: string;
  readonly kubernetesVersion?: string;
  /** The cure, word by word. */
  readonly cure: string;
  readonly ways: Readonly<Record<string, Change>>;
}

const PROXY = '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }] }';

function spec({ spec: own }: Manifest): PodSpec {
  return own.template?.spec ?? own;
}

function of(manifest: Manifest, name: string): Container {
  return [...spec(manifest).initContainers ?? [], ...spec(manifest).containers ?? []].find((container) => container.name === name)!;
}

/** Changes fields of a container; undefined removes one. */
function set(name: string, fields: { readonly [K in keyof Container]?: Container[K] | undefined }): Change {
  return (manifest) => { Object.assign(of(manifest, name), fields); };
}

/** Moves a container in front of the others, as a native sidecar or as a plain init container. */
function toInit(name: string, fields: { readonly [K in keyof Container]?: Container[K] | undefined }): Change {
  return (manifest) => {
    const own = spec(manifest);
    own.initContainers = [...own.initContainers ?? [], { ...of(manifest, name), ...fields }];
    own.containers = own.containers!.filter((container) => container.name !== name);
  };
}

function toContainers(name: string): Change {
  return (manifest) => {
    const own = spec(manifest);
    const { restartPolicy: _policy, ...container } = of(manifest, name);
    own.containers = [container, ...own.containers ?? []];
    own.initContainers = own.initContainers!.filter((each) => each.name !== name);
  };
}

const NATIVE = { restartPolicy: 'Always' };
const NO_NETWORK: Change = (manifest) => { spec(manifest).hostNetwork = false; };
const RENDERED_AGAIN: Change = (manifest) => {
  manifest.metadata.annotations = { 'startgate.dev/order': '{"version":1,"dependencies":[{"container":"app","dependsOn":"migrate","condition":"succeeded","timeout":"60s","onTimeout":"fail","mechanism":"order"}]}' };
  spec(manifest).initContainers = [{ name: 'migrate', image: 'shop/migrate' }];
  spec(manifest).containers = [{ name: 'app', image: 'shop/web' }];
};

/** What `check` says of a manifest that nobody declared an order for, and what a reader does who follows the cure. */
export const MANIFEST_CURES: Readonly<Record<string, ManifestCure>> = {
  'unreadable': { cure: 'fix the place that the message names; render a template first', ways: { 'render the template': 'spec: {{ .Values.spec }} -> metadata: { name: web }\nspec: { containers: [{ name: app, image: shop/web }] }' } },
  'malformed-field': { cure: 'write the field as the Kubernetes API defines it; check ignored it', ways: { 'a list': set('app', { command: ['/app'] }) } },
  'annotation-unreadable': {
    cure: 'render the manifest again, or remove the annotation',
    ways: { 'render it again': RENDERED_AGAIN, 'remove it': (manifest) => { manifest.metadata.annotations = {}; } },
  },
  'annotation-not-kept': { cure: 'render the manifest again, or undo the change made after rendering', ways: { 'render it again': RENDERED_AGAIN, 'undo the change': toInit('migrate', {}) } },
  'duplicate-container-name': {
    cure: 'give every container of the Pod its own name',
    ways: { 'another name': (manifest) => { spec(manifest).containers![1]!.name = 'worker'; } },
  },
  'cycle': {
    cure: 'remove one of these dependencies',
    ways: { 'the first': set('a', { command: ['/a'] }), 'the second': set('b', { command: ['/b'] }) },
  },
  'no-check': {
    manifest: pod('containers:', PROXY, '  - { name: app, image: shop/web, command: [kubexit, /app], env: [{ name: KUBEXIT_BIRTH_DEPS, value: proxy }] }'),
    cure: 'add a startupProbe or a readinessProbe to the container',
    ways: {
      'a startupProbe': set('proxy', { startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 6 } }),
      'a readinessProbe': set('proxy', { readinessProbe: { tcpSocket: { port: 8080 } } }),
    },
  },
  'port-unknown': { cure: 'use a TCP port of the container in the probe, by its name or its number', ways: { 'name it': set('proxy', { startupProbe: { httpGet: { port: 'admin' } } }), 'a number': set('proxy', { startupProbe: { httpGet: { port: 9901 } } }) } },
  'port-of-another-container': { cure: 'use a port that the container itself listens on, and declare the port in its ports', ways: { 'its own port': set('proxy', { startupProbe: { httpGet: { port: 9901 } } }) } },
  'probe-on-init-container': { cure: 'remove these fields; if cdk8s-plus added the startupProbe for portNumber, use ports instead', ways: { 'remove them': set('migrate', { readinessProbe: undefined }) } },
  'no-containers-left': {
    cure: 'add a container to the Pod',
    ways: { 'a container': (manifest) => { spec(manifest).containers = [{ name: 'more', image: 'shop/more' }]; } },
  },
  'kubernetes-too-old': { cure: 'move the container from initContainers to containers, or use Kubernetes 1.29 or newer', ways: { 'move it': toContainers('proxy') } },
  'completes-but-restarts': {
    cure: 'make the container an init container, or use a Job',
    ways: {
      'an init container': (manifest, ...rest) => {
        (toInit('load', {}) as (...all: unknown[]) => void)(manifest, ...rest);
        of(manifest, 'load').command = ['/load'];
        of(manifest, 'app').command = ['/app'];
      },
      'a Job': (manifest) => { spec(manifest).restartPolicy = 'OnFailure'; },
    },
  },
  'fail-needs-an-end': { cure: 'move the container to initContainers with restartPolicy: Always, so that it ends with the others', ways: { 'move it': toInit('proxy', NATIVE) } },
  'host-network-port': { cure: 'wait for a file or a unix socket, or remove hostNetwork', ways: { 'leave the host network': NO_NETWORK, 'wait for a file': set('app', { command: ['sh', '-c', 'until test -f /run/proxy/ready; do sleep 1; done; exec /app'] }) } },
  'gate-host': { cure: 'remove host from the startupProbe: the kubelet then connects to the Pod IP', ways: { 'remove host': set('proxy', { startupProbe: { tcpSocket: { port: 9901 } } }) } },
  'service-port-of-sidecar': {
    cure: 'set targetPort: 8080 in the Service "web"',
    ways: { 'set targetPort': (_web, service) => { service.spec.ports[0]!.targetPort = 8080; } },
  },
  'post-start-fails-open': {
    cure: 'move the container to initContainers with restartPolicy: Always and a startupProbe with the same check (Kubernetes 1.29 or newer)',
    ways: {
      'move it': toInit('istio-proxy', {
        ...NATIVE, lifecycle: undefined, startupProbe: { httpGet: { path: '/healthz/ready', port: 15021 } },
      }),
    },
  },
  'hook-before-gate': { cure: 'move the work of the hook into the command of the container, after the waiter', ways: { 'in the command': set('app', { lifecycle: undefined, command: ['wait4x', 'tcp', 'localhost:8080', '--', '/register-and-run'] }) } },
  'host-network-probe': { cure: 'use an exec probe, or remove hostNetwork', ways: { 'a command': set('proxy', { startupProbe: { exec: { command: ['/ready'] } } }), 'leave the host network': NO_NETWORK } },
  'probe-host': { cure: 'remove host: the kubelet then connects to the Pod IP', ways: { 'remove host': set('app', { readinessProbe: { httpGet: { path: '/ready', port: 8080 } } }) } },
  'startup-budget': {
    cure: 'give the startupProbe a failureThreshold of 120 or more (periodSeconds 1), or shorten the timeout of "app" on "proxy" to 30 s or less',
    ways: {
      'raise the threshold': set('proxy', { startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1, failureThreshold: 120 } }),
      'wait less': set('app', { command: ['wait4x', 'tcp', 'localhost:8080', '-t', '30s', '--', '/app'] }),
    },
  },
  'liveness-during-warm-up': {
    cure: 'add a startupProbe with a failureThreshold of 12 or more (periodSeconds 10)',
    ways: { 'in front': set('proxy', { startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 12 } }) },
  },
  'deadline-too-short': {
    cure: 'raise the deadline, or shorten the timeouts',
    ways: {
      'raise the deadline': (manifest) => { manifest.spec.activeDeadlineSeconds = 90; },
      'shorten the timeouts': set('proxy', { startupProbe: { exec: { command: ['/ready'] }, periodSeconds: 1, failureThreshold: 60 } }),
    },
  },
  'job-never-completes': { cure: 'move the container to initContainers with restartPolicy: Always, so that it ends with the others', ways: { 'move it': toInit('proxy', NATIVE) } },
  'fail-never-ends': {
    cure: 'set activeDeadlineSeconds', ways: { 'set it': (manifest) => { manifest.spec.activeDeadlineSeconds = 600; } },
  },
  'port-shared': {
    cure: 'give each container its own port',
    ways: { 'its own': set('agent', { ports: [{ containerPort: 9902 }], startupProbe: { httpGet: { port: 9902 } } }) },
  },
  'port-undeclared': { cure: 'correct the port, or declare it in the ports of the container', ways: { 'declare it': set('proxy', { ports: [{ containerPort: 9901 }] }) } },
  'timeout-within-chain': {
    cure: 'raise the timeout of the container that waits for both',
    ways: { 'lengthen it': set('web', { command: ['wait4x', 'tcp', 'localhost:8080', '-t', '61s', '--', '/web'] }) },
  },
  'not-gated-again': {
    cure: 'make the command of the container wait, if it must wait again',
    ways: {
      'let it wait': (manifest) => {
        of(manifest, 'proxy').ports = [{ containerPort: 8080 }];
        of(manifest, 'proxy').startupProbe = { tcpSocket: { port: 8080 } };
        of(manifest, 'app').command = ['wait4x', 'tcp', 'localhost:8080', '--', '/app'];
      },
    },
  },
  'hook-forgotten': { cure: 'add a startupProbe with the same check', ways: { 'a startupProbe': set('istio-proxy', { lifecycle: undefined, startupProbe: { httpGet: { path: '/healthz/ready', port: 15021 } } }) } },
  'waiter-goes-on': { cure: 'make the waiter fail after the timeout, so that the kubelet restarts it: --strict of wait-for-it, && or set -e in a script', ways: { '--strict': set('app', { command: ['wait-for-it', '--strict', 'db:5432', '--', '/app'] }), '&&': set('app', { command: ['sh', '-c', 'wait-for-it db:5432 && exec /app'] }) } },
  'ignore-without-reason': {
    cure: 'write the reason: startgate.dev/ignore.not-gated-again: "…"',
    ways: {
      'say why': (manifest) => { manifest.metadata.annotations!['startgate.dev/ignore.not-gated-again'] = 'it connects again by itself'; },
    },
  },
  'ignore-error': {
    cure: 'fix the error, and remove the annotation',
    ways: { 'both': (manifest) => { manifest.metadata.annotations = {}; manifest.spec.containers![1]!.name = 'worker'; } },
  },
  'ignore-unknown-rule': {
    cure: 'use a rule id that check prints, or remove the annotation',
    ways: {
      'the id': (manifest) => { manifest.metadata.annotations = {
        'startgate.dev/ignore.not-gated-again': 'it connects again by itself',
      }; },
      'remove it': (manifest) => { manifest.metadata.annotations = {}; },
    },
  },
  'hook-is-no-gate': { cure: 'if the hook must be a gate, make the container a native sidecar with a startupProbe', ways: { 'a native sidecar': toInit('proxy', { ...NATIVE, lifecycle: undefined, startupProbe: { httpGet: { path: '/ready', port: 8080 } } }) } },
  'sleep-is-no-check': { cure: 'make the container a native sidecar with a startupProbe', ways: { 'a native sidecar': toInit('proxy', { ...NATIVE, lifecycle: undefined, startupProbe: { exec: { command: ['/ready'] } } }) } },
};
