import type { PicturedWorkload } from './model';

/**
 * The keys that connect the parts of a page: a container has the same key in graph, timeline and manifest; a gate has the keys of both
 * containers.
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
