import { expect, test } from 'vitest';
import { explanationOf } from '../../src/private/explanation';
import { mermaidOf } from '../../src/private/mermaid';
import { edge, type OrderInput, planOf, type PodInput, READY } from './support';

function mermaid(pod: PodInput, order: OrderInput = {}): string {
  return mermaidOf(explanationOf('web', planOf(pod, order), []));
}

test('an arrow runs from the dependency to the dependent', () => {
  expect(mermaid({ containers: ['app', 'proxy'] }, { edges: ['app -> proxy'], containers: { proxy: { check: READY } } })).toMatchInlineSnapshot(`
    "flowchart LR
      c0["proxy"]
      c1["app"]
      c0 -->|"healthy, native"| c1"
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
