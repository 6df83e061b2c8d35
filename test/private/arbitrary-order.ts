import fc from 'fast-check';
import type { Container, Probe } from '../../src/private/manifest';
import type {
  CheckModel, ConditionName, ContainerModel, EdgeModel, ListensOnName, MechanismName, OnTimeoutName,
} from '../../src/private/model';
import type { OrderInput, PodInput } from './support';

/** A random Pod with a random order. */
export interface Scenario {
  readonly pod: PodInput;
  readonly order: OrderInput;
}

interface Member {
  readonly role: 'regular' | 'init' | 'native';
  /** The manifest does not have it. */
  readonly foreign: 'no' | 'injected' | 'in front' | 'outside';
  readonly listensOn: ListensOnName;
  readonly checkKind: CheckModel['kind'];
  readonly ownProbe: 'none' | 'automatic' | 'startupProbe' | 'readinessProbe' | 'livenessProbe';
  readonly readyWhen: boolean;
  readonly command: 'manifest' | 'declared' | 'unknown';
  readonly sidecar: boolean;
  readonly waiter: boolean;
  readonly sharesVolume: boolean;
  readonly ends: boolean;
}

const member: fc.Arbitrary<Member> = fc.record({
  foreign: weighted<Member['foreign']>(['no', 30], ['injected', 1], ['in front', 1], ['outside', 1]),
  role: weighted<Member['role']>(['regular', 8], ['init', 1], ['native', 1]),
  listensOn: weighted<ListensOnName>(['all', 8], ['loopback', 1], ['pod-ip', 1]),
  checkKind: weighted<CheckModel['kind']>(['httpGet', 6], ['tcpSocket', 2], ['grpc', 2], ['command', 1], ['file', 1], ['unixSocket', 1]),
  ownProbe: weighted<Member['ownProbe']>(['none', 6], ['automatic', 2], ['startupProbe', 1], ['readinessProbe', 1], ['livenessProbe', 1]),
  readyWhen: weighted([true, 4], [false, 1]),
  command: weighted<Member['command']>(['manifest', 8], ['declared', 2], ['unknown', 1]),
  sidecar: weighted([false, 4], [true, 1]),
  waiter: weighted([false, 4], [true, 1]),
  sharesVolume: fc.boolean(),
  ends: weighted([false, 3], [true, 1]),
});

interface Link {
  readonly from: number;
  readonly to: number;
  readonly condition: ConditionName | undefined;
  readonly onTimeout: OnTimeoutName | undefined;
  readonly mechanism: MechanismName | undefined;
  readonly regate: boolean;
  readonly seconds: number;
}

const link: fc.Arbitrary<Link> = fc.record({
  from: fc.nat(1000),
  to: fc.nat(1000),
  condition: weighted<ConditionName | undefined>([undefined, 6], ['healthy', 2], ['started', 2], ['succeeded', 1], ['completed', 1]),
  onTimeout: weighted<OnTimeoutName | undefined>([undefined, 10], ['block', 1], ['continue', 1]),
  mechanism: weighted<MechanismName | undefined>([undefined, 30], ['native', 1], ['native-waiter', 1], ['init-waiter', 1], ['guard', 3], ['post-start', 1]),
  regate: weighted([false, 9], [true, 1]),
  seconds: fc.integer({ min: 1, max: 300 }),
});

