import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explanationOf } from '../../../src/private/explanation/explanation';
import type { Explanation } from '../../../src/private/explanation/explanation-model';
import { mermaidOf } from '../../../src/private/explanation/mermaid';
import { readFlowchart } from '../mermaid-parser';
import { edge, type OrderInput, planOf, type PodInput, READY } from '../support';

function explained(pod: PodInput, order: OrderInput = {}, name = 'web'): Explanation {
  return explanationOf(name, planOf(pod, order), []);
}

function mermaid(pod: PodInput, order: OrderInput = {}): string {
  return mermaidOf([explained(pod, order)]);
}

const NATIVE = explained({ containers: ['app', 'proxy'] }, { edges: ['app -> proxy'], containers: { proxy: { check: READY } } });

test('an arrow runs from the dependency to the dependent', () => {
  expect(mermaidOf([NATIVE])).toMatchInlineSnapshot(`
    "flowchart LR
      c0["proxy"]
      c1["app"]
      c0 -.->|"healthy, native"| c1"
  `);
});

test('a word of Mermaid is safe as a name', () => {
  expect(mermaid({ containers: ['end', 'graph'] }, { edges: [edge('end', 'graph', { condition: 'succeeded' })] })).toMatchInlineSnapshot(`
    "flowchart LR
      c0["graph"]
      c1["end"]
      c0 -->|"succeeded, order"| c1"
  `);
});

test('a name can\'t leave its label', () => {
  expect(mermaid({ containers: [{ name: 'a"]\n<b>' }] })).toMatchInlineSnapshot(`
    "flowchart LR
      c0["a#34;#93;#10;#60;b#62;"]"
  `);
});

test('several workloads are one diagram, with a frame for each', () => {
  expect(mermaidOf([NATIVE, explained({ containers: ['app'] }, {}, 'api')])).toMatchInlineSnapshot(`
    "flowchart LR
      subgraph w0["Deployment web"]
        w0c0["proxy"]
        w0c1["app"]
        w0c0 -.->|"healthy, native"| w0c1
      end
      subgraph w1["Deployment api"]
        w1c0["app"]
      end"
  `);
});

test('Mermaid reads what was meant', async () => {
  const guard = explained(
    { containers: ['app', 'proxy'] },
    { edges: [edge('app', 'proxy', { mechanism: 'post-start' })], containers: { proxy: { check: READY, waiterPath: '/startgate' } } },
    'api',
  );
  const outside = { ...guard, gates: [{ ...guard.gates[0]!, dependency: 'tcp://db:5432', outside: true }] };
  expect(await readFlowchart(mermaidOf([NATIVE, outside]))).toEqual({
    nodes: { w0c0: 'proxy', w0c1: 'app', w1c0: 'proxy', w1c1: 'app', w1o0: 'tcp://db:5432' },
    edges: ['w0c0 ..> w0c1: healthy, native', 'w1o0 ..> w1c1: healthy, post-start'],
    subgraphs: { 'Deployment web': ['w0c0', 'w0c1'], 'Deployment api': ['w1c0', 'w1c1'] },
  });
});

test('Mermaid takes any number of workloads with any names', { timeout: 60_000 }, async () => {
  const name = fc.string({
    unit: fc.constantFrom('a', '"', ']', '#', ';', '\n', '%', '<', '&', '|', '`', '-', ' ', '🚪', 'end', '\\'), minLength: 1, maxLength: 6,
  });
  const workload = fc.record({ name, containers: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }) });
  await fc.assert(fc.asyncProperty(fc.array(workload, { minLength: 1, maxLength: 4 }), async (workloads) => {
    const explanations = workloads.map(({ name: own, containers }) =>
      explained({ containers: containers.map((each) => ({ name: each })) }, {}, own));
    const read = await readFlowchart(mermaidOf(explanations));
    expect(Object.values(read.nodes)).toEqual(workloads.flatMap(({ containers }) => containers.map(
      (each) => each.replace(/^ +| +$/gu, ''),
    )));
  }), { seed: 20_261_129, numRuns: 40 });
});

test('more arrows than Mermaid draws are told', () => {
  const many = Array.from({ length: 501 }, () => NATIVE);
  expect(mermaidOf(many).split('\n')[0]).toBe('%% 501 arrows: Mermaid draws 500 unless its configuration raises maxEdges');
  expect(mermaidOf(many.slice(0, 500)).split('\n')[0]).toBe('flowchart LR');
});
