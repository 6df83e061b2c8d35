import { expect, test } from 'vitest';
import { initOrder } from '../../../src/private/plan/init-order';
import type { GraphEdge } from '../../../src/private/plan/order-graph';

function orderOf(present: string[], added: string[], edges: GraphEdge[]): string[] {
  return initOrder(present, added, edges);
}

function edges(...texts: string[]): { dependent: string; dependency: string }[] {
  return texts.map((text) => {
    const [dependent, dependency] = text.split(' -> ');
    return { dependent: dependent!, dependency: dependency! };
  });
}

test('what is added goes behind what is there', () => {
  expect(orderOf(['a', 'b'], ['s'], [])).toEqual(['a', 'b', 's']);
});

test('what is added goes in front of the first that depends on it, and no further', () => {
  expect(orderOf(['a', 'b', 'c'], ['s'], edges('b -> s'))).toEqual(['a', 's', 'b', 'c']);
});

test('the order of those that are there is kept behind one that waits', () => {
  expect(orderOf(['a', 'b'], ['s'], edges('a -> s'))).toEqual(['s', 'a', 'b']);
});

test('a dependency among those that are there moves the dependent back, just behind what it depends on', () => {
  expect(orderOf(['a', 'b', 'c', 'd'], [], edges('a -> c'))).toEqual(['b', 'c', 'a', 'd']);
});

test('a sidecar stays behind the init container that it follows when another sidecar waits for it', () => {
  expect(orderOf(
    ['metrics', 'istio-init', 'istio-proxy'], [], edges('metrics -> istio-proxy'),
  )).toEqual(['istio-init', 'istio-proxy', 'metrics']);
  expect(orderOf(['migrate', 'fetch-cert', 'proxy'], [], edges('migrate -> proxy'))).toEqual(['fetch-cert', 'proxy', 'migrate']);
});

test('what waits for one that moves back moves with it', () => {
  expect(orderOf(['a', 'b', 'c', 'd'], [], edges('a -> c', 'b -> a'))).toEqual(['c', 'a', 'b', 'd']);
});

test('what is added holds back only what depends on it, also through one that is there', () => {
  expect(orderOf(['a', 'b', 'c'], ['s'], edges('a -> s', 's -> c'))).toEqual(['b', 'c', 's', 'a']);
});

test('the order in which they stand elsewhere is kept among those that are added', () => {
  expect(orderOf([], ['x', 'y', 'z'], edges('x -> z'))).toEqual(['y', 'z', 'x']);
  expect(orderOf(['a'], ['x', 'y', 'z'], edges('a -> z', 'a -> y'))).toEqual(['y', 'z', 'a', 'x']);
});

test('the containers of a cycle keep a place', () => {
  expect(orderOf(['a', 'b', 'c'], ['s'], edges('a -> b', 'b -> a')).sort()).toEqual(['a', 'b', 'c', 's']);
});

test('a chain is pulled in whole', () => {
  expect(orderOf(['a'], ['x', 'y', 'z'], edges('a -> x', 'x -> y', 'y -> z'))).toEqual(['z', 'y', 'x', 'a']);
});

test('a diamond stands in the order in which its sides were given', () => {
  expect(orderOf(
    [], ['top', 'left', 'right', 'base'], edges('top -> right', 'top -> left', 'left -> base', 'right -> base'),
  )).toEqual(['base', 'left', 'right', 'top']);
});

test('edges to other containers are nothing to it', () => {
  expect(orderOf(['a'], ['b'], edges('app -> a', 'b -> elsewhere'))).toEqual(['a', 'b']);
});

test('a long chain needs no deep stack', () => {
  const names = Array.from({ length: 20_000 }, (_one, index) => `c${index}`);
  const chain = names.slice(1).map((name, index) => ({ dependent: names[index]!, dependency: name }));
  expect(orderOf([], names, chain)).toEqual([...names].reverse());
});

test('a long chain of those that are there is no matter of minutes', () => {
  const names = Array.from({ length: 20_000 }, (_one, index) => `c${index}`);
  const chain = names.slice(1).map((name, index) => ({ dependent: names[index]!, dependency: name }));
  expect(orderOf(names, [], chain)).toEqual([...names].reverse());
});
