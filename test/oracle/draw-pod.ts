import { Random } from '../../e2e/faults/random';
import type { Condition } from './model/judge';
import type { Container, Handler, Pod, Probe } from './model/pod';
import { ENDS, RUNS, type Program } from './model/program';

export type InjectedPlace = 'first' | 'last' | 'native';

export type CheckKind = 'httpGet' | 'tcpSocket' | 'grpc' | 'command' | 'file' | 'unixSocket';

/** What is declared of one container. */
export interface DeclaredContainer {
  readonly name: string;
  readonly check?: { readonly kind: CheckKind; readonly port: number | string | undefined };
  readonly asSidecar: boolean;
  /** The order brings it into the Pod: the manifest does not have it. @default - the manifest has it */
  readonly brought?: Container;
  /** An injector brings it into the rendered Pod: `native` in front of all, or among the regular containers. */
  readonly injected?: { readonly container: Container; readonly place: InjectedPlace };
  readonly entrypoint?: readonly string[];
  readonly waiterPath?: string;
}

export interface DeclaredDependency {
  readonly dependent: string;
  readonly dependency: string;
  readonly condition?: Condition;
  readonly timeoutSeconds?: number;
  readonly onTimeout?: 'fail' | 'block' | 'continue';
  readonly mechanism?: 'native' | 'native-waiter' | 'init-waiter' | 'guard' | 'post-start';
  readonly regate?: boolean;
  readonly optional?: boolean;
}

/** A wait for another host. */
export interface OutsideWait extends Pick<DeclaredDependency, 'dependent' | 'timeoutSeconds' | 'onTimeout' | 'mechanism'> {
  readonly host: string;
}

/** A workload with its Service, its programs, and the order that is declared of it: plain data, so that it can be made smaller. */
export interface DrawnPod {
  readonly kind: 'Deployment' | 'StatefulSet' | 'Job' | 'CronJob' | 'Pod';
  readonly pod: Pod;
  readonly programs: Readonly<Record<string, Program>>;
  /** The targetPort of a Service beside the workload. */
  readonly servicePort?: number | string;
  readonly containers: readonly DeclaredContainer[];
  readonly dependencies: readonly DeclaredDependency[];
  /** What something waits for that no container of the Pod is. */
  readonly outside?: readonly OutsideWait[];
  readonly steps?: readonly string[];
  readonly kubernetesVersion?: string;
  readonly mechanism?: DeclaredDependency['mechanism'];
  readonly runtimeImage?: string;
  readonly delivery?: 'image-volume' | 'install';
  /** The minor version of the cluster on which it runs. */
  readonly minor: number;
}

/** How long a program works that ends and for which nobody waits: everything beside it has the time to start. */
const WORK = 120_000;

const ENDING = ['OnFailure', 'Never'];

type Role = 'init' | 'native' | 'regular';

