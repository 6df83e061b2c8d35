import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GraphEdge, OrderGraph } from '../../../src/private/plan/order-graph';

function graph(nodes: string, ...edges: string[]): OrderGraph {
  return new OrderGraph(nodes.split(' '), edges.map((text) => {
    const [dependent, dependency] = text.split('->');
    return { dependent: dependent!, dependency: dependency! };
  }));
}

test('a node comes after all that it depends on', () => {
  expect(graph('app proxy db', 'app->proxy', 'proxy->db').topologicalOrder()).toEqual(['db', 'proxy', 'app']);
});

test('nodes that nothing orders keep the order of the list', () => {
  expect(graph('c a b').topologicalOrder()).toEqual(['c', 'a', 'b']);
});

test('a free node comes before those of higher rank, as soon as it is free', () => {
  expect(graph('a b c d', 'a->c').topologicalOrder()).toEqual(['b', 'c', 'a', 'd']);
});

test('nodes of a cycle and all behind them are missing in the order', () => {
  expect(graph('a b c d', 'a->b', 'b->a', 'c->a').topologicalOrder()).toEqual(['d']);
});

test('an edge of a node that does not exist is no edge', () => {
  const unknown = graph('a b', 'a->x', 'x->b');
  expect(unknown.topologicalOrder()).toEqual(['a', 'b']);
  expect(unknown.cycles()).toEqual([]);
});

test('dependencies come by rank, those of an unknown node are none', () => {
  const nodes = graph('a b c', 'c->b', 'c->a');
  expect(nodes.dependenciesOf('c')).toEqual(['a', 'b']);
  expect(nodes.dependenciesOf('x')).toEqual([]);
});

test('a wave holds what can start side by side', () => {
  expect(graph(
    'app proxy db worker log', 'app->proxy', 'app->db', 'proxy->db', 'worker->db',
  ).waves()).toEqual([['db', 'log'], ['proxy', 'worker'], ['app']]);
});

test('a cycle is the shortest one through its first node', () => {
  expect(graph('a b c d', 'a->b', 'b->c', 'c->d', 'd->a', 'c->a').cycles()).toEqual([['a', 'b', 'c', 'a']]);
});

test('a node that depends on itself is a cycle', () => {
  expect(graph('a b', 'b->b').cycles()).toEqual([['b', 'b']]);
});

test('each knot has one cycle, by rank', () => {
  expect(graph('x a y b', 'b->a', 'a->b', 'y->x', 'x->y', 'x->a').cycles()).toEqual([['x', 'y', 'x'], ['a', 'b', 'a']]);
});

test('a chain of 50,000 nodes needs no stack', () => {
  const nodes = Array.from({ length: 50_000 }, (_, index) => `n${index}`);
  const edges = nodes.slice(1).map((dependent, index) => ({ dependent, dependency: nodes[index]! }));
  expect(new OrderGraph(nodes, edges).cycles()).toEqual([]);
  expect(new OrderGraph(nodes, [...edges, { dependent: 'n0', dependency: 'n49999' }]).cycles()[0]).toHaveLength(50_001);
});

interface Drawn {
  readonly nodes: readonly string[];
  readonly edges: readonly GraphEdge[];
}

function drawn(isAllowed: (from: number, to: number) => boolean): fc.Arbitrary<Drawn> {
  return fc.integer({ min: 2, max: 12 }).chain((count) => {
    const node = fc.nat(count - 1);
    return fc.record({
      nodes: fc.constant(Array.from({ length: count }, (_, index) => `n${index}`)),
      edges: fc.uniqueArray(
        fc.tuple(node, node).filter(([from, to]) => isAllowed(from, to)),
        { maxLength: 30, selector: ([from, to]) => from * 100 + to },
      ).map((pairs) => pairs.map(([from, to]) => ({ dependent: `n${from}`, dependency: `n${to}` }))),
    });
  });
}

const anyGraph = drawn(() => true);
const acyclicGraph = drawn((from, to) => from > to);

test('the order of a graph without a cycle holds every node once and keeps every edge', () => {
  fc.assert(fc.property(acyclicGraph, fc.infiniteStream(fc.nat()), ({ nodes, edges }, random) => {
    const shuffled = [...nodes].map((node) => [random.next().value, node] as const).sort(([a], [b]) => a - b).map(([, node]) => node);
    const order = new OrderGraph(shuffled, edges).topologicalOrder();
    expect([...order].sort()).toEqual([...nodes].sort());
    for (const { dependent, dependency } of edges) expect(order.indexOf(dependency)).toBeLessThan(order.indexOf(dependent));
  }));
});

test('no answer depends on the order of the edges', () => {
  fc.assert(fc.property(anyGraph.chain(({ nodes, edges }) => fc.tuple(
    fc.constant({ nodes, edges }), fc.shuffledSubarray([...edges], { minLength: edges.length, maxLength: edges.length }),
  )), ([{ nodes, edges }, shuffled]) => {
    const answers = (list: readonly GraphEdge[]): unknown => {
      const one = new OrderGraph(nodes, list);
      return [one.topologicalOrder(), one.waves(), one.cycles()];
    };
    expect(answers(shuffled)).toEqual(answers(edges));
  }));
});

test('every cycle that is reported is one: it closes, visits no node twice, and each of its steps is an edge', () => {
  fc.assert(fc.property(anyGraph, ({ nodes, edges }) => {
    for (const cycle of new OrderGraph(nodes, edges).cycles()) {
      expect(cycle.at(-1)).toBe(cycle[0]);
      expect(new Set(cycle).size).toBe(cycle.length - 1);
      cycle.slice(1).forEach((to, index) => expect(edges).toContainEqual({ dependent: cycle[index], dependency: to }));
    }
  }));
});

test('a cycle is reported exactly when the order is not whole', () => {
  fc.assert(fc.property(anyGraph, ({ nodes, edges }) => {
    const one = new OrderGraph(nodes, edges);
    expect(one.cycles().length > 0).toBe(one.topologicalOrder().length < nodes.length);
  }));
});

test('removing one edge of each reported cycle, again and again, ends every cycle', () => {
  fc.assert(fc.property(anyGraph, ({ nodes, edges }) => {
    let left = [...edges];
    for (let round = 0; round <= edges.length; round++) {
      const cycles = new OrderGraph(nodes, left).cycles();
      if (cycles.length === 0) return;
      for (const [dependent, dependency] of cycles) {
        left = left.filter((edge) => edge.dependent !== dependent || edge.dependency !== dependency);
      }
    }
    expect.unreachable('a cycle was reported that no edge makes');
  }));
});

test('a wave is one behind the last of what a node depends on', () => {
  fc.assert(fc.property(acyclicGraph, ({ nodes, edges }) => {
    const waves = new OrderGraph(nodes, edges).waves();
    const wave = new Map(waves.flatMap((names, index) => names.map((name) => [name, index] as const)));
    for (const node of nodes) {
      const behind = edges.filter(({ dependent }) => dependent === node).map(({ dependency }) => wave.get(dependency)!);
      expect(wave.get(node)).toBe(behind.length === 0 ? 0 : Math.max(...behind) + 1);
    }
  }));
});
