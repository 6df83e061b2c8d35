import { isWritable, locate, type Container, type Handler, type Pod, type Probe } from './pod';
import type { Program } from './program';
import { isWaiter, readWaiterWords, type GateWords } from './waiter-words';

/** What somebody looks at, once it is known where the look ends. */
export type Target =
  /** The health of a container; `elsewhere`: a process that is not of this Pod could answer in its place. */
  | { readonly kind: 'health'; readonly of: number; readonly http: boolean; readonly elsewhere: boolean }
  /** The phase that a container's guard publishes. */
  | { readonly kind: 'phase'; readonly of: number; readonly phase: 'started' | 'completed' | 'succeeded' }
  /** The command that the guard of a container starts. */
  | { readonly kind: 'command'; readonly of: number }
  /** Nothing of this Pod answers there; something else may. */
  | { readonly kind: 'elsewhere' }
  /** Nothing ever answers there. */
  | { readonly kind: 'nothing' };

/** A Pod with the programs of its containers, in the order of the manifest: init containers first. */
export class PodPrograms {
  readonly containers: readonly Container[];
  readonly programs: readonly (Program | undefined)[];
  private readonly indexes = new Map<string, number>();

  /** @param minor of the cluster: an API server before 1.35 drops image volumes and their mounts */
  constructor(readonly pod: Pod, programs: ReadonlyMap<string, Program>, private readonly minor: number) {
    this.containers = [...pod.initContainers ?? [], ...pod.containers];
    this.programs = this.containers.map(({ name }) => programs.get(name));
    this.containers.forEach(({ name }, index) => this.indexes.set(name, index));
  }

  indexOf(name: string): number | undefined {
    return this.indexes.get(name);
  }

  /** What the kubelet looks at with a probe or hook that dials; undefined for one that runs a command. */
  dialledByKubelet(container: Container, handler: Handler): Target | undefined {
    const { httpGet, tcpSocket, grpc } = handler;
    const dialled = httpGet ?? tcpSocket ?? grpc;
    if (dialled === undefined) return undefined;
    const host = httpGet?.host ?? tcpSocket?.host ?? '';
    const node = this.pod.hostNetwork === true;
    // the kubelet runs on the node: its loopback is that of a Pod on the host network only
    if (host !== '' && !(node && isLoopback(host))) return { kind: 'elsewhere' };
    const headers = (httpGet?.httpHeaders ?? []).map(({ name, value }) => `${name}: ${value}`);
    const reached = host === '' ? ['all', 'pod-ip'] as const : ['all', 'loopback'] as const;
    const request = { headers, service: grpc?.service ?? '', attemptMs: ((handler as Probe).timeoutSeconds ?? 1) * 1000, statuses: '200-399' };
    return this.listener(schemeOf(handler), portOf(container, dialled.port), reached, request);
  }

