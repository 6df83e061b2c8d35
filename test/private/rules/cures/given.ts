/** A Pod and an order that a rule has something to say of, and what a reader does who follows the cure. */
import type { Container } from '../../../../src/private/manifest';
import type { ContainerModel, EdgeModel } from '../../../../src/private/model';
import { type ContainerInput, containerOf, orderOf, type OrderInput, type PodInput } from '../../support';

export interface Given {
  readonly pod: PodInput;
  readonly order: OrderInput;
  /** The Services of the app. */
  readonly services?: readonly Record<string, unknown>[];
}

/** What a reader changes. */
export type Change = (given: Given) => Given;

export interface CureCase extends Given {
  /** The cure, word by word. */
  readonly cure: string;
  /** What each half of the cure comes to, by its words. */
  readonly ways: Readonly<Record<string, Change>>;
}

export function all(...changes: readonly Change[]): Change {
  return (before) => changes.reduce((now, change) => change(now), before);
}

/** Fields of the Pod, and of its workload. */
export function pod(fields: Partial<PodInput>): Change {
  return (before) => ({ ...before, pod: { ...before.pod, ...fields } });
}

/** Fields of a container; undefined removes one. */
export function container(name: string, fields: Partial<Container>): Change {
  const changed = (list: readonly ContainerInput[] | undefined): ContainerInput[] | undefined =>
    list?.map((each) => ((typeof each === 'string' ? each : each.name) === name ? Object.assign(containerOf(each), fields) : each));
  return ({ pod: { containers, initContainers, ...rest }, ...before }) =>
    ({ ...before, pod: { ...rest, containers: changed(containers), initContainers: changed(initContainers) } });
}

/** Moves a container to the other list. */
export function move(name: string, to: 'containers' | 'initContainers', fields: Partial<Container> = {}): Change {
  return (before) => {
    const from = to === 'containers' ? 'initContainers' : 'containers';
    const isIt = (each: ContainerInput): boolean => (typeof each === 'string' ? each : each.name) === name;
    const moved = before.pod[from]!.find(isIt)!;
    const left = before.pod[from]!.filter((each) => !isIt(each));
    const joined = [...before.pod[to] ?? [], { ...containerOf(moved), ...fields }];
    return { ...before, pod: { ...before.pod, [from]: left, [to]: joined } };
  };
}

export function add(name: ContainerInput): Change {
  return (before) => ({ ...before, pod: { ...before.pod, containers: [...before.pod.containers ?? [], name] } });
}

/** What is declared of a container; undefined takes it back. */
export function declare(name: string, fields: { readonly [K in keyof ContainerModel]?: ContainerModel[K] | undefined }): Change {
  return (before) => {
    const { containers } = before.order;
    return { ...before, order: { ...before.order, containers: { ...containers, [name]: { ...containers?.[name], ...fields } } } };
  };
}

/** What `configure` is told. */
export function configure(
  fields: { readonly [K in 'kubernetesVersion' | 'mechanism' | 'runtimeImage' | 'delivery' | 'imageLock']?: OrderInput[K] | undefined },
): Change {
  return (before) => ({ ...before, order: { ...before.order, ...fields } });
}

/** The options of the dependencies of one container on another; undefined takes one back. */
export function depend(
  dependent: string, dependency: string, fields: { readonly [K in keyof EdgeModel]?: EdgeModel[K] | undefined },
): Change {
  return edges((edge) => [edge.dependent === dependent && edge.dependency === dependency ? { ...edge, ...fields } : edge]);
}

export function leaveOut(dependent: string, dependency: string): Change {
  return edges((edge) => (edge.dependent === dependent && edge.dependency === dependency ? [] : [edge]));
}

export function alsoDepend(edge: EdgeModel): Change {
  return (before) => ({ ...before, order: { ...before.order, edges: [...before.order.edges ?? [], edge] } });
}

function edges(change: (edge: EdgeModel) => EdgeModel[]): Change {
  return (before) => ({ ...before, order: { ...before.order, edges: orderOf(before.order).edges.flatMap(change) } });
}
