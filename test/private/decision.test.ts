import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeOrder } from '../../src/private/analysis';
import { Decisions } from '../../src/private/decision';
import { podTemplateOf } from '../../src/private/pod-template';
import { scenario, type Scenario } from './arbitrary-order';
import { manifestOf, orderOf, READY } from './support';

const order = orderOf({ edges: ['app -> proxy'], containers: { proxy: { check: READY } } });

function decided({ pod, order: input }: Scenario, decisions: Decisions): unknown {
  const manifest = manifestOf(pod);
  return { findings: writeOrder(manifest, orderOf(input), decisions), manifest };
}

test('Pods that differ only in what a plan does not look at are decided once', () => {
  const decisions = new Decisions();
  const [one, other] = ['a:1', 'b:2'].map((image) => podTemplateOf(manifestOf({ containers: [{ name: 'app', image, env: [{ name: 'X', value: image }] }, 'proxy'] }))!);
  expect(decisions.decide(other!, order)).toBe(decisions.decide(one!, order));
});

test('a Pod that differs in its ports is decided anew', () => {
  const decisions = new Decisions();
  const [one, other] = [8080, 9090].map((containerPort) => podTemplateOf(manifestOf({ containers: ['app', { name: 'proxy', ports: [{ containerPort }] }] }))!);
  expect(decisions.decide(other!, order)).not.toBe(decisions.decide(one!, order));
});

test('a Pod that comes again after another one is not decided anew', () => {
  const decisions = new Decisions();
  const [first, , third] = [8080, 9090, 8080].map((containerPort) => decisions.decide(podTemplateOf(manifestOf({ containers: ['app', { name: 'proxy', ports: [{ containerPort }] }] }))!, order));
  expect(third).toBe(first);
});

test('a large order is decided each time: its key would cost more than it saves', () => {
  const names = Array.from({ length: 102 }, (_one, index) => `c${index}`);
  const chain = orderOf({ edges: names.slice(1).map((name, index) => `${name} -> ${names[index]!}`), containers: Object.fromEntries(names.map((name) => [name, { check: READY }])) });
  const decisions = new Decisions();
  const template = podTemplateOf(manifestOf({ containers: names }))!;
  expect(decisions.decide(template, chain)).not.toBe(decisions.decide(template, chain));
});

test('a decision with an error writes nothing', () => {
  const template = podTemplateOf(manifestOf({ containers: ['app'] }))!;
  expect(new Decisions().decide(template, order)).toMatchObject({ patch: undefined, findings: [{ id: 'unknown-container' }] });
});

test('no info is found for synthesis', () => {
  const template = podTemplateOf(manifestOf({ containers: ['app', 'proxy'] }))!;
  expect(new Decisions().decide(template, order).findings).toEqual([]);
});

test('what was decided for other Pods before does not show', () => {
  const shared = new Decisions();
  fc.assert(fc.property(scenario, (given) => {
    expect(decided(given, shared)).toEqual(decided(given, new Decisions()));
  }), { seed: 20_261_124, numRuns: 500 });
});
