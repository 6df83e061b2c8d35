import { ApiObject, JsonPatch } from 'cdk8s';
import { expect, test } from 'vitest';
import { GatedObject } from '../../../src/private/construct/gated-object';
import type { Workload } from '../../../src/private/construct/workload';
import { APP, newChart, newDeployment, PROXY } from '../../shop';

const NO_OPTIONS = {
  condition: 'started', timeoutMs: undefined, onTimeout: undefined, mechanism: undefined, regate: undefined, optional: undefined,
} as const;

function gatedDeployment(object = newDeployment()): { readonly gated: GatedObject; readonly workload: Workload } {
  return { gated: new GatedObject(object), workload: { object, kind: object.kind, name: object.name } };
}

function gatedList() {
  const spec = { template: { spec: { containers: [APP, PROXY] } } };
  const object = new ApiObject(newChart(), 'list', {
    apiVersion: 'v1', kind: 'List', items: ['b', 'a'].map((name) => ({ kind: 'Deployment', metadata: { name }, spec })),
  });
  const workloads = ['b', 'a'].map((name): Workload => ({ object, kind: 'Deployment', name, item: {} }));
  return { gated: new GatedObject(object), workloads };
}

test('the declarations of a workload are the same ones each time', () => {
  const { gated, workload } = gatedDeployment();
  expect(gated.declarationOf({ ...workload })).toBe(gated.declarationOf(workload));
});

test('each item of a List has declarations of its own', () => {
  const { gated, workloads: [b, a] } = gatedList();
  expect(gated.declarationOf(a!)).not.toBe(gated.declarationOf(b!));
});

test('what it renders shares nothing with the manifest of the object', () => {
  const { gated } = gatedDeployment();
  const [first, second] = [gated.render().manifest, gated.render().manifest];
  (first.spec as { template: unknown }).template = 'changed';
  expect(second).toEqual(gated.object.toJson());
});

test('a manifest that its object keeps and hands out again is not written into', () => {
  const object = newDeployment();
  const kept: unknown = object.toJson();
  const before = JSON.stringify(kept);
  object.toJson = () => kept;
  const { gated, workload } = gatedDeployment(object);
  gated.declarationOf(workload).depend('app', 'proxy', NO_OPTIONS);
  expect(JSON.stringify(gated.render().manifest)).not.toBe(before);
  expect(JSON.stringify(kept)).toBe(before);
});

test('shared references do not become YAML anchors', () => {
  const { gated } = gatedList();
  const items = gated.render().manifest.items as { spec: unknown }[];
  expect(items[0]!.spec).not.toBe(items[1]!.spec);
});

test('a wrong order leaves the Pod as it was', () => {
  const { gated, workload } = gatedDeployment();
  gated.declarationOf(workload).depend('app', 'nothing', NO_OPTIONS);
  gated.declarationOf(workload).depend('app', 'proxy', NO_OPTIONS);
  const { spec } = gated.render().manifest as unknown as { spec: { template: { spec: unknown } } };
  expect(spec.template.spec).toEqual({ containers: [APP, PROXY] });
});

test('the findings of a List come by name, whatever the order of the declarations', () => {
  const { gated, workloads } = gatedList();
  for (const workload of workloads) gated.declarationOf(workload).depend('app', 'nowhere', NO_OPTIONS);
  expect(gated.render().findings.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('an order on an item that is gone is an error', () => {
  const { gated, workloads: [b] } = gatedList();
  gated.declarationOf(b!).touch('app');
  gated.object.addJsonPatch(JsonPatch.remove('/items/0'));
  expect(gated.render().findings).toEqual([{ path: 'shop/list', kind: 'Deployment', name: 'b', findings: [{
    id: 'item-gone', severity: 'error',
    message: 'the List had Deployment "b" when the order was declared, but not when it was rendered',
    cure: 'call StartOrder.find after the patch that renames the workload, or declare no order for it',
  }] }]);
});

test('analyze fails when the manifest has no Pod template', () => {
  const object = new ApiObject(newChart(), 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } });
  const { gated, workload } = gatedDeployment(object);
  expect(() => gated.analyze(workload)).toThrow(new Error(`start order: 1 error in 1 workload

[shop/service] Service "web"
  error no-pod-template: Service has no Pod template with containers at spec or at spec.template
    cure: declare the order on a Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob, or set podPath in StartOrder.of`));
});

test('an object that can\'t be rendered says why, once for each order on it', () => {
  const { gated, workloads } = gatedList();
  for (const workload of workloads) gated.declarationOf(workload);
  expect(gated.unrendered(new Error('no such value')).map(({ name, findings }) => ({ name, message: findings[0]?.message }))).toEqual([
    { name: 'a', message: 'the manifest can\'t be rendered: no such value' },
    { name: 'b', message: 'the manifest can\'t be rendered: no such value' },
  ]);
});