/** Draws a Pod of two to six containers and an order; most can work: a Pod that every rule refuses proves nothing. */
export function drawPod(random: Random): DrawnPod {
  const kind = random.chance(0.65)
    ? random.pick(['Deployment', 'Deployment', 'StatefulSet'] as const)
    : random.pick(['Job', 'Job', 'CronJob', 'Pod'] as const);
  const restartPolicy = random.pick(
    { Deployment: ['Always'], StatefulSet: ['Always'], Job: ENDING, CronJob: ENDING, Pod: ['Always', ...ENDING] }[kind],
  );
  const names = Array.from({ length: random.pick([2, 2, 3, 3, 3, 3, 4, 4, 5, 6, 8]) }, (_, index) => `c${index}`);
  const declared = random.chance(0.4) ? undefined : drawMinor(random);
  const minor = random.chance(0.5) ? (declared ?? 35) : random.between(declared ?? 35, 37);
  const roles = names.map((_, index): Role => (index === names.length - 1
    ? 'regular'
    : random.pick(['regular', 'regular', 'regular', 'init', minor >= 29 ? 'native' : 'regular'])));
  const steps = restartPolicy === 'Never' && random.chance(0.2) ? names.filter((_, index) => roles[index] === 'regular') : undefined;
  const chanceOfEnd = (index: number): number => (index === names.length - 1 ? 1 : 0.4);
  const ends = roles.map((role, index) => role === 'init' || steps?.includes(names[index]!) === true
    || (role === 'regular' && random.chance(restartPolicy === 'Always' ? 0.12 : chanceOfEnd(index))));
  const dependencies = steps === undefined ? drawDependencies(random, names, roles, ends) : [];
  const drawn = names.map((name, index) => drawContainer(random, {
    name, index, last: index === names.length - 1,
    role: roles[index]!, ends: ends[index]!, step: steps?.includes(name) === true, dependencies,
  }));
  const hooks = roles.every((role) => role === 'regular') ? ['post-start', 'post-start'] as const : [];
  const mechanism = random.chance(0.6) ? undefined : random.pick(['native', 'native-waiter', 'init-waiter', 'guard', 'guard', ...hooks] as const);
  const port = random.pick(drawn).container.ports?.[0];
  const bringable = drawn.flatMap(({ container }, index) =>
    (roles[index] === 'regular' && !ends[index]! && index < names.length - 1 && container.restartPolicy === undefined ? [container] : []));
  const brought = bringable.length > 0 && random.chance(0.08) ? random.pick(bringable) : undefined;
  const waiting = new Set(dependencies.map(({ dependent }) => dependent));
  const injectable = bringable.filter((container) => container !== brought && !waiting.has(container.name));
  const injected = injectable.length > 0 && random.chance(0.12) ? random.pick(injectable) : undefined;
  const place = random.pick(['first', 'last', minor >= 29 ? 'native' : 'last'] as const);
  const own = drawn.map(({ container }, index) => ({ container, role: roles[index]! }))
    .filter(({ container }) => container !== brought && container !== injected);
  const inOrder = shuffled(random, own);
  const initContainers = inOrder.filter(({ role }) => role !== 'regular').map(({ container }) => container);
  return {
    kind,
    pod: {
      ...(initContainers.length === 0 ? {} : { initContainers }),
      containers: inOrder.filter(({ role }) => role === 'regular').map(({ container }) => container),
      volumes: [{ name: 'shared' }],
      ...(restartPolicy === 'Always' ? {} : { restartPolicy }),
      ...(random.chance(0.04) ? { hostNetwork: true } : {}),
    },
    programs: Object.fromEntries(drawn.map(({ program }, index) => [names[index]!, program])),
    ...(port === undefined || random.chance(0.5)
      ? {}
      : { servicePort: port.name !== undefined && random.chance(0.7) ? port.name : port.containerPort }),
    containers: drawn.map(({ container, declared: one }): DeclaredContainer => {
      if (container === brought) return { ...one, brought };
      return container === injected ? { name: one.name, asSidecar: false, injected: { container, place } } : one;
    }),
    dependencies,
    ...(steps === undefined && random.chance(0.1) ? { outside: [drawOutside(random, own.map(({ container }) => container.name))] } : {}),
    ...(steps === undefined ? {} : { steps }),
    ...(declared === undefined ? {} : { kubernetesVersion: `1.${declared}` }),
    ...(mechanism === undefined ? {} : { mechanism }),
    ...(random.chance(0.93) ? { runtimeImage: 'registry.example/startgate:1' } : {}),
    ...(random.chance(0.85) ? {} : { delivery: random.pick(['image-volume', 'install'] as const) }),
    minor,
  };
}

/** One of the last minor version without native sidecars, or one with them. */
function drawMinor(random: Random): number {
  return random.chance(0.2) ? 28 : random.between(29, 37);
}

/** Each edge goes to an earlier name, so that there is no cycle; the manifest has them in another order. */
function drawDependencies(
  random: Random, names: readonly string[], roles: readonly Role[], ends: readonly boolean[],
): DeclaredDependency[] {
  return names.flatMap((dependent, place) => {
    const sure = random.between(0, Math.max(0, place - 1));
    const present = names.slice(0, place).flatMap((dependency, index) => {
      if (!random.chance(index === sure ? 0.7 : 0.2)) return [];
      return [drawDependency(random, dependent, dependency, questionsOf(roles[index]!, ends[index]!))];
    });
    return random.chance(0.02) ? [...present, { dependent, dependency: 'absent', optional: true }] : present;
  });
}

interface Questions {
  readonly conditions: readonly (Condition | undefined)[];
  readonly mechanisms: readonly DeclaredDependency['mechanism'][];
}

/** What can be asked of a container: its health where it goes on, its end where it ends; and by which mechanisms. */
function questionsOf(role: Role, ends: boolean): Questions {
  if (role === 'init') return { conditions: [undefined, 'succeeded'], mechanisms: [] };
  if (ends) return { conditions: ['succeeded', 'succeeded', 'succeeded', 'completed', 'started'], mechanisms: ['guard'] };
  const hook = role === 'native' ? [] : ['post-start'] as const;
  return {
    conditions: [undefined, undefined, undefined, 'healthy', 'healthy', 'started'],
    mechanisms: ['native', 'native-waiter', 'init-waiter', 'guard', 'guard', ...hook],
  };
}

