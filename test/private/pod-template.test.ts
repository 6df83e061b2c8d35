import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/private/manifest';
import { podTemplateOf, WORKLOAD_KINDS } from '../../src/private/pod-template';

const spec = { containers: [{ name: 'app' }] };
const template = { metadata: { labels: { app: 'web' } }, spec };

function manifestOf(kind: string): JsonObject {
  const metadata = { name: 'web' };
  switch (kind) {
    case 'Pod': return { kind, metadata, spec };
    case 'PodTemplate': return { kind, metadata, template };
    case 'CronJob': return { kind, metadata, spec: { jobTemplate: { spec: { template } } } };
    default: return { kind, metadata, spec: { template } };
  }
}

test.each([...WORKLOAD_KINDS, 'Rollout'])('finds the Pod of a %s', (kind) => {
  expect(podTemplateOf(manifestOf(kind))).toMatchObject({ kind, spec });
});

test('hands out the parts of the manifest itself, so that they can be written', () => {
  const manifest = manifestOf('Deployment');
  expect(podTemplateOf(manifest)?.spec).toBe(spec);
  expect(podTemplateOf(manifest)?.holder.metadata).toBe(template.metadata);
});

test('a Pod template without metadata is left without', () => {
  const manifest: JsonObject = { kind: 'Job', spec: { template: { spec } } };
  podTemplateOf(manifest);
  expect(manifest).toEqual({ kind: 'Job', spec: { template: { spec } } });
});

test('a Pod of init containers only is one', () => {
  expect(podTemplateOf({ kind: 'Pod', spec: { initContainers: [] } })).toBeDefined();
});

test.each<[string, JsonObject]>([
  ['a ConfigMap', { kind: 'ConfigMap', data: {} }],
  ['a Service, whose spec holds no template', { kind: 'Service', spec: { selector: {} } }],
  ['a template without containers', { kind: 'Deployment', spec: { template: { spec: {} } } }],
  ['a template that is a list', { kind: 'Deployment', spec: { template: [] } }],
  ['a CronJob without a template', { kind: 'CronJob', spec: { jobTemplate: {} } }],
  ['an empty manifest', {}],
  ['a kind that is a property of every object', { kind: 'constructor' }],
])('finds no Pod in %s', (_what, manifest) => {
  expect(podTemplateOf(manifest)).toBeUndefined();
});

test('a Deployment makes progress within 600 s, or as it says', () => {
  expect(podTemplateOf({ kind: 'Deployment', spec: { template } })?.progressDeadlineSeconds).toBe(600);
  expect(podTemplateOf({ kind: 'Deployment', spec: { progressDeadlineSeconds: 30, template } })?.progressDeadlineSeconds).toBe(30);
});

test.each(['StatefulSet', 'Job', 'Pod'])('a %s has no such deadline', (kind) => {
  expect(podTemplateOf(manifestOf(kind))!.progressDeadlineSeconds).toBeUndefined();
});

test.each<[string, JsonObject, number]>([
  ['a Job', { kind: 'Job', spec: { activeDeadlineSeconds: 60, template } }, 60],
  ['the Job of a CronJob', { kind: 'CronJob', spec: { jobTemplate: { spec: { activeDeadlineSeconds: 70, template } } } }, 70],
  ['a Pod', { kind: 'Pod', spec: { ...spec, activeDeadlineSeconds: 80 } }, 80],
  [
    'a Job and its Pod, the smaller one',
    { kind: 'Job', spec: { activeDeadlineSeconds: 90, template: { spec: { ...spec, activeDeadlineSeconds: 50 } } } },
    50,
  ],
])('knows the active deadline of %s', (_what, manifest, seconds) => {
  expect(podTemplateOf(manifest)?.activeDeadlineSeconds).toBe(seconds);
});

test('a given path is where the Pod template is, and what holds it has the deadline', () => {
  const manifest: JsonObject = { kind: 'ScaledJob', spec: { activeDeadlineSeconds: 1, jobTargetRef: { activeDeadlineSeconds: 60, template } } };
  expect(podTemplateOf(manifest, ['spec', 'jobTargetRef', 'template'])).toMatchObject({ kind: 'ScaledJob', spec, activeDeadlineSeconds: 60 });
});

test('a workload without an active deadline has none', () => {
  expect(podTemplateOf(manifestOf('Job'))!.activeDeadlineSeconds).toBeUndefined();
});
