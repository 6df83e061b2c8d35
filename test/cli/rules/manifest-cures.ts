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
  'unreadable': { cure: 'mend it where the message says; a template must be rendered first', ways: { 'render the template': 'spec: {{ .Values.spec }} -> metadata: { name: web }\nspec: { containers: [{ name: app, image: shop/web }] }' } },
  'malformed-field': { cure: 'write it as the Kubernetes API has it; it was left out here', ways: { 'a list': set('app', { command: ['/app'] }) } },
  'annotation-unreadable': {
    cure: 'render the manifest again, or remove the annotation',
    ways: { 'render it again': RENDERED_AGAIN, 'remove it': (manifest) => { manifest.metadata.annotations = {}; } },
  },
  'annotation-not-kept': { cure: 'render the manifest again, or undo the change that was made to it after it was rendered', ways: { 'render it again': RENDERED_AGAIN, 'undo the change': toInit('migrate', {}) } },
  'duplicate-container-name': {
    cure: 'give each container of the Pod a name of its own',
    ways: { 'another name': (manifest) => { spec(manifest).containers![1]!.name = 'worker'; } },
  },
  'cycle': {
    cure: 'remove one of these dependencies',
    ways: { 'the first': set('a', { command: ['/a'] }), 'the second': set('b', { command: ['/b'] }) },
  },
  'no-check': {
    manifest: pod('containers:', PROXY, '  - { name: app, image: shop/web, command: [kubexit, /app], env: [{ name: KUBEXIT_BIRTH_DEPS, value: proxy }] }'),
    cure: 'give it a startupProbe, or a readinessProbe',
    ways: {
      'a startupProbe': set('proxy', { startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 6 } }),
      'a readinessProbe': set('proxy', { readinessProbe: { tcpSocket: { port: 8080 } } }),
    },
  },
  'port-unknown': { cure: 'name a TCP port of the container in the probe, or give the probe a number', ways: { 'name it': set('proxy', { startupProbe: { httpGet: { port: 'admin' } } }), 'a number': set('proxy', { startupProbe: { httpGet: { port: 9901 } } }) } },
  'port-of-another-container': { cure: 'use the port on which the container itself listens, and declare it in its ports', ways: { 'its own port': set('proxy', { startupProbe: { httpGet: { port: 9901 } } }) } },
  'probe-on-init-container': { cure: 'remove them; cdk8s-plus adds a startupProbe to each container with portNumber: give the port in ports instead', ways: { 'remove them': set('migrate', { readinessProbe: undefined }) } },
  'no-containers-left': {
    cure: 'give the Pod a container',
    ways: { 'a container': (manifest) => { spec(manifest).containers = [{ name: 'more', image: 'shop/more' }]; } },
  },
  'kubernetes-too-old': { cure: 'move it to the containers of the Pod, or run it on Kubernetes 1.29 or newer', ways: { 'move it': toContainers('proxy') } },
  'completes-but-restarts': {
    cure: 'make it an init container, or use a Job',
    ways: {
      'an init container': (manifest, ...rest) => {
        (toInit('load', {}) as (...all: unknown[]) => void)(manifest, ...rest);
        of(manifest, 'load').command = ['/load'];
        of(manifest, 'app').command = ['/app'];
      },
      'a Job': (manifest) => { spec(manifest).restartPolicy = 'OnFailure'; },
    },
  },
  'fail-needs-an-end': { cure: 'move it to the initContainers with restartPolicy: Always, so that it ends with the others', ways: { 'move it': toInit('proxy', NATIVE) } },
  'host-network-port': { cure: 'wait for a file or a unix socket, or leave the host network', ways: { 'leave the host network': NO_NETWORK, 'wait for a file': set('app', { command: ['sh', '-c', 'until test -f /run/proxy/ready; do sleep 1; done; exec /app'] }) } },
  'gate-host': { cure: 'remove host from the startupProbe: the kubelet then dials the address of the Pod', ways: { 'remove host': set('proxy', { startupProbe: { tcpSocket: { port: 9901 } } }) } },
  'service-port-of-sidecar': {
    cure: 'set targetPort: 8080 in the Service "web"',
    ways: { 'set targetPort': (_web, service) => { service.spec.ports[0]!.targetPort = 8080; } },
  },
  'post-start-fails-open': {
    cure: 'move it to the initContainers with restartPolicy: Always and a startupProbe that asks the same (Kubernetes 1.29 or newer)',
    ways: {
      'move it': toInit('istio-proxy', {
        ...NATIVE, lifecycle: undefined, startupProbe: { httpGet: { path: '/healthz/ready', port: 15021 } },
      }),
    },
  },
  'hook-before-gate': { cure: 'let the command of the container do what the hook does, behind the waiter', ways: { 'in the command': set('app', { lifecycle: undefined, command: ['wait4x', 'tcp', 'localhost:8080', '--', '/register-and-run'] }) } },
  'host-network-probe': { cure: 'let the probe run a command in the container, or leave the host network', ways: { 'a command': set('proxy', { startupProbe: { exec: { command: ['/ready'] } } }), 'leave the host network': NO_NETWORK } },
  'probe-host': { cure: 'remove host: the kubelet then dials the address of the Pod', ways: { 'remove host': set('app', { readinessProbe: { httpGet: { path: '/ready', port: 8080 } } }) } },
  'startup-budget': {
    cure: 'give the startupProbe a failureThreshold of 120 or more (periodSeconds 1), or let "app" wait 30 s or less for "proxy"',
    ways: {
      'raise the threshold': set('proxy', { startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1, failureThreshold: 120 } }),
      'wait less': set('app', { command: ['wait4x', 'tcp', 'localhost:8080', '-t', '30s', '--', '/app'] }),
    },
  },
  'liveness-during-warm-up': {
    cure: 'put a startupProbe with a failureThreshold of 12 or more (periodSeconds 10) in front of the livenessProbe',
    ways: { 'in front': set('proxy', { startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 12 } }) },
  },
  'deadline-too-short': {
    cure: 'raise the deadline, or shorten the timeouts',
    ways: {
      'raise the deadline': (manifest) => { manifest.spec.activeDeadlineSeconds = 90; },
      'shorten the timeouts': set('proxy', { startupProbe: { exec: { command: ['/ready'] }, periodSeconds: 1, failureThreshold: 60 } }),
    },
  },
  'job-never-completes': { cure: 'move it to the initContainers with restartPolicy: Always, so that it ends with the others', ways: { 'move it': toInit('proxy', NATIVE) } },
  'fail-never-ends': {
    cure: 'set activeDeadlineSeconds', ways: { 'set it': (manifest) => { manifest.spec.activeDeadlineSeconds = 600; } },
  },
  'port-shared': {
    cure: 'give each of them a port of its own',
    ways: { 'its own': set('agent', { ports: [{ containerPort: 9902 }], startupProbe: { httpGet: { port: 9902 } } }) },
  },
  'port-undeclared': { cure: 'declare the port in the ports of the container; it works without, too', ways: { 'declare it': set('proxy', { ports: [{ containerPort: 9901 }] }) } },
  'timeout-within-chain': {
    cure: 'lengthen the timeout of the one that waits for both',
    ways: { 'lengthen it': set('web', { command: ['wait4x', 'tcp', 'localhost:8080', '-t', '61s', '--', '/web'] }) },
  },
  'not-gated-again': {
    cure: 'let its own command wait, if it matters',
    ways: {
      'let it wait': (manifest) => {
        of(manifest, 'proxy').ports = [{ containerPort: 8080 }];
        of(manifest, 'proxy').startupProbe = { tcpSocket: { port: 8080 } };
        of(manifest, 'app').command = ['wait4x', 'tcp', 'localhost:8080', '--', '/app'];
      },
    },
  },
  'hook-forgotten': { cure: 'give it a startupProbe, which asks the same: the kubelet keeps it', ways: { 'a startupProbe': set('istio-proxy', { lifecycle: undefined, startupProbe: { httpGet: { path: '/healthz/ready', port: 15021 } } }) } },
  'waiter-goes-on': { cure: 'let it give up instead, so that the kubelet tries again: --strict of wait-for-it, && or set -e in a script', ways: { '--strict': set('app', { command: ['wait-for-it', '--strict', 'db:5432', '--', '/app'] }), '&&': set('app', { command: ['sh', '-c', 'wait-for-it db:5432 && exec /app'] }) } },
  'ignore-without-reason': {
    cure: 'say why: startgate.dev/ignore.not-gated-again: "…"',
    ways: {
      'say why': (manifest) => { manifest.metadata.annotations!['startgate.dev/ignore.not-gated-again'] = 'it connects again by itself'; },
    },
  },
  'ignore-error': {
    cure: 'mend what the error says, and remove the annotation',
    ways: { 'both': (manifest) => { manifest.metadata.annotations = {}; manifest.spec.containers![1]!.name = 'worker'; } },
  },
  'ignore-unknown-rule': {
    cure: 'use the id that check says, or remove the annotation',
    ways: {
      'the id': (manifest) => { manifest.metadata.annotations = {
        'startgate.dev/ignore.not-gated-again': 'it connects again by itself',
      }; },
      'remove it': (manifest) => { manifest.metadata.annotations = {}; },
    },
  },
  'hook-is-no-gate': { cure: 'if it is meant as a gate, make it a native sidecar with a startupProbe', ways: { 'a native sidecar': toInit('proxy', { ...NATIVE, lifecycle: undefined, startupProbe: { httpGet: { path: '/ready', port: 8080 } } }) } },
  'sleep-is-no-check': { cure: 'make it a native sidecar with a startupProbe, which is ready when it is ready', ways: { 'a native sidecar': toInit('proxy', { ...NATIVE, lifecycle: undefined, startupProbe: { exec: { command: ['/ready'] } } }) } },
};