function drawDependency(
  random: Random, dependent: string, dependency: string, { conditions, mechanisms }: Questions,
): DeclaredDependency {
  const condition = random.pick(conditions);
  const plain = mechanisms.length === 0;
  return {
    dependent,
    dependency,
    ...(condition === undefined ? {} : { condition }),
    ...(random.chance(0.3) ? {} : { timeoutSeconds: random.pick([8, 20, 20, 45, 90]) }),
    ...(random.chance(plain ? 0.98 : 0.8) ? {} : { onTimeout: random.pick(['block', 'block', 'continue', 'fail'] as const) }),
    ...(random.chance(plain ? 1 : 0.85) ? {} : { mechanism: random.pick(mechanisms)! }),
    ...(random.chance(plain ? 0.99 : 0.93) ? {} : { regate: true }),
  };
}

function drawOutside(random: Random, names: readonly string[]): OutsideWait {
  return {
    dependent: random.pick(names),
    host: 'db.example',
    ...(random.chance(0.5) ? {} : { timeoutSeconds: random.pick([8, 20, 90]) }),
    ...(random.chance(0.8) ? {} : { onTimeout: random.pick(['block', 'continue'] as const) }),
    ...(random.chance(0.8) ? {} : { mechanism: random.pick(['guard', 'init-waiter'] as const) }),
  };
}

interface DrawnContainer {
  readonly container: Container;
  readonly program: Program;
  readonly declared: DeclaredContainer;
}

interface Member {
  readonly name: string;
  readonly index: number;
  /** Nothing depends on it. */
  readonly last: boolean;
  readonly role: Role;
  readonly ends: boolean;
  readonly step: boolean;
  readonly dependencies: readonly DeclaredDependency[];
}