/** Mostly orders that can work: a rule that refuses everything would leave nothing to prove. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  members: fc.array(member, { minLength: 2, maxLength: 12 }),
  links: fc.array(link, { minLength: 1, maxLength: 8 }),
  ranks: fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
  kubernetesVersion: weighted<string | undefined>([undefined, 4], ['1.29', 1], ['1.28', 2], ['1.35', 2]),
  mechanism: weighted<MechanismName | undefined>([undefined, 10], ['native', 1], ['native-waiter', 1], ['init-waiter', 1], ['guard', 3], ['post-start', 1]),
  runtimeImage: weighted<string | undefined>(['registry.example/startgate:1', 4], [undefined, 1]),
  workload: weighted<{ kind: string; restartPolicy?: string }>(
    [{ kind: 'Deployment' }, 2], [{ kind: 'Job', restartPolicy: 'OnFailure' }, 1], [{ kind: 'Job', restartPolicy: 'Never' }, 1],
  ),
}).map(({ members: drawn, links, ranks, workload, ...order }) => {
  // a Pod has containers of its own
  const members = drawn.map((one, index) => (index < 2 ? { ...one, foreign: 'no' as const } : one));
  const position = (index: number): number => ranks[index]! * 100 + index;
  const containers = members.map((one, index) => containerOf(one, nameOf(one, index), index));
  const edges = new Map<string, EdgeModel>();
  for (const one of links) {
    const a = one.from % members.length;
    const b = one.to % members.length;
    const [dependent, dependency] = position(a) > position(b) ? [a, b] : [b, a];
    if (a === b || members[dependent]!.foreign !== 'no') continue;
    edges.set(`${dependent} ${dependency}`, edgeOf(one, nameOf(members[dependent]!, dependent), nameOf(members[dependency]!, dependency), members[dependency]!, workload.restartPolicy));
  }
  const of = (isOne: (one: Member) => boolean): Container[] =>
    containers.filter((_container, index) => members[index]!.foreign === 'no' && isOne(members[index]!));
  return {
    pod: {
      ...workload,
      initContainers: of(({ role }) => role !== 'regular'),
      containers: of(({ role }) => role === 'regular'),
      volumes: [{ name: 'shared', emptyDir: {} }],
    },
    order: {
      ...without(order),
      containers: Object.fromEntries(members.map((one, index) => [nameOf(one, index), aboutOf(one, nameOf(one, index), index)])),
      edges: [...edges.values()],
    },
  };
});

function weighted<T>(...choices: readonly [T, number][]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([value, weight]) => ({ weight, arbitrary: fc.constant(value) })));
}

function without<T extends object>(object: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };
}

function containerOf(one: Member, name: string, index: number): Container {
  const port = 8000 + index;
  const plain = one.role === 'init';
  return {
    name,
    image: `${name}:1`,
    imagePullPolicy: 'Always',
    ...(one.command === 'manifest' ? { command: [`/${name}`, '$(HOME)'], args: ['--arg'] } : {}),
    env: [{ name: 'HOME', value: '/' }],
    ...(plain ? {} : { ports: [{ containerPort: port }], ...probesOf(one, port) }),
    ...(one.role === 'native' ? { restartPolicy: 'Always' } : {}),
    ...(one.sharesVolume
      ? { volumeMounts: [{ name: 'shared', mountPath: `/shared-${index}`, subPath: name === 'c0' ? '' : 'common' }] }
      : {}),
  };
}

function probesOf(one: Member, port: number): Partial<Record<'startupProbe' | 'readinessProbe' | 'livenessProbe', Probe>> {
  if (one.ownProbe === 'none') return {};
  if (one.ownProbe === 'automatic') return { startupProbe: { failureThreshold: 3, tcpSocket: { port } } };
  return { [one.ownProbe]: { httpGet: { path: '/own', port }, periodSeconds: 5 } };
}

/** The name of a target outside of the Pod is its check. */
function nameOf({ foreign }: Member, index: number): string {
  return foreign === 'outside' ? `tcp://host-${index}:${8000 + index}` : `c${index}`;
}

function foreignOf({ foreign }: Member, index: number): Pick<ContainerModel, 'foreign' | 'check'> {
  const place = { kind: 'tcpSocket', port: 8000 + index, listensOn: 'all' } as const;
  return foreign === 'outside'
    ? { foreign: { kind: 'outside' }, check: { ...place, host: `host-${index}` } }
    : { foreign: { kind: 'injected', native: foreign === 'in front' }, check: place };
}

function aboutOf(one: Member, name: string, index: number): Omit<ContainerModel, 'name'> {
  if (one.foreign !== 'no') return foreignOf(one, index);
  return {
    ...(one.readyWhen && (one.role !== 'init' || one.sidecar) ? { check: checkOf(one, name, index) } : {}),
    ...(one.command === 'declared' ? { entrypoint: ['/from-image', '$(date)'] } : {}),
    ...(one.sidecar ? { sidecar: true } : {}),
    ...(one.waiter ? { waiterPath: `/waiter-${index}` } : {}),
  };
}

function checkOf(one: Member, name: string, index: number): CheckModel {
  const port = 8000 + index;
  // a probe of its own says that the kubelet reaches it, and does not say where else it listens
  const listensOn = one.ownProbe === 'none' ? one.listensOn : 'all';
  switch (one.checkKind) {
    case 'httpGet': return { kind: 'httpGet', path: '/ready', port, tls: false, headers: [], listensOn };
    case 'tcpSocket': return { kind: 'tcpSocket', port, listensOn };
    case 'grpc': return { kind: 'grpc', port, service: 'a.B', listensOn };
    case 'command': return { kind: 'command', command: [`health-of-${name}`] };
    case 'file': return { kind: 'file', path: `/shared-${index}/${name}.ready` };
    case 'unixSocket': return { kind: 'unixSocket', path: `/shared-${index}/${name}.sock` };
  }
}

function edgeOf(one: Link, dependent: string, dependency: string, on: Member, restartPolicy: string | undefined): EdgeModel {
  const ends = one.condition === 'succeeded' || one.condition === 'completed';
  const fits = ends ? on.ends && restartPolicy !== undefined : on.role !== 'init' || on.sidecar;
  const condition = fits ? one.condition : undefined;
  return {
    dependent,
    dependency,
    timeoutMs: one.seconds * 1000,
    ...without({ condition, onTimeout: one.onTimeout, mechanism: one.mechanism }),
    ...(one.regate ? { regate: true } : {}),
  };
}
