/** Every argument of the public API, with what it may be: what no compiler watches in JavaScript, and in no other language quite. */
import { Duration } from 'cdk8s';
import {
  Check, Injected, KplusSidecar, type OrderedContainer, Sidecar, StartOrder, StartOrderPolicy, Step, StepCronJob,
  type StepCronJobProps, StepJob, StepPod, type StepPodProps, type StepProps, When,
} from '../src';
import { presetArguments } from './preset-arguments';
import { newChart, newDeployment, newOrder } from './shop';

/** Values of every kind, and how a message calls them. */
export const VALUES = {
  'undefined': [undefined, 'undefined'],
  'null': [null, 'null'],
  'a flag': [true, 'true'],
  'NaN': [NaN, 'NaN'],
  'a number': [5, '5'],
  'a fraction': [-1.5, '-1.5'],
  'an empty text': ['', '""'],
  'a text': ['text', '"text"'],
  'a path': ['/text', '"/text"'],
  'an empty list': [[], '[]'],
  'a list of strings': [['text'], '["text"]'],
  'a list of an empty text': [[''], '[""]'],
  'a list of numbers': [[5], '[5]'],
  'a list of nothing': [[undefined], '[undefined]'],
  'a list of objects': [[{ text: 'x' }], '[an object with text]'],
  'an empty object': [{}, '{}'],
  'an object of texts': [{ text: 'x' }, 'an object with text'],
  'an object of numbers': [{ number: 5 }, 'an object with number'],
  'a date': [new Date(0), 'an object of class Date'],
  'a map': [new Map(), 'an object of class Map'],
  'a function': [() => 1, 'a function'],
  'a duration': [Duration.minutes(1), 'an object of class Duration'],
  'a check': [Check.file('/ready'), 'an object of class Check'],
  'a condition': [When.exitCode('text', 0), 'an object of class When'],
  'a sidecar': [Sidecar.of('text', { image: 'text:1' }), 'an object of class Sidecar'],
  'a construct': [newChart(), 'an object of class Chart'],
  'an order': [newOrder().order, 'an object of class StartOrder'],
} as const satisfies Record<string, readonly [unknown, string]>;

export type Kind = keyof typeof VALUES;

/** One argument, or one option. */
export interface Argument {
  /** As the message begins: `"path" of Check.httpGet`. */
  readonly what: string;
  /** As the message ends, but for what was got. */
  readonly must: string;
  /** The kinds that are right. */
  readonly right: readonly Kind[];
  /** Whole messages of the kinds of which more can be said. */
  readonly more?: Partial<Record<Kind, string>>;
  readonly give: (value: never) => unknown;
}

const NOT_GIVEN: readonly Kind[] = ['undefined', 'null'];
const OBJECTS: readonly Kind[] = [
  'an empty object', 'an object of texts', 'an object of numbers', 'a duration', 'a check', 'a condition', 'a sidecar', 'a construct',
  'an order',
];
const TEXTS: readonly Kind[] = ['a text', 'a path'];

/** What a value may be. */
export interface Allowed { readonly must: string; readonly right: readonly Kind[]; readonly more?: Partial<Record<Kind, string>> }

const LABEL: Allowed = { must: 'must be a DNS label (lower-case letters, digits and "-", at most 63 characters)', right: ['a text'] };
const PATH: Allowed = { must: 'must be an absolute path of printable ASCII without blanks, such as "/ready"', right: ['a path'] };
const FLAG: Allowed = { must: 'must be true or false', right: ['a flag'] };
const PORT: Allowed = { must: 'must be a whole number from 1 to 65535', right: ['a number'] };
const DURATION: Allowed = { must: 'must be a Duration of cdk8s, such as Duration.seconds(60)', right: ['a duration'] };
const IMAGE: Allowed = { must: 'must be an image reference such as "registry.example/proxy:1.4"', right: TEXTS };
const RUNTIME_IMAGE: Allowed = { must: 'must be an image reference such as "registry.example/startgate:0.1.0"', right: TEXTS };
const VERSION: Allowed = { must: 'must be a Kubernetes version as a string, such as "1.33"', right: [] };
const CHECK: Allowed = { must: 'must be a Check, such as Check.httpGet("/ready")', right: ['a check'] };
const ENV: Allowed = { must: 'must be strings by name, such as { LOG_LEVEL: "info" }', right: ['an empty object', 'an object of texts'] };
const MECHANISM: Allowed = { must: 'must be one of Mechanism.NATIVE, Mechanism.NATIVE_WAITER, Mechanism.INIT_WAITER, Mechanism.GUARD, Mechanism.POST_START', right: [] };
const DELIVERY: Allowed = { must: 'must be one of Delivery.IMAGE_VOLUME, Delivery.INSTALL', right: [] };
const NO_LOCK = (path: string): string => `can't read the image lock "${path}" in ${process.cwd()}: ENOENT; write the lock with cdk8s-startgate lock`;
const IMAGE_LOCK: Allowed = {
  must: 'must be the path of an image lock, such as "startgate.images.json"', right: [], more: { 'a text': NO_LOCK('text'), 'a path': NO_LOCK('/text') },
};
const PULL_POLICY: Allowed = { must: 'must be one of PullPolicy.ALWAYS, PullPolicy.IF_NOT_PRESENT, PullPolicy.NEVER', right: [] };
const SECRETS: Allowed = { must: 'must be a list with the names of Secrets, such as ["registry"]', right: ['a list of strings'] };
const RESOURCES: Allowed = { must: 'must be resources as the Kubernetes API spells them, such as { limits: { cpu: "1" } }', right: OBJECTS };
const ON_ERROR: Allowed = { must: 'must be one of OnError.STOP, OnError.CONTINUE', right: [] };
const LISTENS_ON: Allowed = { must: 'must be one of ListensOn.ALL, ListensOn.LOOPBACK, ListensOn.POD_IP', right: [] };

