import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/private/manifest';
import { podTemplateOf } from '../../../src/private/pod-template';
import type { SelectorModel } from '../../../src/private/policy/policy-model';
import { selects } from '../../../src/private/policy/selector';

const WEB: JsonObject = {
  kind: 'Deployment',
  metadata: { name: 'web-1', namespace: 'shop-eu', labels: { team: 'shop' } },
  spec: {
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { initContainers: [{ name: 'migrate', image: 'db/migrate:2' }], containers: [{ name: 'app', image: 'registry.example/shop/web:1.0' }] },
    },
  },
};

function selected(selector: SelectorModel, manifest = WEB): boolean {
  return selects(selector, manifest, podTemplateOf(manifest)!);
}

test.each<[string, SelectorModel]>([
  ['nothing', {}],
  ['its kind', { kinds: ['StatefulSet', 'Deployment'] }],
  ['its namespace', { namespaces: ['shop-*'] }],
  ['its name', { names: ['web-1'] }],
  ['its own label', { labels: { team: 'shop' } }],
  ['a label of its Pod template', { labels: { app: 'web' } }],
  ['both labels', { labels: { team: 'shop', app: 'web' } }],
  ['the name of a container', { containers: ['app'] }],
  ['the name of an init container', { containers: ['mig*'] }],
  ['an image', { images: ['registry.example/*/web:*'] }],
  ['everything', { kinds: ['Deployment'], namespaces: ['shop-eu'], names: ['*'], labels: { app: 'web' }, containers: ['app'], images: ['db/*'] }],
])('a selector of %s selects the workload', (_name, selector) => {
  expect(selected(selector)).toBe(true);
});

test.each<[string, SelectorModel]>([
  ['another kind', { kinds: ['StatefulSet'] }],
  ['a kind in other letters', { kinds: ['deployment'] }],
  ['another namespace', { namespaces: ['shop'] }],
  ['another name', { names: ['web'] }],
  ['another value of a label', { labels: { team: 'mesh' } }],
  ['one label of two', { labels: { team: 'shop', app: 'api' } }],
  ['another container', { containers: ['proxy'] }],
  ['another image', { images: ['shop/*'] }],
  ['a pattern that is longer than the text', { images: ['registry.example/shop/web:1.0*1.0'] }],
  ['one of two', { kinds: ['Deployment'], names: ['api'] }],
])('a selector of %s does not select it', (_name, selector) => {
  expect(selected(selector)).toBe(false);
});

test('a workload without a namespace is in the default one', () => {
  expect(selected({ namespaces: ['default'] }, { ...WEB, metadata: { name: 'web' } })).toBe(true);
});

test('a custom resource is selected only by its kind', () => {
  const rollout = { ...WEB, kind: 'Rollout' };
  expect([selected({}, rollout), selected({ kinds: ['Rollout'] }, rollout)]).toEqual([false, true]);
});
