import { Condition } from '../../condition';
import { Delivery, PullPolicy } from '../../delivery';
import { ListensOn } from '../../listens-on';
import { Mechanism } from '../../mechanism';
import { OnTimeout } from '../../on-timeout';

export const POLICY_API_VERSION = 'startgate.dev/v1alpha1';
export const POLICY_KIND = 'StartOrderPolicy';

/** A JSON Schema, as far as the one of policies needs it. `title` says what is allowed, as the end of a sentence. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean' | readonly ('string' | 'integer')[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const TEXT: Schema = { type: 'string', minLength: 1, title: 'a string' };
const FLAG: Schema = { type: 'boolean' };
const TIME: Schema = { type: 'string', pattern: '^[0-9]{1,9}(ms|s|m|h)$', title: 'a time such as 60s, 500ms, 2m or 1h' };
const NAME: Schema = {
  type: 'string', pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$', title: 'a DNS label: lower-case letters, digits and "-", at most 63',
};
const PORT_NUMBER: Schema = { type: 'integer', minimum: 1, maximum: 65535 };
const FREE: Schema = { type: 'object' };

function object(description: string, properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: 'object', description, properties, additionalProperties: false, ...(required.length === 0 ? {} : { required }) };
}

function list(description: string, items: Schema): Schema {
  return { type: 'array', minItems: 1, description, items };
}

function oneOf(members: Readonly<Record<string, string>>, description: string): Schema {
  return { enum: Object.values(members), description };
}

function about(schema: Schema, description: string): Schema {
  return { ...schema, description };
}

const TIMES = {
  timeout: about(TIME, 'How long one attempt may take. Default: 1s'),
  interval: about(TIME, 'From the start of one attempt to the start of the next. Default: the mechanism decides'),
};
const PORT = {
  port: {
    type: ['integer', 'string'], title: 'a port number, or the name of a declared port',
    description: 'The port, by number or by name. Default: the only port that the container declares',
  },
  listensOn: oneOf(ListensOn, 'The addresses on which the container listens. Default: all'),
} satisfies Record<string, Schema>;

const CHECK: Schema = {
  type: 'object',
  description: 'How to check the health of a container: exactly one of these fields.',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: {
    httpGet: object('Healthy when a GET request is answered with 2xx, or with one of statuses.', {
      path: about(TEXT, 'Absolute path, with or without a query'),
      ...PORT,
      tls: about(FLAG, 'Connect with TLS. Default: false'),
      headers: { type: 'object', additionalProperties: { type: 'string' }, description: 'Request headers, by name' },
      statuses: list('The statuses that are healthy. Default: 200 to 299', { type: 'integer', minimum: 200, maximum: 599 }),
      ...TIMES,
    }, ['path']),
    tcpSocket: object('Healthy when the container accepts a TCP connection.', { ...PORT, ...TIMES }),
    grpc: object('Healthy when the gRPC health service answers SERVING.', { ...PORT, service: about(TEXT, 'The service to ask for. Default: the whole server'), ...TIMES }),
    unixSocket: object('Healthy when a unix socket accepts a connection, or answers an HTTP GET request with 2xx.', {
      path: about(TEXT, 'Absolute path of the socket in the checked container'),
      httpPath: about(TEXT, 'Path of an HTTP GET over the socket. Default: a connection is enough'),
      ...TIMES,
    }, ['path']),
    file: object('Healthy when a file exists.', { path: about(TEXT, 'Absolute path in the checked container'), ...TIMES }, ['path']),
    exec: object('Healthy when a command in the checked container ends with exit code 0.', {
      command: list('Program and arguments', { type: 'string' }), ...TIMES,
    }, ['command']),
    all: list('Healthy when every check is.', { $ref: '#/definitions/check' }),
  },
};

const SIDECAR = object('A sidecar that each selected Pod gets: with "image" and the fields beside it, or with "container".', {
  name: about(NAME, 'Name of the container'),
  image: about(TEXT, 'Image reference'),
  command: list('Instead of the ENTRYPOINT of the image', { type: 'string' }),
  args: { type: 'array', items: { type: 'string' }, description: 'Instead of the CMD of the image' },
  env: { type: 'object', additionalProperties: { type: 'string' }, description: 'Environment variables by name' },
  port: about(PORT_NUMBER, 'The TCP port that the sidecar serves'),
  resources: about(FREE, 'As in a container'),
  securityContext: about(FREE, 'As in a container. Default: what Pod Security restricted asks for'),
  container: about(FREE, 'A whole container as the Kubernetes API spells it, with its name, instead of the fields above'),
  volumes: list('Volumes that a "container" mounts, as in a Pod', { type: 'object', required: ['name'] }),
  readyWhen: { $ref: '#/definitions/check' },
});

const NATIVE = { native: about(FLAG, 'The injector makes it a native sidecar in front of the init containers. Default: false') };
const INJECTED: Schema = {
  type: 'object',
  description: 'A sidecar that an injector adds at admission: exactly one of these fields.',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: {
    istio: object('istio-proxy', NATIVE),
    linkerd: object('linkerd-proxy', NATIVE),
    dapr: object('daprd', { ...NATIVE, port: about(PORT_NUMBER, 'The HTTP port of daprd. Default: 3500') }),
    vaultAgent: object('vault-agent', { ...NATIVE, file: about(TEXT, 'Absolute path of a file that the agent renders') }, ['file']),
    consul: object('consul-dataplane', { ...NATIVE, proxyHealthCheck: about(FLAG, 'The Pod asks for the health check of the proxy. Default: false') }),
  },
};

const DEPENDENCY = object('A dependency that each selected Pod gets.', {
  dependsOn: about(NAME, 'The container to wait for: a sidecar of the policy, an injected one, or a container that each Pod has'),
  container: about(NAME, 'The container that waits. Default: every container but the sidecars'),
  condition: oneOf(Condition, 'Until when the container waits. Default: healthy if there is a check or a probe, else started'),
  timeout: about(TIME, 'How long the container waits. Default: 60s'),
  onTimeout: oneOf(OnTimeout, 'What happens then. Default: fail'),
  mechanism: oneOf(Mechanism, 'How the dependency is enforced. Default: the mechanism of the defaults'),
  regate: about(FLAG, 'The container waits again when only it restarts. Default: as the mechanism does'),
  optional: about(FLAG, 'Whether the container to wait for may be missing. Default: false'),
}, ['dependsOn']);

const PATTERNS = (what: string): Schema => list(what, TEXT);
const SELECT = object('Which workloads the policy selects: those that match every field. Default: all', {
  kinds: PATTERNS('Kinds of workloads. Default: every kind that Kubernetes has'),
  namespaces: PATTERNS('Namespaces; * stands for any text. A workload without a namespace is in default'),
  names: PATTERNS('Names of workloads; * stands for any text'),
  labels: { type: 'object', additionalProperties: { type: 'string' }, description: 'Labels of the workload or of its Pod template' },
  containers: PATTERNS('Names of containers; * stands for any text'),
  images: PATTERNS('Images of containers; * stands for any text'),
});

const DEFAULTS = object('Settings of every order that the policies write. Policies of one run must agree.', {
  kubernetesVersion: {
    type: 'string', pattern: '^1\\.[0-9]{1,3}$', title: 'a Kubernetes version in quotes, such as "1.35"',
    description: 'The oldest Kubernetes version that the manifests must work on. Default: "1.35"',
  },
  mechanism: oneOf(Mechanism, 'How dependencies are enforced. Default: guard if the command is known, else init-waiter; without runtimeImage native'),
  runtimeImage: about(TEXT, 'Image that carries the waiter'),
  delivery: oneOf(Delivery, 'How the waiter comes into a container. Default: image-volume from Kubernetes 1.35 on, else install'),
  runtimePullPolicy: oneOf(PullPolicy, 'When the runtime image is pulled. Default: as Kubernetes decides'),
  runtimePullSecrets: list('Names of the Secrets with which the runtime image is pulled', TEXT),
  runtimeResources: about(FREE, 'Resources of the init containers that the order brings'),
  readiness: about(FLAG, 'Whether a container is not ready while its guard waits. Default: true'),
  imageLock: about(TEXT, 'Path of an image lock, relative to the working directory'),
});

/** What a policy file is. @see https://json-schema.org/draft-07 */
export const POLICY_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...object('Sidecars and dependencies for every workload that a policy selects.', {
    apiVersion: about({ enum: [POLICY_API_VERSION] }, 'The version of this form'),
    kind: about({ enum: [POLICY_KIND] }, 'What the document is'),
    metadata: {
      type: 'object', required: ['name'], description: 'The name of the policy, and what other programs read',
      properties: {
        name: about(TEXT, 'How messages name the policy'),
        annotations: about(FREE, 'For other programs, such as kustomize'), labels: about(FREE, 'For other programs'),
      },
    },
    spec: object('What the policy selects and adds.', {
      defaults: DEFAULTS,
      select: SELECT,
      sidecars: list('Sidecars that each selected Pod gets', SIDECAR),
      injected: list('Sidecars that an injector adds to each selected Pod at admission', INJECTED),
      dependencies: list('Dependencies that each selected Pod gets', DEPENDENCY),
    }),
  }, ['apiVersion', 'kind', 'metadata', 'spec']),
  definitions: { check: CHECK },
};