function words(example: string): Allowed {
  return { must: `must be a list of strings, such as ${example}`, right: ['an empty list', 'a list of strings', 'a list of an empty text'] };
}

function program(example: string): Allowed {
  return { must: `must be a list of strings that begins with a program, such as ${example}`, right: ['a list of strings'] };
}

const HOST: Allowed = { must: 'must be a DNS name or an IP address outside of the Pod, such as "db.shop"', right: ['a text'] };
const ON_TIMEOUT: Allowed = { must: 'must be one of OnTimeout.FAIL, OnTimeout.BLOCK, OnTimeout.CONTINUE', right: [] };
const WAIT_OPTIONS: Record<string, Allowed> = { timeout: DURATION, onTimeout: ON_TIMEOUT, mechanism: MECHANISM, regate: FLAG };

const INJECTED_OPTIONS: Record<string, Allowed> = { native: FLAG };
const TIME_OPTIONS: Record<string, Allowed> = { timeout: DURATION, interval: DURATION };

const PORT_OPTIONS: Record<string, Allowed> = {
  host: HOST,
  port: PORT,
  portName: { must: 'must be the name of a port that the container declares: at most 15 lower-case letters, digits and single "-", such as "http"', right: ['a text'] },
  listensOn: LISTENS_ON,
  ...TIME_OPTIONS,
};

const DEPENDENCY_OPTIONS: Record<string, Allowed> = {
  condition: { must: 'must be one of Condition.STARTED, Condition.HEALTHY, Condition.COMPLETED, Condition.SUCCEEDED', right: [] },
  ...WAIT_OPTIONS, optional: FLAG,
};

const BACKOFF_LIMIT: Allowed = { must: 'must be a whole number from 0 to 2147483647', right: ['a number'] };
const POD_PATH: Allowed = { must: 'must be the path of a Pod template, such as "spec.jobTargetRef.template"', right: ['a text'] };

const CONFIGURE_OPTIONS: Record<string, Allowed> = {
  kubernetesVersion: VERSION, mechanism: MECHANISM, runtimeImage: RUNTIME_IMAGE, delivery: DELIVERY, runtimePullPolicy: PULL_POLICY,
  runtimePullSecrets: SECRETS, runtimeResources: RESOURCES, readiness: FLAG, imageLock: IMAGE_LOCK,
};

const STEP_OPTIONS: Record<string, Allowed> = {
  timeout: DURATION,
  onError: ON_ERROR,
  when: { must: 'must be a list of conditions, such as [When.exitCode("test", 0)]', right: ['an empty list'] },
  results: { must: `must be a list of names, such as ["digest"], each ${LABEL.must.slice('must be '.length)}`, right: ['an empty list', 'a list of strings'] },
  resultsLimit: { must: 'must be a whole number from 1 to 65536', right: ['a number'] },
};