function drawContainer(random: Random, { name, index, last, role, ends, step, dependencies }: Member): DrawnContainer {
  const awaited = role !== 'init'
    && dependencies.some(({ dependency, condition }) => dependency === name && (condition === undefined || condition === 'healthy'));
  const declaresPort = role !== 'init' && random.chance(0.9);
  const portName = declaresPort && random.chance(0.5) ? `p${index}` : undefined;
  const readyWhen = awaited && random.chance(0.7);
  const endsSoon = role === 'init' || step
    || dependencies.some(({ dependency, condition }) => dependency === name && (condition === 'completed' || condition === 'succeeded'));
  const lasts = (): number => (endsSoon ? random.pick([500, 2000]) : WORK);
  const drawnProgram = drawProgram(random, name, index, ends ? lasts() : Infinity);
  const automatic = role === 'regular' && declaresPort && !drawnProgram.tls && random.chance(0.08);
  const ownProbes = (): Probes => {
    if (role === 'init') return {};
    if (automatic) return { startupProbe: { tcpSocket: { port: drawnProgram.port }, failureThreshold: 3 } };
    return drawProbes(random, drawnProgram, portName, awaited && !readyWhen);
  };
  const own = ownProbes();
  // a probe of its own says that the kubelet reaches it
  const program: Program = Object.keys(own).length === 0 ? drawnProgram : { ...drawnProgram, listensOn: 'all' };
  const known = random.chance(0.8);
  const mount = mountOf(program);
  const container: Container = {
    name,
    image: `${name}:1`,
    ...(known ? { command: [`/${name}`, '$(HOME)'], args: ['--arg'] } : {}),
    ...(!declaresPort ? {} : { ports: [{ containerPort: program.port, ...(portName === undefined ? {} : { name: portName }) }] }),
    ...own,
    ...(role === 'native' ? { restartPolicy: 'Always' } : {}),
    ...(role === 'regular' && random.chance(0.04) ? drawOwnRestart(random) : {}),
    ...(role === 'init' || random.chance(0.92) ? {} : { lifecycle: { postStart: drawHook(random, program.port) } }),
    ...(random.chance(0.1) ? { env: [{ name: 'ADDRESS', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] } : {}),
    ...(random.chance(0.6)
      ? { volumeMounts: [{ name: 'shared', mountPath: mount, ...(random.chance(0.25) ? { subPath: 'common' } : {}) }] }
      : {}),
  };
  return { container, program, declared: drawDeclared(random, { name, index, last, portName, readyWhen, known, role }) };
}

function drawProgram(random: Random, name: string, index: number, endsAfter: number): Program {
  const tls = random.chance(0.05);
  const mount = random.pick(['/shared', '/shared', `/data-${index}`]);
  return {
    port: 8000 + index,
    listensOn: random.pick(['all', 'all', 'all', 'all', 'all', 'all', 'loopback', 'pod-ip']),
    tls,
    ...(random.chance(0.07) ? { header: 'X-Probe: startgate' } : {}),
    ...(random.chance(0.2) ? { service: 'a.B' } : {}),
    file: `${mount}/${name}.ready`,
    socket: `${mount}/${name}.sock`,
    healthCommand: `/health-of-${name}`,
    waiterPath: `/waiter-${index}`,
    behaviour: endsAfter < Infinity ? { ...ENDS, endsAfter } : { ...RUNS, readyAfter: random.pick([0, 300, 1500, 4000]) },
  };
}

/** Where it would mount the volume that is shared. */
function mountOf({ file }: Program): string {
  return file.slice(0, file.lastIndexOf('/'));
}

/** Probes of the container itself, as its author knows the program; sometimes with a host. */
type Probes = Partial<Record<'startupProbe' | 'readinessProbe' | 'livenessProbe', Probe>>;

function drawProbes(random: Random, program: Program, portName: string | undefined, needed: boolean): Probes {
  const fields = (['startupProbe', 'readinessProbe', 'livenessProbe'] as const).filter(() => random.chance(needed ? 0.4 : 0.12));
  if (needed && fields.length === 0) fields.push('readinessProbe');
  return Object.fromEntries(fields.map((field) => [field, drawProbe(random, program, portName)]));
}

/** One that gives its program the time that it needs. */
function drawProbe(random: Random, program: Program, portName: string | undefined): Probe {
  const periodSeconds = random.pick([undefined, undefined, undefined, 1, 2, 5]);
  const needed = Math.ceil(program.behaviour.readyAfter / 1000 / (periodSeconds ?? 10)) + 1;
  const failureThreshold = random.pick([undefined, undefined, undefined, 3, 30, 60]);
  return {
    ...drawHandler(random, program, portName),
    ...(periodSeconds === undefined ? {} : { periodSeconds }),
    ...(failureThreshold === undefined && needed <= 3 ? {} : { failureThreshold: Math.max(needed, failureThreshold ?? 3) }),
    ...(random.chance(0.85) ? {} : { initialDelaySeconds: 3 }),
    ...(random.chance(0.85) ? {} : { timeoutSeconds: 2 }),
  };
}

function drawHandler(random: Random, program: Program, portName: string | undefined): Handler {
  const port = portName !== undefined && random.chance(0.6) ? portName : program.port;
  const host = random.chance(0.9) ? {} : { host: random.pick(['127.0.0.1', 'localhost', '10.0.0.9', 'db.example']) };
  switch (random.pick(['http', 'http', 'http', 'tcp', program.tls ? 'tcp' : 'grpc', 'exec'] as const)) {
    case 'http': return {
      httpGet: {
        path: '/ready', port, ...host, ...(program.tls ? { scheme: 'HTTPS' } : {}),
        ...(program.header === undefined ? {} : { httpHeaders: [{ name: 'X-Probe', value: 'startgate' }] }),
      },
    };
    case 'tcp': return { tcpSocket: { port, ...host } };
    case 'grpc': return { grpc: { port: program.port, ...(program.service === undefined ? {} : { service: program.service }) } };
    case 'exec': return { exec: { command: [program.healthCommand] } };
  }
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy */
function drawHook(random: Random, port: number): Handler {
  return random.chance(0.8) ? { exec: { command: ['/hook'] } } : { httpGet: { port } };
}

function drawOwnRestart(random: Random): Pick<Container, 'restartPolicy' | 'restartPolicyRules'> {
  return {
    restartPolicy: random.pick(['Never', 'OnFailure', 'Always']),
    ...(random.chance(0.5)
      ? {}
      : { restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [random.pick([1, 69])] } }] }),
  };
}

interface About {
  readonly name: string;
  readonly index: number;
  readonly last: boolean;
  readonly portName: string | undefined;
  readonly readyWhen: boolean;
  readonly known: boolean;
  readonly role: Role;
}

const CHECKS = ['httpGet', 'httpGet', 'httpGet', 'tcpSocket', 'grpc', 'command', 'file', 'unixSocket'] as const;

function drawDeclared(random: Random, { name, index, last, portName, readyWhen, known, role }: About): DeclaredContainer {
  const chanceOfSidecar = last ? 0.02 : 0.15;
  const port = random.pick([8000 + index, 8000 + index, portName, undefined]);
  return {
    name,
    ...(readyWhen ? { check: { kind: random.pick(CHECKS), port } } : {}),
    asSidecar: random.chance(role === 'init' ? 0.03 : chanceOfSidecar),
    ...(!known && random.chance(0.7) ? { entrypoint: [`/${name}`, '$(date)'] } : {}),
    ...(random.chance(0.15) ? { waiterPath: `/waiter-${index}` } : {}),
  };
}

function shuffled<T>(random: Random, values: readonly T[]): T[] {
  const left = [...values];
  return values.map(() => left.splice(random.between(0, left.length - 1), 1)[0]!);
}

/** The Pod that a seed and a number stand for. */
export function drawnPod(seed: string, number: number): DrawnPod {
  return drawPod(new Random(`${seed}/${number}`));
}
