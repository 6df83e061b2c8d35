import { expect, test } from 'vitest';
import { mermaidOf } from '../../src/private/mermaid';
import { edge, planOf, READY } from './support';

test('an arrow runs from the dependency to the dependent', () => {
  expect(mermaidOf(planOf({ containers: ['app', 'proxy'] }, { edges: ['app -> proxy'], containers: { proxy: { check: READY } } }))).toMatchInlineSnapshot(`
    "flowchart LR
      c0["app"]
      c1["proxy"]
      c1 -->|"healthy, native"| c0"
  `);
});

test('a word of Mermaid is safe as a name', () => {
  expect(mermaidOf(planOf({ containers: ['end', 'graph'] }, { edges: [edge('end', 'graph', { condition: 'succeeded' })] }))).toMatchInlineSnapshot(`
    "flowchart LR
      c0["end"]
      c1["graph"]
      c1 -->|"succeeded, order"| c0"
  `);
});

test('a name can\'t leave its label', () => {
  expect(mermaidOf(planOf({ containers: [{ name: 'a"]\n<b>' }] }))).toMatchInlineSnapshot(`
    "flowchart LR
      c0["a#34;#93;#10;#60;b#62;"]"
  `);
});