/** The options of a call, as one argument and each for itself. */
export function options(
  key: string, where: string, give: (options: never) => unknown,
  allowed: Readonly<Record<string, Allowed>>, given: Readonly<Record<string, unknown>> | undefined,
): Record<string, Argument> {
  const names = Object.keys(allowed);
  const required = names.filter((name) => given?.[name] !== undefined);
  const unknown = OBJECTS.flatMap((kind) => {
    const value = VALUES[kind][0] as unknown as Record<string, unknown>;
    const first = Object.keys(value).find((name) => value[name] !== undefined && !names.includes(name));
    return first === undefined ? [] : [[kind, `${where} has no option "${first}"; allowed: ${names.join(', ')}`]] as const;
  });
  const missing = required.length === 0 ? [] : [['an empty object', `"${required[0]!}" of ${where} ${allowed[required[0]!]!.must}; got undefined`]] as const;
  const whole: Argument = {
    what: `the options of ${where}`,
    must: `must be an object with some of ${names.join(', ')}`,
    give,
    more: Object.fromEntries([...unknown, ...missing]),
    right: [...(required.length === 0 ? ['an empty object'] as const : []), ...(given === undefined ? ['undefined'] as const : [])],
  };
  return Object.fromEntries([[key.endsWith('[]') ? undefined : `${key})`, whole] as const, ...names.map((name) => [`${key}.${name})`, {
    ...allowed[name]!, what: `"${name}" of ${where}`,
    right: required.includes(name) ? allowed[name]!.right : [...NOT_GIVEN, ...allowed[name]!.right],
    give: (value: never) => give({ ...given, [name]: value } as never),
  }] as const)].filter(([each]) => each !== undefined) as [string, Argument][]);
}

function app(): OrderedContainer {
  return newOrder().order.container('app');
}

const ORDER = 'Deployment "web"';
const STEP: StepProps = { name: 'one', image: 'one:1' };
const STEP_POD: StepPodProps = { steps: [STEP] };
const STEP_CRON_JOB: StepCronJobProps = { ...STEP_POD, schedule: '0 3 * * *' };

const STEP_PROPS: Record<string, Allowed> = {
  name: LABEL,
  image: IMAGE,
  command: program('["/bin/build", "--all"]'),
  args: words('["--all"]'),
  env: ENV,
  resources: RESOURCES,
  container: { must: 'must be fields of a container as the Kubernetes API spells them, such as { securityContext: { runAsUser: 1000 } }', right: OBJECTS },
  ...STEP_OPTIONS,
};

const STEP_POD_PROPS: Record<string, Allowed> = {
  steps: {
    must: 'must be a list with at least one step, such as [{ name: "build", image: "builder:1", command: ["/build"] }]', right: [],
    more: { 'a list of objects': `step 1 of PLACE has no option "text"; allowed: ${Object.keys(STEP_PROPS).join(', ')}` },
  },
  runtimeImage: RUNTIME_IMAGE,
  kubernetesVersion: VERSION,
  sidecars: { must: 'must be a list of sidecars, such as [Sidecar.of("proxy", { image: "registry.example/proxy:1.4" })]', right: ['an empty list'] },
  workspace: { must: 'must be an absolute path such as "/workspace"', right: ['a path'] },
  workspaceVolume: { must: 'must be the source of a volume as the Kubernetes API spells it, such as { emptyDir: {} }', right: OBJECTS },
  activeDeadline: { must: 'must be a Duration of cdk8s of at least one second, in whole seconds, such as Duration.minutes(30)', right: ['a duration'] },
  metadata: { must: 'must be the metadata of an object, such as { name: "build" }', right: OBJECTS },
  podSpec: { must: 'must be fields of a Pod\'s spec as the Kubernetes API spells them, such as { serviceAccountName: "builder" }', right: OBJECTS },
};

/** How many there are of a scope that all share. */
let made = 0;

const STEP_CONSTRUCTS = { StepPod, StepJob, StepCronJob };

/** The constructors of StepPod, StepJob and StepCronJob. */
function stepConstruct(name: keyof typeof STEP_CONSTRUCTS, more: Record<string, Allowed>): Record<string, Argument> {
  const Made: typeof StepCronJob = STEP_CONSTRUCTS[name];
  const given = (name === 'StepCronJob' ? STEP_CRON_JOB : STEP_POD) as StepCronJobProps;
  const make = (props: never): unknown => new Made(newChart(), 'build', props);
  const place = `${name} "shop/build"`;
  const allowed = { ...STEP_POD_PROPS, ...more };
  const steps = {
    ...allowed.steps!,
    more: Object.fromEntries(Object.entries(allowed.steps!.more!).map(([kind, text]) => [kind, text.replace('PLACE', place)])),
  };
  return {
    [`${name}(scope)`]: {
      what: name,
      must: 'needs a construct as its scope, such as a Chart',
      right: ['a construct'],
      give: (value) => new Made(value, `${name}-${++made}`, given),
    },
    [`${name}(id)`]: { what: `"id" of ${name}`, must: 'must be a string that is unique in its scope, such as "build"', right: TEXTS, give: (value) => new Made(newChart(), value, given) },
    ...options(`${name}(props`, place, make, { ...allowed, steps }, { ...given }),
    ...options(`${name}(props.steps[]`, `step "one" of ${place}`, (step) => make({ ...given, steps: [step] } as never), {
      ...STEP_PROPS,
      container: {
        ...STEP_PROPS.container!,
        more: { 'a sidecar': `"container" of step "one" of ${place} has "name", which is an option of the step; set the option: { name: … }` },
      },
    }, { ...STEP }),
    [`${name}(props.steps[].name)`]: {
      ...LABEL, what: `"name" of step 1 of ${place}`, give: (value) => make({ ...given, steps: [{ ...STEP, name: value }] } as never),
    },
  };
}

