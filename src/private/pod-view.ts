import type { ContainerModel, OrderModel } from './model';
import type { ContainerOutline, PodOutline } from './outline';

/** What a container is in the manifest: an init container, a native sidecar, or a regular one. */
export type ContainerRole = 'init' | 'native' | 'regular';

export interface ViewedContainer {
  readonly name: string;
  readonly container: ContainerOutline;
  readonly role: ContainerRole;
  /** What the order declares of it. */
  readonly declared: ContainerModel;
}

/** A Pod as the kubelet will see it before we touch it, by name. */
export interface PodView {
  readonly outline: PodOutline;
  readonly restartPolicy: string;
  /** In the order in which the kubelet creates them: init containers first. */
  readonly containers: readonly ViewedContainer[];
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
  return { outline, restartPolicy: outline.restartPolicy ?? 'Always', containers, byName, duplicates: [...duplicates] };
}
