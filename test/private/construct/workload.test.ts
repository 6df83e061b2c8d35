import { ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { findWorkloads, insteadOf, manifestIn, requireConstruct, type Workload, workloadOf } from '../../../src/private/construct/workload';
import { newChart, newDeployment } from '../../shop';

const read = (object: ApiObject): unknown => object.toJson();

const item = (kind: string, name: string, namespace?: string) =>
  ({ kind, metadata: namespace === undefined ? { name } : { name, namespace } });

function newList(
  kind = 'List', items: unknown = [item('Deployment', 'web', 'shop'), item('Deployment', 'web'), item('Job', 'seed')],
): ApiObject {
  return new ApiObject(newChart(), 'list', { apiVersion: 'v1', kind, items });
}

test('an ApiObject is its own workload', () => {
  const object = newDeployment();
  expect(workloadOf(object, read)).toEqual({ object, kind: 'Deployment', name: 'web' });
});

test('among several objects, the one of a kind that holds Pods is taken', () => {
  const chart = newChart();
  new ApiObject(chart, 'rollout', { apiVersion: 'v1', kind: 'Rollout' });
  const object = newDeployment(chart);
  expect(workloadOf(chart, read).object).toBe(object);
});

test('fails when a List has workloads beside the only object of a kind that holds Pods', () => {
  const chart = newChart();
  newDeployment(chart);
  new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items: [item('ConfigMap', 'c'), item('Deployment', 'api', 'shop')] });
  expect(() => workloadOf(chart, read)).toThrow(new Error('StartOrder.of needs one workload; "shop" has Deployment "web" at "shop/web", '
    + 'Deployment "api" in namespace "shop" in the List at "shop/list"; choose one by its name: StartOrder.find(scope, "Deployment", "api", { namespace: "shop" })'));
});

test('a List without workloads is no reason to ask', () => {
  const chart = newChart();
  const object = newDeployment(chart);
  new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items: [item('ConfigMap', 'c')] });
  expect(workloadOf(chart, read).object).toBe(object);
});

test('a kind that only ends like a List is a workload', () => {
  const object = new ApiObject(newChart(), 'x', { apiVersion: 'example.com/v1', kind: 'PlayList', metadata: { name: 'x' } });
  expect(workloadOf(object, read)).toEqual({ object, kind: 'PlayList', name: 'x' });
});

test('an item of a List is found with its namespace, which tells it from its namesakes', () => {
  const object = newList();
  expect(findWorkloads(
    object, { kind: 'Deployment', name: 'web', namespace: 'shop' }, read,
  )).toEqual([{ object, kind: 'Deployment', name: 'web', item: { namespace: 'shop' } }]);
});

test('without a namespace, every namesake is found', () => {
  expect(findWorkloads(
    newList(), { kind: 'Deployment', name: 'web' }, read,
  ).map((workload) => workload.item)).toEqual([{ namespace: 'shop' }, {}]);
});

test.each([
  ['has no items', null],
  ['has something else as items', 'items'],
  ['has items that are no objects', [null, 1, 'web']],
  ['has items without metadata', [{ kind: 'Deployment' }]],
])('nothing is found in a List that %s', (_name, items) => {
  expect(findWorkloads(newList('List', items), { kind: 'Deployment', name: 'web' }, read)).toEqual([]);
});

test('what there is instead of a workload is sorted, what Lists have among it', () => {
  const chart = newChart();
  newDeployment(chart, 'b');
  new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'DeploymentList', items: [item('Deployment', 'c'), item('Deployment', 'a')] });
  expect(insteadOf(chart, { kind: 'Deployment', name: 'web' }, read)).toBe('Deployment "a", "b", "c"');
});

test('the manifest of an object is its own', () => {
  const manifest = { kind: 'Deployment' };
  expect(manifestIn(manifest, workloadOf(newDeployment(), read))).toBe(manifest);
});

test('the manifest of an item is the one of the same kind, name and namespace', () => {
  const items = [
    item('Job', 'web', 'shop'), item('Deployment', 'web'), item('Deployment', 'api', 'shop'), item('Deployment', 'web', 'shop'),
  ];
  const workload: Workload = { object: newList(), kind: 'Deployment', name: 'web', item: { namespace: 'shop' } };
  expect(manifestIn({ kind: 'List', items }, workload)).toBe(items[3]);
});

test('an item that is gone has no manifest', () => {
  expect(manifestIn({ kind: 'List', items: [] }, { object: newList(), kind: 'Deployment', name: 'web', item: {} })).toBeUndefined();
});

test('a kind in another spelling is told', () => {
  const query = { kind: 'deployment', name: 'web' };
  expect(insteadOf(newDeployment(newChart(), 'web'), query, read)).toBe('no deployment, but Deployment "web"; kinds are case-sensitive');
});

test('the kind as it was asked for goes before another spelling of it', () => {
  const chart = newChart();
  newDeployment(chart, 'web');
  new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'deployment', metadata: { name: 'x' } });
  expect(insteadOf(chart, { kind: 'deployment', name: 'web' }, read)).toBe('deployment "x"');
});

test('who asked for a namespace is told the namespaces', () => {
  const chart = newChart();
  newDeployment(chart, 'web');
  new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items: [item('Deployment', 'web', 'shop')] });
  expect(insteadOf(chart, { kind: 'Deployment', name: 'web', namespace: 'prod' }, read)).toBe('Deployment "web" in namespace "shop", "web" without a namespace');
});

test('a construct is one, whatever its class', () => {
  expect(() => requireConstruct('x needs a construct', newChart())).not.toThrow();
});

test.each([
  [undefined, 'undefined'], [null, 'null'], [{}, '{}'], [{ node: {} }, 'an object with node'], ['web', '"web"'],
])('fails when %j is to be a construct', (value, got) => {
  expect(() => requireConstruct('x needs a construct', value)).toThrow(new Error(`x needs a construct; got ${got}`));
});