const POLICY_PLACE = 'StartOrderPolicy "shop/policy"';

/** The constructor of StartOrderPolicy. */
function policy(): Record<string, Argument> {
  const given = { sidecars: [VALUES['a sidecar'][0]] };
  const make = (props: object): unknown => new StartOrderPolicy(newChart(), 'policy', props);
  const items = (of: string, example: string): Allowed => ({
    must: `must be a list with at least one of the ${of} to select, such as ["${example}"]`, right: ['a list of strings'],
  });
  const selector: Record<string, Allowed> = {
    kinds: items('kinds', 'Deployment'), namespaces: items('namespaces', 'shop-*'), names: items('names', 'web'),
    labels: { must: 'must be strings by label, such as { team: "shop" }', right: ['an empty object', 'an object of texts'] },
    containers: items('containers', 'app'), images: items('images', 'registry.example/shop/*'),
  };
  const select = options('', `the selector of ${POLICY_PLACE}`, (value: never) => make({ ...given, select: value }), selector, {});
  const { ')': whole, ...parts } = select;
  const inSelect = Object.fromEntries(Object.entries(parts).map(([name, argument]) => [`StartOrderPolicy(props.select${name}`, argument]));
  const emptyItem = (got: string): string => `the options of a dependency of ${POLICY_PLACE} must be an object with some of ${DEPENDENCY_NAMES}; got ${got}`;
  return {
    'StartOrderPolicy(scope)': {
      what: 'StartOrderPolicy', must: 'needs a construct as its scope, such as a Chart', right: ['a construct'],
      give: (value) => new StartOrderPolicy(value, `policy-${++made}`, given),
    },
    'StartOrderPolicy(id)': {
      what: '"id" of StartOrderPolicy', must: 'must be a string that is unique in its scope, such as "build"', right: TEXTS,
      give: (value) => new StartOrderPolicy(newChart(), value, given),
    },
    'StartOrderPolicy(props)': {
      what: `the options of ${POLICY_PLACE}`, must: 'must be an object with some of select, sidecars, injected, dependencies', right: [], give: make,
      more: Object.fromEntries(OBJECTS.map((kind) => {
        const value = VALUES[kind][0] as unknown as Record<string, unknown>;
        const first = Object.keys(value).find((name) => value[name] !== undefined);
        return [kind, first === undefined
          ? `${POLICY_PLACE} adds nothing; give it "sidecars", "dependencies", or both`
          : `${POLICY_PLACE} has no option "${first}"; allowed: select, sidecars, injected, dependencies`];
      })),
    },
    'StartOrderPolicy(props.select)': { ...whole!, right: [...NOT_GIVEN, 'an empty object'] },
    ...inSelect,
    'StartOrderPolicy(props.sidecars)': {
      what: `"sidecars" of ${POLICY_PLACE}`, right: [...NOT_GIVEN, 'an empty list'],
      must: 'must be a list of sidecars, such as [Sidecar.of("proxy", { image: "registry.example/proxy:1.4" })]',
      give: (value) => make({ dependencies: [{ dependsOn: 'text' }], sidecars: value }),
    },
    'StartOrderPolicy(props.injected)': {
      what: `"injected" of ${POLICY_PLACE}`, right: [...NOT_GIVEN, 'an empty list'],
      must: 'must be a list of injected sidecars, such as [Injected.istio()]',
      give: (value) => make({ ...given, injected: value }),
    },
    'StartOrderPolicy(props.dependencies)': {
      what: `"dependencies" of ${POLICY_PLACE}`, must: 'must be a list of dependencies, such as [{ dependsOn: "proxy" }]', right: [...NOT_GIVEN, 'an empty list'],
      give: (value) => make({ ...given, dependencies: value }),
      more: {
        'a list of strings': emptyItem('"text"'), 'a list of an empty text': emptyItem('""'), 'a list of numbers': emptyItem('5'), 'a list of nothing': emptyItem('undefined'),
        'a list of objects': `a dependency of ${POLICY_PLACE} has no option "text"; allowed: ${DEPENDENCY_NAMES}`,
      },
    },
    ...options('StartOrderPolicy(props.dependencies[]', `a dependency of ${POLICY_PLACE}`, (value: never) => make({ ...given, dependencies: [value] }), {
      dependsOn: LABEL, container: { ...LABEL, right: [], more: { 'a text': `container "text" of ${POLICY_PLACE} can't depend on itself; name another container of the Pod` } },
      ...DEPENDENCY_OPTIONS,
    }, { dependsOn: 'text' }),
  };
}

