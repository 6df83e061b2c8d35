import type { Container, PodSpec, Probe } from '../../src/private/manifest';
import { readWaiterWords, type WaiterWords } from './waiter-words';

/** What a program is, whatever the manifest says: where it shows its health, and whether it ends. */
export interface Program {
  readonly port: number;
  readonly listensOn: 'all' | 'loopback' | 'pod-ip';
  readonly file: string;
  readonly socket: string;
  /** The only word of the command that tells its health. */
  readonly healthCommand: string;
  readonly ends: boolean;
  /** Path of the waiter in its image. */
  readonly waiterPath?: string;
}

/** What goes wrong, for ever, with a container. */
export interface Fault {
  readonly sick?: string;
  readonly missingImage?: string;
  /** Its guard never gets to its command. */
  readonly stuck?: string;
  readonly endless?: string;
  readonly failing?: string;
  /** The kubelet restarts while it waits: it forgets the hooks that it was running. */
  readonly kubeletRestarts?: boolean;
}

/**
 * The start of a Pod as Kubernetes documents it, run until nothing more happens and before any timeout strikes. It knows manifests and the
 * waiter's words, and nothing of the code that wrote them.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export class SimulatedKubelet {
  /** Names of the containers whose real command has begun, in the order in which it did. */
  readonly started: string[] = [];
  private readonly created = new Set<string>();
  private readonly all: readonly Container[];

  constructor(private readonly spec: PodSpec, private readonly programs: ReadonlyMap<string, Program>, private readonly fault: Fault = {}) {
    this.all = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
    for (let before = -1; before !== this.created.size + this.started.length;) {
      before = this.created.size + this.started.length;
      this.sync();
    }
  }

  /** Whether its real command can come later than its creation. */
  waitsBehindGuard(name: string): boolean {
    return (this.guardOf(this.byName(name))?.targets.length ?? 0) > 0;
  }

  /** One look of the kubelet at the Pod. */
  private sync(): void {
    for (const container of this.spec.initContainers ?? []) {
      this.create(container);
      if (!this.hasPassed(container)) return;
    }
    for (const container of this.spec.containers ?? []) {
      this.create(container);
      if (!this.hookIsDone(container)) return;
    }
  }

  private create(container: Container): void {
    if (container.name === this.fault.missingImage) return;
    this.created.add(container.name);
    for (const { name } of this.all) if (this.created.has(name)) this.tryStart(this.byName(name));
  }

  private hasPassed(container: Container): boolean {
    if (!this.created.has(container.name)) return false;
    if (container.restartPolicy !== 'Always') return this.hasSucceeded(container.name);
    return this.hookIsDone(container) && (container.startupProbe === undefined || this.probePasses(container, container.startupProbe));
  }

  private hookIsDone(container: Container): boolean {
    const hook = container.lifecycle?.postStart as { exec?: { command?: string[] } } | undefined;
    if (hook?.exec?.command === undefined || this.fault.kubeletRestarts === true || !this.created.has(container.name)) return true;
    return this.waits(container, readWaiterWords(hook.exec.command), hook.exec.command[0]!);
  }

  private probePasses(container: Container, probe: Probe): boolean {
    const dialled = probe.httpGet ?? probe.tcpSocket ?? probe.grpc;
    if (dialled !== undefined) return this.listens(Number(dialled.port), ['all', 'pod-ip']);
    const command = (probe.exec?.command ?? []).map(expanded);
    if (command[1] === 'wait') return this.waits(container, readWaiterWords(command), command[0]!);
    return this.runs(container, command);
  }

  private tryStart(container: Container): void {
    const { name } = container;
    if (this.started.includes(name)) return;
    const guard = this.guardOf(container);
    if (guard !== undefined && ((name === this.fault.stuck && guard.targets.length > 0) || !this.waits(container, guard, container.command![0]!))) return;
    this.started.push(name);
  }

  private guardOf(container: Container): WaiterWords | undefined {
    const command = container.command ?? [];
    return command[1] === 'exec' && command.includes('--') ? readWaiterWords(command.map(expanded)) : undefined;
  }

  private waits(container: Container, words: WaiterWords, binary: string): boolean {
    return this.hasBinary(container, binary) && words.targets.every((target) => this.isOpen(container, target, words.state));
  }

  private hasBinary(container: Container, path: string): boolean {
    if (this.programs.get(container.name)?.waiterPath === path) return true;
    return this.all.some((other) => {
      if (other.command?.[1] !== 'install' || !this.hasSucceeded(other.name)) return false;
      const destination = other.command[2]!;
      return isWritable(other, destination) && locate(other, destination) === locate(container, path);
    });
  }

  private isOpen(container: Container, target: string, state: string | undefined): boolean {
    const equals = target.indexOf('=');
    const name = target.slice(0, equals);
    const check = target.slice(equals + 1);
    if (check === 'started' || check === 'completed' || check === 'succeeded') return this.publishes(container, name, state) && this.phase(name, check);
    if (check.startsWith('exec:')) return this.runs(container, JSON.parse(check.slice('exec:'.length)) as string[]);
    if (check.startsWith('file://')) return this.sees(container, check.slice('file://'.length), 'file');
    if (check.startsWith('unix://')) return this.sees(container, check.slice('unix://'.length), 'socket');
    const url = /^(?:http|tcp|grpc):\/\/(.+?):(\d+)(?:\/.*)?$/.exec(check);
    if (url === null) throw new Error(`no target that the native waiter takes: "${check}"`);
    return this.listens(Number(url[2]), this.reachable(container, url[1]!));
  }

  /** Which listeners a host name reaches from inside the Pod. */
  private reachable(container: Container, host: string): readonly Program['listensOn'][] {
    if (host === 'localhost') return ['all', 'loopback'];
    const variable = /^\[\$\((\w+)\)\]$/.exec(host)?.[1];
    const fromDownwardApi = (container.env ?? []).some(({ name, valueFrom }) => name === variable && valueFrom?.fieldRef?.fieldPath === 'status.podIP');
    if (!fromDownwardApi) throw new Error(`container "${container.name}" can't dial "${host}"`);
    return ['all', 'pod-ip'];
  }

  private listens(port: number, listeners: readonly Program['listensOn'][]): boolean {
    return [...this.programs].some(([name, program]) => program.port === port && listeners.includes(program.listensOn) && this.isHealthy(name));
  }

  private runs(container: Container, command: readonly string[]): boolean {
    return command.length === 1 && command[0] === this.programs.get(container.name)?.healthCommand && this.isHealthy(container.name);
  }

  private sees(container: Container, path: string, what: 'file' | 'socket'): boolean {
    const place = locate(container, path);
    return this.all.some((other) => {
      const program = this.programs.get(other.name);
      return program !== undefined && locate(other, program[what]) === place && this.isHealthy(other.name);
    });
  }

  /** Whether the record that `name` writes is the one that `reader` reads. */
  private publishes(reader: Container, name: string, state: string | undefined): boolean {
    const writer = this.byName(name);
    const own = this.guardOf(writer);
    if (own?.name !== name || own.state === undefined || state === undefined) return false;
    const record = `${own.state}/${name}`;
    return isWritable(writer, record) && locate(writer, record) === locate(reader, `${state}/${name}`);
  }

  private phase(name: string, condition: 'started' | 'completed' | 'succeeded'): boolean {
    if (condition === 'started') return this.started.includes(name);
    return condition === 'completed' ? this.hasEnded(name) : this.hasSucceeded(name);
  }

  private isHealthy(name: string): boolean {
    return this.started.includes(name) && name !== this.fault.sick;
  }

  private hasEnded(name: string): boolean {
    const ends = this.programs.get(name)?.ends ?? true;
    return this.started.includes(name) && ends && name !== this.fault.endless;
  }

  private hasSucceeded(name: string): boolean {
    return this.hasEnded(name) && name !== this.fault.failing;
  }

  private byName(name: string): Container {
    return this.all.find((container) => container.name === name)!;
  }
}

/** Kubernetes replaces `$$` by `$` where it expands references; a variable itself we leave to read. */
function expanded(word: string): string {
  return word.replaceAll('$$', () => '$');
}

function mountOf(container: Container, path: string): { name: string; mountPath: string; subPath?: string; readOnly?: boolean } | undefined {
  return [...(container.volumeMounts ?? [])]
    .filter(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath}/`))
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
}

function isWritable(container: Container, path: string): boolean {
  return mountOf(container, path)?.readOnly !== true;
}

/** Where a path of a container really is: on a volume, or in the container alone. */
function locate(container: Container, path: string): string {
  const mount = mountOf(container, path);
  if (mount === undefined) return `container ${container.name}:${path}`;
  return `volume ${mount.name}:${[mount.subPath ?? '', path.slice(mount.mountPath.length)].join('/').split('/').filter((part) => part !== '').join('/')}`;
}
