import type { ContainerModel, OrderModel } from './model';
import type { ContainerOutline, PodOutline } from './outline';

/** What a container is in the manifest: an init container, a native sidecar, or a regular one. */
export type ContainerRole = 'init' | 'native' | 'regular';

/** What a container can wait for: a container of the manifest, one that is injected at admission, or a target outside of the Pod. */
export type NodeRole = ContainerRole | 'injected' | 'outside';

export interface ViewedContainer {
  readonly name: string;
  readonly container: ContainerOutline;
  readonly role: NodeRole;
  /** What the order declares of it. */
  readonly declared: ContainerModel;
}

/** A Pod as the kubelet will see it before we touch it, by name. */
export interface PodView {
  readonly outline: PodOutline;
  readonly restartPolicy: string;
  /** The containers of the manifest, in the order in which the kubelet creates them: init containers first. */
  readonly containers: readonly ViewedContainer[];
  /** What the manifest does not have: injected containers, and targets outside of the Pod. */
  readonly foreign: readonly ViewedContainer[];
  readonly byName: ReadonlyMap<string, ViewedContainer>;
  /** Names that stand more than once, over both lists. */
  readonly duplicates: readonly string[];
}

export function viewPod(outline: PodOutline, order: OrderModel): PodView {
  const containers: ViewedContainer[] = [];
  const byName = new Map<string, ViewedContainer>();
  const duplicates = new Set<string>();
  const add = (container: ContainerOutline, role: ContainerRole): void => {
    const { name } = container;
    const viewed = { name, container, role, declared: order.containers.get(name) ?? { name } };
    containers.push(viewed);
    if (byName.has(name)) duplicates.add(name);
    else byName.set(name, viewed);
  };
  for (const container of outline.initContainers) add(container, container.restartPolicy === 'Always' ? 'native' : 'init');
  for (const container of outline.containers) add(container, 'regular');
  const foreign: ViewedContainer[] = [];
  order.containers.forEach((declared, name) => {
    if (declared.foreign === undefined || byName.has(name)) return;
    foreign.push({ name, container: { name }, role: declared.foreign.kind, declared });
  });
  foreign.sort((a, b) => (a.name < b.name ? -1 : 1)).forEach((viewed) => byName.set(viewed.name, viewed));
  return { outline, restartPolicy: outline.restartPolicy ?? 'Always', containers, foreign, byName, duplicates: [...duplicates] };
}

/** The order waits for it, and does not render it. */
export function isForeign({ role }: { readonly role: NodeRole }): boolean {
  return role === 'injected' || role === 'outside';
}

/** It may be injected as a regular container, which starts after the init containers of the manifest. */
export function mayStartLater(viewed: Pick<ViewedContainer, 'role' | 'declared'>): boolean {
  return viewed.role === 'injected' && !isInjectedInFront(viewed);
}

/** It is injected as a native sidecar in front, so that the init containers of the manifest start after it. */
export function isInjectedInFront({ role, declared }: Pick<ViewedContainer, 'role' | 'declared'>): boolean {
  return role === 'injected' && declared.foreign?.kind === 'injected' && declared.foreign.native;
}