  /** What the waiter looks at in a container. */
  seenByWaiter(container: Container, { target, ...request }: Omit<GateWords, 'timeoutMs' | 'onTimeout'>): Target {
    const equals = /^[a-z0-9-]+=/.exec(target)?.[0].length ?? 0;
    const check = target.slice(equals);
    if (check === 'started' || check === 'completed' || check === 'succeeded') {
      throw new Error('a phase is read in a state directory');
    }
    if (check === 'guard://self') return { kind: 'command', of: this.indexOf(container.name)! };
    if (check.startsWith('exec:')) return this.command(container, JSON.parse(check.slice('exec:'.length)) as string[]);
    if (check.startsWith('file://')) return this.file(container, check.slice('file://'.length), 'file');
    if (check.startsWith('unix://')) return this.file(container, check.slice('unix://'.length).split(':')[0]!, 'socket');
    const url = /^(https?|tcp|grpc):\/\/(\[[^\]]+\]|[^/:]+):(\d+)(?:\/(.*))?$/.exec(check);
    if (url === null) throw new Error(`no target of the waiter: "${target}"`);
    const [, scheme, host, port, rest] = url;
    const reached = this.reachedFrom(container, host!);
    // the native waiter speaks no TLS
    if (scheme === 'https') return { kind: 'nothing' };
    return reached === undefined
      ? { kind: 'elsewhere' }
      : this.listener(scheme!, Number(port), reached, { ...request, service: scheme === 'grpc' ? (rest ?? '') : '' });
  }

  /** What a command looks at when it runs in a container. */
  command(container: Container, command: readonly string[]): Target {
    const index = this.indexOf(container.name)!;
    return command.length === 1 && command[0] === this.programs[index]?.healthCommand
      ? { kind: 'health', of: index, http: false, elsewhere: false }
      : { kind: 'nothing' };
  }

  /**
   * Whether the waiter of the waiter is there when a container runs: in its image, on a volume that is an image with it, or put there
   * by an init container before.
   */
  hasWaiter(container: Container, path: string): boolean {
    const index = this.indexOf(container.name)!;
    if (this.programs[index]?.waiterPath === path) return true;
    if (isRuntime(container.image) && path === '/startgate') return true;
    const place = locate(container, path);
    const image = this.pod.volumes?.find(({ name }) => place === `volume ${name}:startgate`)?.image;
    if (image !== undefined) return this.minor >= IMAGE_VOLUMES && isRuntime(image.reference);
    return (this.pod.initContainers ?? []).some((other, at) => {
      if (at >= index || other.restartPolicy === 'Always' || other.command?.[1] !== 'install') return false;
      const destination = other.command[2]!;
      return isWritable(other, destination) && locate(other, destination) === place;
    });
  }

  /** What a gate looks at whose words may name a phase. */
  gate(container: Container, words: GateWords, state: string): Target {
    const phase = /^([a-z0-9-]+)=(started|completed|succeeded)$/.exec(words.target);
    if (phase === null) return this.seenByWaiter(container, words);
    const of = this.indexOf(phase[1]!);
    return of !== undefined && this.publishes(of, container, state)
      ? { kind: 'phase', of, phase: phase[2] as 'started' | 'completed' | 'succeeded' }
      : { kind: 'nothing' };
  }

  /** Whether the record that a container writes is the one that `reader` reads. */
  private publishes(of: number, reader: Container, state: string): boolean {
    const writer = this.containers[of]!;
    const command = (writer.command ?? []).map(expanded);
    if (!isWaiter(command)) return false;
    const own = readWaiterWords(command);
    const record = `${own.state}/${writer.name}`;
    return own.name === writer.name && isWritable(writer, record) && locate(writer, record) === locate(reader, `${state}/${writer.name}`);
  }

  private listener(
    scheme: string, port: number | undefined, reached: readonly Program['listensOn'][], request: Request,
  ): Target {
    const { headers, service, attemptMs, statuses } = request;
    const elsewhere = this.pod.hostNetwork === true;
    const of = port === undefined
      ? -1
      : this.programs.findIndex((program) => [program?.port, program?.otherPort].includes(port) && reached.includes(program!.listensOn));
    const program = this.programs[of];
    if (program === undefined) return elsewhere && port !== undefined ? { kind: 'elsewhere' } : { kind: 'nothing' };
    if (program.port !== port) return scheme === 'tcp' ? { kind: 'health', of, http: false, elsewhere } : { kind: 'nothing' };
    const speaks = scheme === 'tcp' || (scheme === 'https') === program.tls;
    const isLetIn = !scheme.startsWith('http') || (
      (program.header === undefined || headers.includes(program.header))
      && (program.answerMs ?? 0) < attemptMs
      && isOneOf(statuses, program.status ?? 200)
    );
    const serves = scheme !== 'grpc' || service === '' || program.service === service;
    return speaks && isLetIn && serves ? { kind: 'health', of, http: scheme === 'http', elsewhere } : { kind: 'nothing' };
  }

  private file(container: Container, path: string, what: 'file' | 'socket'): Target {
    const place = locate(container, path);
    const of = this.containers.findIndex((other, index) => {
      const program = this.programs[index];
      return program !== undefined && locate(other, program[what]) === place;
    });
    return of < 0 ? { kind: 'nothing' } : { kind: 'health', of, http: what === 'socket', elsewhere: false };
  }

  /** Which listeners a host name reaches from inside the Pod; undefined: none of the Pod. */
  private reachedFrom(container: Container, host: string): readonly Program['listensOn'][] | undefined {
    const variable = /^\[\$\((\w+)\)\]$/.exec(host)?.[1];
    if (variable !== undefined) {
      const isPodIp = (container.env ?? []).some(({ name, valueFrom }) => name === variable
        && valueFrom?.fieldRef?.fieldPath === 'status.podIP');
      return isPodIp ? ['all', 'pod-ip'] : undefined;
    }
    return isLoopback(host) ? ['all', 'loopback'] : undefined;
  }
}

/** What is asked for over a connection. */
interface Request {
  readonly headers: readonly string[];
  readonly service: string;
  readonly attemptMs: number;
  readonly statuses: string;
}

function isOneOf(ranges: string, status: number): boolean {
  return ranges.split(',').some((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return status >= first! && status <= last!;
  });
}

/** The first minor version that mounts images, unless a feature gate says more. */
const IMAGE_VOLUMES = 35;

/** The image that carries the waiter, as the tests call it. */
function isRuntime(image: string | undefined): boolean {
  return image !== undefined && /\/(?:startgate|waiter):/.test(image);
}

function schemeOf({ httpGet, tcpSocket }: Handler): string {
  if (httpGet !== undefined) return httpGet.scheme === 'HTTPS' ? 'https' : 'http';
  return tcpSocket === undefined ? 'grpc' : 'tcp';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.startsWith('127.') || host === '::1' || host === '[::1]';
}

/** The kubelet looks a name up in the ports of the container itself. */
function portOf(container: Container, port: number | string): number | undefined {
  if (typeof port === 'number') return port;
  return container.ports?.find(({ name }) => name === port)?.containerPort ?? (/^\d+$/.test(port) ? Number(port) : undefined);
}

/** Kubernetes replaces `$$` by `$` where it expands references; a variable itself we leave to read. */
export function expanded(word: string): string {
  return word.replaceAll('$$', () => '$');
}
