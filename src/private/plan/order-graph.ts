/** A directed graph over named nodes: an edge runs from a dependent to its dependency. */
export interface GraphEdge {
  readonly dependent: string;
  readonly dependency: string;
}

/**
 * The start order as a graph. The rank of a node is its position in the given list. The rank decides between nodes
 * without an order between them, so every answer is the same for every order of the edges.
 * All walks are iterative and linear in nodes and edges.
 */
export class OrderGraph {
  readonly nodes: readonly string[];
  private readonly rank = new Map<string, number>();
  private readonly dependencies: number[][];
  private readonly dependents: number[][];

  constructor(nodes: readonly string[], edges: readonly GraphEdge[]) {
    this.nodes = nodes;
    nodes.forEach((node, index) => this.rank.set(node, index));
    this.dependencies = nodes.map(() => []);
    this.dependents = nodes.map(() => []);
    for (const edge of edges) {
      const from = this.rank.get(edge.dependent);
      const to = this.rank.get(edge.dependency);
      if (from === undefined || to === undefined) continue;
      this.dependencies[from]!.push(to);
      this.dependents[to]!.push(from);
    }
    for (const list of this.dependencies) list.sort((a, b) => a - b);
    for (const list of this.dependents) list.sort((a, b) => a - b);
  }

  /** The dependencies of a node, by rank. */
  dependenciesOf(node: string): string[] {
    const rank = this.rank.get(node);
    return rank === undefined ? [] : this.dependencies[rank]!.map((dependency) => this.nodes[dependency]!);
  }

  /**
   * Every node after all its dependencies; among free nodes, the lowest rank comes first.
   * Nodes of a cycle, and all that depend on them, are missing.
   */
  topologicalOrder(): string[] {
    const open = this.dependencies.map((list) => list.length);
    const free = new RankQueue();
    open.forEach((count, node) => { if (count === 0) free.push(node); });
    const order: string[] = [];
    for (let node = free.pop(); node !== undefined; node = free.pop()) {
      order.push(this.nodes[node]!);
      for (const dependent of this.dependents[node]!) {
        if (--open[dependent]! === 0) free.push(dependent);
      }
    }
    return order;
  }

  /** Nodes by wave: a node is in the first wave after the waves of all its dependencies. */
  waves(): string[][] {
    const depth = new Map<string, number>();
    const waves: string[][] = [];
    for (const node of this.topologicalOrder()) {
      let wave = 0;
      for (const dependency of this.dependencies[this.rank.get(node)!]!) {
        wave = Math.max(wave, depth.get(this.nodes[dependency]!)! + 1);
      }
      depth.set(node, wave);
      (waves[wave] ??= []).push(node);
    }
    return waves.map((wave) => wave.sort((a, b) => this.rank.get(a)! - this.rank.get(b)!));
  }

  /**
   * One cycle for each group of nodes that depend on each other, as `[a, b, c, a]`: the shortest cycle through the
   * node of the lowest rank.
   */
  cycles(): string[][] {
    if (this.isAcyclic()) return [];
    return this.knots().map((knot) => this.shortestCycle(knot).map((node) => this.nodes[node]!));
  }

  private isAcyclic(): boolean {
    const open = this.dependencies.map((list) => list.length);
    const free: number[] = [];
    for (let node = 0; node < open.length; node++) if (open[node] === 0) free.push(node);
    for (const node of free) {
      for (const dependent of this.dependents[node]!) if (--open[dependent]! === 0) free.push(dependent);
    }
    return free.length === open.length;
  }

  /** Strongly connected components of more than one node, or of one that depends on itself (Tarjan, without recursion). */
  private knots(): number[][] {
    const count = this.nodes.length;
    const index = new Int32Array(count).fill(-1);
    const low = new Int32Array(count);
    const onStack = new Uint8Array(count);
    const next = new Int32Array(count);
    const stack: number[] = [];
    const knots: number[][] = [];
    let counter = 0;
    for (let root = 0; root < count; root++) {
      if (index[root] !== -1) continue;
      const walk = [root];
      while (walk.length > 0) {
        const node = walk[walk.length - 1]!;
        if (index[node] === -1) {
          index[node] = low[node] = counter++;
          stack.push(node);
          onStack[node] = 1;
        }
        const child = this.dependencies[node]![next[node]!];
        if (child !== undefined) {
          next[node]!++;
          if (index[child] === -1) walk.push(child);
          else if (onStack[child] === 1) low[node] = Math.min(low[node]!, index[child]!);
          continue;
        }
        walk.pop();
        const parent = walk[walk.length - 1];
        if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
        if (low[node] !== index[node]) continue;
        const knot: number[] = [];
        for (let member = -1; member !== node;) {
          member = stack.pop()!;
          onStack[member] = 0;
          knot.push(member);
        }
        if (knot.length > 1 || this.dependencies[node]!.includes(node)) knots.push(knot.sort((a, b) => a - b));
      }
    }
    return knots.sort((a, b) => a[0]! - b[0]!);
  }

  private shortestCycle(knot: readonly number[]): number[] {
    const start = knot[0]!;
    const inside = new Set(knot);
    const cameFrom = new Map<number, number>();
    const queue = [start];
    for (const node of queue) {
      for (const dependency of this.dependencies[node]!) {
        if (dependency === start) {
          const path = [start];
          for (let at = node; at !== start; at = cameFrom.get(at)!) path.push(at);
          return [...path, start].reverse();
        }
        if (inside.has(dependency) && !cameFrom.has(dependency)) {
          cameFrom.set(dependency, node);
          queue.push(dependency);
        }
      }
    }
    return [start, start];
  }
}

/** A binary heap of ranks: the lowest comes out first. */
class RankQueue {
  private readonly heap: number[] = [];

  push(rank: number): void {
    let at = this.heap.push(rank) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.heap[up]! <= this.heap[at]!) return;
      this.swap(at, up);
      at = up;
    }
  }

  pop(): number | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (this.heap.length === 0 || last === undefined) return first;
    this.heap[0] = last;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const small = left + 1 < this.heap.length && this.heap[left + 1]! < this.heap[left]! ? left + 1 : left;
      if (small >= this.heap.length || this.heap[small]! >= this.heap[at]!) return first;
      this.swap(at, small);
      at = small;
    }
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}
