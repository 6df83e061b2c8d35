import type { PicturedWorkload } from './model';

/**
 * What ties the parts of a page together: a container has the same key in graph, timeline and manifest; a gate has the keys of both of
 * its containers.
 */
export class Keys {
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(private readonly workload: number, { containers }: PicturedWorkload) {
    this.numbers = new Map(containers.map(({ name }, index) => [name, index]));
  }

  of(...names: readonly string[]): string {
    return names.flatMap((name) => (this.numbers.has(name) ? [`c${this.workload}-${this.numbers.get(name)!}`] : [])).join(' ');
  }
}
