import type { EdgeModel } from './model';

/** Tells the dependencies of a Pod apart. */
export function edgeKey({ dependent, dependency }: Pick<EdgeModel, 'dependent' | 'dependency'>): string {
  return `${dependent} ${dependency}`;
}