const DEPENDENCY_NAMES = ['dependsOn', 'container', ...Object.keys(DEPENDENCY_OPTIONS)].join(', ');

function find(name: 'find' | 'tryFind'): Record<string, Argument> {
  const call = (...given: unknown[]): unknown => {
    const chart = newChart();
    newDeployment(chart, 'text');
    return StartOrder[name](
      ...(given.length === 0 ? [chart, 'Deployment', 'text'] : given.map(
        (each) => (each === 'SCOPE' ? chart : each),
      )) as [never, never, never],
    );
  };
  const where = `StartOrder.${name}`;
  // nothing is called so: that is for find to say, and for tryFind no error
  const absent = (text: string, has: string): Allowed['more'] => (name === 'tryFind'
    ? {}
    : { 'a text': `${where}: there is no ${text} under "shop", which has ${has}` });
  return {
    [`${where}(scope)`]: {
      what: where,
      must: 'needs a construct to search, such as a Chart',
      right: name === 'tryFind' ? ['a construct'] : [],
      give: (value) => call(value, 'Deployment', 'text'),
      more: name === 'tryFind' ? {} : { 'a construct': `${where}: there is no Deployment "text" under "shop", which has no Deployment` },
    },
    [`${where}(kind)`]: {
      what: `"kind" of ${where}`,
      must: 'must be the kind of a workload, such as "Deployment"',
      right: name === 'tryFind' ? TEXTS : [],
      give: (value) => call('SCOPE', value, 'text'),
      more: { ...absent('text "text"', 'no text'), ...(name === 'tryFind' ? {} : { 'a path': `${where}: there is no /text "text" under "shop", which has no /text` }) },
    },
    [`${where}(name)`]: {
      what: `"name" of ${where}`,
      must: 'must be the name of a workload, such as "web"',
      right: name === 'tryFind' ? TEXTS : ['a text'],
      give: (value) => call('SCOPE', 'Deployment', value),
      more: name === 'tryFind' ? {} : { 'a path': `${where}: there is no Deployment "/text" under "shop", which has Deployment "text"` },
    },
    ...options(`${where}(options`, where, (value) => call('SCOPE', 'Deployment', 'text', value), {
      namespace: {
        must: 'must be the name of a namespace, such as "shop"', right: name === 'tryFind' ? TEXTS : [],
        more: name === 'tryFind' ? {} : {
          'a text': `${where}: there is no Deployment "text" in namespace "text" under "shop", which has Deployment "text" without a namespace`,
          'a path': `${where}: there is no Deployment "text" in namespace "/text" under "shop", which has Deployment "text" without a namespace`,
        },
      },
      podPath: POD_PATH,
    }, undefined),
  };
}

function when(name: 'exitCode' | 'notExitCode' | 'result' | 'notResult', last: 'code' | 'value'): Record<string, Argument> {
  const where = `When.${name}`;
  const call = When[name] as (...given: unknown[]) => unknown;
  const step = {
    [`${where}(step)`]: {
      ...LABEL, what: `"step" of ${where}`, give: (value: never) => call(value, ...(last === 'code' ? [0] : ['digest', 'a'])),
    },
  };
  return last === 'code' ? {
    ...step,
    [`${where}(code)`]: {
      what: `"code" of ${where}`, must: 'must be a whole number from 0 to 255', right: ['a number'], give: (value) => call('test', value),
    },
  } : {
    ...step,
    [`${where}(result)`]: { ...LABEL, what: `"result" of ${where}`, give: (value) => call('test', value, 'a') },
    [`${where}(value)`]: {
      what: `"value" of ${where}`, must: 'must be a string, such as "none"',
      right: [...TEXTS, 'an empty text'],
      give: (value) => call('test', 'digest', value),
    },
  };
}

function twoLabels(name: 'result' | 'resultPath'): Record<string, Argument> {
  const where = `Step.${name}`;
  return {
    [`${where}(step)`]: { ...LABEL, what: `"step" of ${where}`, give: (value) => Step[name](value, 'digest') },
    [`${where}(result)`]: { ...LABEL, what: `"result" of ${where}`, give: (value) => Step[name]('build', value) },
  };
}

