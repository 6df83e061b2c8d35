import { canonical } from '../canonical';
import { partsOf } from '../check-parts';
import { ruleOf } from '../catalogue';
import type { EdgeOptions } from '../dependency-option';
import { durationText, LONGEST_MS } from '../duration-text';
import { edgeKey } from '../edge-key';
import type { InjectedModel } from '../injected-model';
import {
  type AllEdgeModel, type CheckModel, type ContainerModel, DEFAULT_TIMEOUT_MS, type EdgeModel, type ImageLockModel, type OrderModel,
  type SidecarModel,
} from '../model';
import { LABEL, requireValue } from '../option';
import { canBeSilenced } from '../silence';
import { checkCall } from './check-call';
import { requireNoHost } from './check-host';

export type OrderSettings = Omit<OrderModel, 'containers' | 'edges' | 'all' | 'sidecars' | 'ignored'>;

/** How messages and keys name all containers but the sidecars; no container has this name. */
export const ALL_CONTAINERS = '*';

/**
 * The declarations of one order as they come in. Saying the same twice is fine, contradicting is an error:
 * no declaration silently wins over another.
 */
export class OrderDeclaration {
  private settings: OrderSettings = {};
  private readonly containers = new Map<string, ContainerModel>();
  private readonly edges = new Map<string, EdgeModel>();
  private readonly sidecars = new Map<string, SidecarModel>();
  private readonly ignored = new Map<string, string>();

  /** @param place the workload as messages name it, for example `Deployment "web"` */
  constructor(readonly place: string) {}

  configure(settings: OrderSettings): void {
    requireSame(this.settings, settings, (key) => `"${key}" of the start order of ${this.place}`);
    this.settings = { ...this.settings, ...settings };
  }

  touch(name: string): void {
    requireValue(`the name of a container of ${this.place}`, name, LABEL);
    if (!this.containers.has(name)) this.containers.set(name, { name });
  }

  /**
   * @param method the method that contradicts when the facts do
   * @param facts none of them undefined
   */
  describe(name: string, method: string, facts: Partial<ContainerModel>): void {
    const known = this.containers.get(name) ?? { name };
    requireSame(known, facts, () => `${method} of container "${name}" of ${this.place}`);
    this.containers.set(name, Object.assign({}, known, facts));
  }

  /** A dependency as messages name it. */
  edgeText(dependent: string, dependency: string): string {
    return `the dependency of ${dependent === ALL_CONTAINERS ? 'all containers' : `"${dependent}"`} on "${dependency}" in ${this.place}`;
  }

  depend(dependent: string, dependency: string, options: EdgeOptions): void {
    if (dependent === dependency) {
      throw new Error(`container "${dependent}" of ${this.place} can't depend on itself; name another container of the Pod`);
    }
    const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    if (timeoutMs <= 0) {
      throw new Error(`"timeout" of ${this.edgeText(dependent, dependency)} must be more than zero; got ${durationText(timeoutMs)}; use OnTimeout.BLOCK to wait for ever`);
    }
    if (timeoutMs > LONGEST_MS) {
      throw new Error(`"timeout" of ${this.edgeText(dependent, dependency)} must be at most 596 hours; got ${durationText(timeoutMs)}; use OnTimeout.BLOCK to wait for ever`);
    }
    const edge: EdgeModel = { dependent, dependency, ...options };
    const key = edgeKey(edge);
    const known = this.edges.get(key);
    if (known !== undefined && canonical(known) !== canonical(edge)) {
      throw new Error(`${this.edgeText(dependent, dependency)} is declared twice with different values: ${difference(known, edge)}; declare it once`);
    }
    this.edges.set(key, edge);
  }

  addSidecar(sidecar: SidecarModel, check: ContainerModel['check']): void {
    const { name } = sidecar.container;
    const known = this.sidecars.get(name);
    if (known !== undefined && canonical(known) !== canonical(sidecar)) {
      throw new Error(`sidecar "${name}" of ${this.place} is added twice with different values; give one of the sidecars another name`);
    }
    this.touch(name);
    this.describe(name, 'readyWhen', check === undefined ? { sidecar: true } : { sidecar: true, check });
    this.sidecars.set(name, sidecar);
  }

  /** @param model with a check that tells without the manifest where to look */
  inject(model: InjectedModel): void {
    const { name, check } = model;
    const what = `injected container "${name}" of ${this.place}`;
    requireNoHost(what, check);
    if (partsOf(check).some((part) => part.kind === 'command' || ('port' in part && typeof part.port !== 'number'))) {
      throw new Error(`${what} needs a check over the network with a port number, a file or a unix socket; got ${checkCall(check)}`);
    }
    this.describe(name, 'injected', model);
  }

  ignore(rule: string, reason: string): void {
    const info = ruleOf(rule);
    if (info === undefined) throw new Error(`the start order of ${this.place} can't ignore the unknown rule "${rule}"; list the rules with cdk8s-startgate rules`);
    if (!canBeSilenced(info)) throw new Error(`the start order of ${this.place} can't ignore the rule "${rule}", which is an error; ${info.cure}`);
    const known = this.ignored.get(rule);
    if (known !== undefined && known !== reason) throw new Error(`the rule "${rule}" is ignored twice in the start order of ${this.place}, for different reasons: "${known}", then "${reason}"; ignore it once`);
    this.ignored.set(rule, reason);
  }

  /** A copy of what was declared so far. */
  model(): OrderModel {
    const edges = [...this.edges.values()];
    const all = edges.filter(({ dependent }) => dependent === ALL_CONTAINERS).map(({ dependent: _all, ...edge }): AllEdgeModel => edge);
    return {
      containers: new Map(this.containers),
      edges: all.length === 0 ? edges : edges.filter(({ dependent }) => dependent !== ALL_CONTAINERS),
      ...(all.length === 0 ? {} : { all }),
      sidecars: [...this.sidecars.values()],
      ...this.settings,
      ...(this.ignored.size === 0 ? {} : { ignored: new Map(this.ignored) }),
    };
  }
}

/** @throws if a fact is known with another value */
export function requireSame<T extends object>(known: T, facts: Partial<T>, what: (key: string) => string): void {
  for (const key in facts) {
    if (known[key] === undefined || canonical(known[key]) === canonical(facts[key])) continue;
    throw new Error(`${what(key)} is declared twice with different values: ${shown(key, known[key])}, then ${shown(key, facts[key])}; declare it once`);
  }
}

function difference(known: EdgeModel, edge: EdgeModel): string {
  const keys = [...new Set([...Object.keys(known), ...Object.keys(edge)])].sort() as (keyof EdgeModel)[];
  return keys.filter((key) => known[key] !== edge[key])
    .map((key) => `${key === 'timeoutMs' ? 'timeout' : key} ${shown(key, known[key])}, then ${shown(key, edge[key])}`).join('; ');
}

/** A value as its author wrote it. */
function shown(key: PropertyKey, value: unknown): string {
  if (value === undefined) return 'not given';
  if (key === 'timeoutMs') return durationText(value as number);
  if (key === 'imageLock') return canonical((value as ImageLockModel).path);
  return key === 'check' ? checkCall(value as CheckModel) : canonical(value);
}
