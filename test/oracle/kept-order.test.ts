import { expect, test } from 'vitest';
import { needlessOvertakings } from './model/kept-order';

function overtakings(before: string, after: string, ...edges: string[]): string[] {
  const needs = new Map(edges.map((edge) => edge.split(' -> ') as [string, string]).map(
    ([dependent, dependency]) => [dependent, [dependency]],
  ));
  return needlessOvertakings(before.split(' '), after.split(' '), needs).map(({ first, overtakes }) => `${overtakes} before ${first}`);
}

test.each([
  ['metrics istio-init istio-proxy', 'istio-init istio-proxy metrics', 'metrics -> istio-proxy'],
  ['migrate fetch-cert proxy', 'fetch-cert proxy migrate', 'migrate -> proxy'],
  ['a b c', 'b c a', 'a -> b', 'b -> c'],
  ['a b', 'new a b'],
])('%s may become %s', (before, after, ...edges) => {
  expect(overtakings(before, after, ...edges)).toEqual([]);
});

test.each([
  ['metrics istio-init istio-proxy', 'istio-proxy metrics istio-init', 'istio-proxy before istio-init', 'metrics -> istio-proxy'],
  ['migrate fetch-cert proxy', 'proxy migrate fetch-cert', 'proxy before fetch-cert', 'migrate -> proxy'],
  ['a b c', 'b c a', 'c before a', 'a -> b'],
  ['a b', 'b a', 'b before a'],
])('fails when %s becomes %s', (before, after, overtaking, ...edges) => {
  expect(overtakings(before, after, ...edges)).toEqual([overtaking]);
});