/** By `Class.method(argument)`, `Class(argument)` for a constructor, with `.option` for one of its options. */
export const ARGUMENTS: Readonly<Record<string, Argument>> = {
  'Check.httpGet(path)': { ...PATH, what: '"path" of Check.httpGet', give: (value) => Check.httpGet(value) },
  ...options('Check.httpGet(options', 'Check.httpGet', (value) => Check.httpGet('/ready', value), {
    ...PORT_OPTIONS, tls: FLAG,
    headers: { must: 'must be strings by header name, such as { "X-Probe": "startgate" }', right: ['an empty object', 'an object of texts'] },
    statuses: { must: 'must be a list of HTTP statuses from 200 to 599, such as [200, 401]', right: [] },
  }, undefined),
  ...options('Check.tcpSocket(options', 'Check.tcpSocket', (value) => Check.tcpSocket(value), PORT_OPTIONS, undefined),
  ...options('Check.grpc(options', 'Check.grpc', (value) => Check.grpc(value), {
    ...PORT_OPTIONS,
    tls: {
      ...FLAG, right: [],
      more: { 'a flag': 'Check.grpc: no mechanism supports "tls": the gRPC probe of the kubelet, the waiter and the guard have no TLS; use Check.tcpSocket, or Check.command with a client in the image' },
    },
    service: { must: 'must be the name of a gRPC service in printable ASCII without blanks, such as "shop.v1.Cart"', right: TEXTS },
  }, undefined),
  'Check.unixSocket(path)': {
    what: '"path" of Check.unixSocket', must: 'must be an absolute path of printable ASCII without blanks or colons, such as "/run/proxy.sock"', right: ['a path'],
    give: (value) => Check.unixSocket(value),
  },
  ...options(
    'Check.unixSocket(options', 'Check.unixSocket', (value) => Check.unixSocket('/run/proxy.sock', value), { httpPath: PATH, ...TIME_OPTIONS }, undefined,
  ),
  'Check.file(path)': { ...PATH, what: '"path" of Check.file', give: (value) => Check.file(value) },
  ...options('Check.file(options', 'Check.file', (value) => Check.file('/ready', value), TIME_OPTIONS, undefined),
  'Check.all(checks)': {
    what: '"checks" of Check.all', must: 'must be a list of one or more Checks, such as [Check.tcpSocket({ port: 8080 })]', right: [],
    give: (value) => Check.all(value),
  },
  'Check.command(command)': {
    ...program('["test", "-f", "/run/ready"]'), what: '"command" of Check.command', give: (value) => Check.command(value),
  },
  ...options('Check.command(options', 'Check.command', (value) => Check.command(['/ready'], value), TIME_OPTIONS, undefined),

  ...options('Injected.istio(options', 'Injected.istio', (value) => Injected.istio(value), INJECTED_OPTIONS, undefined),
  ...options('Injected.linkerd(options', 'Injected.linkerd', (value) => Injected.linkerd(value), INJECTED_OPTIONS, undefined),
  ...options('Injected.dapr(options', 'Injected.dapr', (value) => Injected.dapr(value), { ...INJECTED_OPTIONS, port: PORT }, undefined),
  ...options('Injected.vaultAgent(options', 'Injected.vaultAgent', (value) => Injected.vaultAgent(value), {
    ...INJECTED_OPTIONS, file: { must: 'must be an absolute path such as "/vault/secrets/config"', right: ['a path'] },
  }, { file: '/vault/secrets/config' }),
  ...options('Injected.consul(options', 'Injected.consul', (value) => Injected.consul(value), { ...INJECTED_OPTIONS, proxyHealthCheck: FLAG }, undefined),

  'KplusSidecar.of(props)': {
    what: '"props" of KplusSidecar.of', must: 'must be the props of a container of cdk8s-plus, such as { image: "registry.example/proxy:1.4" }', right: [],
    more: Object.fromEntries(OBJECTS.map((kind) => [kind, '"image" of KplusSidecar.of must be an image reference such as "registry.example/proxy:1.4"; got undefined'])),
    give: (value) => KplusSidecar.of(value),
  },
  ...options(
    'KplusSidecar.of(options', 'KplusSidecar.of', (value) => KplusSidecar.of({ image: 'proxy:1' }, value), { readyWhen: CHECK }, undefined,
  ),

  'AllContainers.dependsOn(other)': {
    what: `the dependency of all containers of ${ORDER}`, must: 'must be a container of its start order, such as order.container("proxy")', right: [],
    give: (value) => newOrder().order.all().dependsOn(value),
  },
  ...options('AllContainers.dependsOn(options', `the dependency of all containers on "proxy" in ${ORDER}`, (value) => {
    const { order } = newOrder();
    return order.all().dependsOn(order.container('proxy'), value);
  }, DEPENDENCY_OPTIONS, undefined),

  'OrderedContainer.readyWhen(check)': {
    ...CHECK, what: `readyWhen of container "app" of ${ORDER}`, give: (value) => app().readyWhen(value),
  },
  'OrderedContainer.dependsOn(other)': {
    what: `the dependency of container "app" of ${ORDER}`, must: 'must be a container of its start order, such as order.container("proxy")', right: [],
    give: (value) => app().dependsOn(value),
  },
  ...options('OrderedContainer.dependsOn(options', `the dependency of "app" on "proxy" in ${ORDER}`, (value) => {
    const { order } = newOrder();
    return order.container('app').dependsOn(order.container('proxy'), value);
  }, DEPENDENCY_OPTIONS, undefined),
  'OrderedContainer.waitsFor(check)': {
    ...CHECK, what: `waitsFor of container "app" of ${ORDER}`, right: [],
    more: { 'a check': `waitsFor of container "app" of ${ORDER} needs a check with host and port, such as Check.tcpSocket({ host: "db.shop", port: 5432 }); got Check.file("/ready")` },
    give: (value) => app().waitsFor(value),
  },
  ...options('OrderedContainer.waitsFor(options', `the dependency of "app" on "tcp://db.shop:5432" in ${ORDER}`, (value) =>
    app().waitsFor(Check.tcpSocket({ host: 'db.shop', port: 5432 }), value), WAIT_OPTIONS, undefined),
  'OrderedContainer.imageEntrypoint(command)': {
    ...program('["/bin/app", "--port=8080"]'),
    what: `imageEntrypoint of container "app" of ${ORDER}`,
    give: (value) => app().imageEntrypoint(value),
  },
  ...options('OrderedContainer.asStep(options', `step "app" of ${ORDER}`, (value) => app().asStep(value), STEP_OPTIONS, undefined),
  'OrderedContainer.waiterPath(path)': {
    what: `waiterPath of container "app" of ${ORDER}`,
    must: 'must be an absolute path such as "/startgate"',
    right: ['a path'],
    give: (value) => app().waiterPath(value),
  },

  ...presetArguments(options, { name: LABEL, image: IMAGE, args: words('["--port=8080"]'), env: ENV }),

  'Sidecar.of(name)': { ...LABEL, what: '"name" of Sidecar.of', give: (value) => Sidecar.of(value, { image: 'proxy:1' }) },
  ...options('Sidecar.of(options', 'sidecar "proxy"', (value) => Sidecar.of('proxy', value), {
    image: IMAGE, command: program('["/proxy", "--port=8080"]'), args: words('["--port=8080"]'), env: ENV, port: PORT, resources: RESOURCES,
    securityContext: { must: 'must be fields of a security context as the Kubernetes API spells them, such as { runAsUser: 1000 }', right: OBJECTS }, readyWhen: CHECK,
  }, { image: 'proxy:1' }),
  'KplusSidecar.fromWorkload(workload)': {
    what: 'KplusSidecar.fromWorkload', must: 'needs a construct with one workload, such as a Pod of cdk8s-plus', right: [],
    more: { 'a construct': 'KplusSidecar.fromWorkload needs a construct with one workload; "shop" has no ApiObject; pass the workload itself' },
    give: (value) => KplusSidecar.fromWorkload(value),
  },
  ...options('KplusSidecar.fromWorkload(options', 'KplusSidecar.fromWorkload', (value) => KplusSidecar.fromWorkload(
    newDeployment(newChart(), 'web', { containers: [{ name: 'text', image: 'text:1' }] }), value,
  ), { container: LABEL, readyWhen: CHECK }, undefined),
  'Sidecar.fromManifest(container)': {
    what: '"container" of Sidecar.fromManifest', must: 'must be an object with a "name", such as { name: "proxy", image: … }', right: [],
    more: { 'a sidecar': '"image" of sidecar "text" must be an image reference such as "registry.example/proxy:1.4"; got undefined' },
    give: (value) => Sidecar.fromManifest(value),
  },
  ...options('Sidecar.fromManifest(options', 'sidecar "proxy"', (value) => Sidecar.fromManifest(
    { name: 'proxy', image: 'proxy:1' }, value,
  ), {
    readyWhen: CHECK, volumes: { must: 'must be a list of volumes with a "name", such as [{ name: "data", emptyDir: {} }]', right: ['an empty list'] },
  }, undefined),

  'StartOrder.of(workload)': {
    what: 'StartOrder.of', must: 'needs a construct with one workload, such as a Deployment of cdk8s-plus', right: [],
    more: { 'a construct': 'StartOrder.of needs a construct with one workload; "shop" has no ApiObject; pass the workload itself' },
    give: (value) => StartOrder.of(value),
  },
  ...options('StartOrder.of(options', 'StartOrder.of', (value) => StartOrder.of(newDeployment(), value), { podPath: POD_PATH }, undefined),
  ...find('find'),
  ...find('tryFind'),
  'StartOrder.addSidecar(sidecar)': {
    what: `the sidecar of ${ORDER}`, must: 'must be a Sidecar, such as Sidecar.of("proxy", { image: "registry.example/proxy:1.4" })', right: ['a sidecar'],
    give: (value) => newOrder().order.addSidecar(value),
  },
  'StartOrder.injected(name)': {
    ...LABEL, what: `the name of the injected container of ${ORDER}`, give: (value) => newOrder().order.injected(value, Check.tcpSocket({ port: 1 })),
  },
  'StartOrder.injected(check)': {
    ...CHECK, what: `the check of the injected container of ${ORDER}`, give: (value) => newOrder().order.injected('mesh', value),
  },
  ...options('StartOrder.injected(options', `the injected container of ${ORDER}`, (value) =>
    newOrder().order.injected('mesh', Check.tcpSocket({ port: 1 }), value), INJECTED_OPTIONS, undefined),
  'StartOrder.addInjected(injected)': {
    what: `the injected container of ${ORDER}`, must: 'must be an Injected, such as Injected.istio()', right: [],
    give: (value) => newOrder().order.addInjected(value),
  },
  ...options('StartOrder.configure(options', `the start order of ${ORDER}`, (value) => newOrder().order.configure(value), CONFIGURE_OPTIONS, {}),
  'StartOrder.defaults(scope)': {
    what: 'StartOrder.defaults', must: 'needs a construct, such as an App', right: ['a construct'], give: (value) => StartOrder.defaults(value, {}),
  },
  ...options('StartOrder.defaults(options', 'the start order defaults of "shop"', (value) => StartOrder.defaults(newChart(), value), {
    ...CONFIGURE_OPTIONS, failOn: { must: 'must be one of FailOn.ERROR, FailOn.WARNING', right: [] },
  }, {}),
  'StartOrder.findAll(scope)': {
    what: 'StartOrder.findAll', must: 'needs a construct to search, such as a Chart', right: ['a construct'], give: (value) => StartOrder.findAll(value),
  },
  'StartOrder.ignore(rule)': {
    what: `the rule that the start order of ${ORDER} ignores`, must: 'must be the id of a rule, such as "not-gated-again"', right: [],
    more: { 'a text': `the start order of ${ORDER} can't ignore the unknown rule "text"; list the rules with cdk8s-startgate rules` },
    give: (value) => newOrder().order.ignore(value, { reason: 'text' }),
  },
  ...options('StartOrder.ignore(options', `the rule "linear-wait" that the start order of ${ORDER} ignores`, (value) => newOrder().order.ignore('linear-wait', value), {
    reason: { must: 'must be a string with the reason', right: TEXTS },
  }, { reason: 'text' }),
  'StartOrder.container(name)': {
    ...LABEL, what: `the name of a container of ${ORDER}`, give: (value) => newOrder().order.container(value),
  },
  'StartOrder.steps(names)': {
    what: `the steps of ${ORDER}`, must: 'must be a list with the names of containers, such as ["fetch", "load"]', right: ['a list of strings'],
    more: { 'a list of an empty text': `the name of a container of ${ORDER} ${LABEL.must}; got ""` },
    give: (value) => newOrder().order.steps(value),
  },

  ...policy(),
  ...twoLabels('result'),
  ...twoLabels('resultPath'),
  ...stepConstruct('StepCronJob', {
    backoffLimit: BACKOFF_LIMIT, schedule: { must: 'must be a schedule in cron syntax, such as "0 3 * * *"', right: [] },
    timeZone: { must: 'must be the name of a time zone, such as "Europe/Berlin"', right: TEXTS },
    cronJobSpec: { must: 'must be fields of a CronJob\'s spec as the Kubernetes API spells them, such as { concurrencyPolicy: "Forbid" }', right: OBJECTS },
  }),
  ...stepConstruct('StepJob', { backoffLimit: BACKOFF_LIMIT }),
  ...stepConstruct('StepPod', {}),
  ...when('exitCode', 'code'),
  ...when('notExitCode', 'code'),
  ...when('result', 'value'),
  ...when('notResult', 'value'),
};
