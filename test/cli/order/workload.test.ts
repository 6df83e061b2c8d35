import { ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { Check, Mechanism, StartOrder } from '../../../src';
import { newChart, podSpec } from '../../shop';
import { runIn } from '../memory-host';

/** A rendered ScaledJob of KEDA: its Pod template is where no other kind has one. */
function scaledJob(): Record<string, unknown> {
  const object = new ApiObject(newChart(), 'scaled', {
    apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledJob', metadata: { name: 'scaled' }, spec: { jobTargetRef: { template: { spec: podSpec() } } },
  });
  const order = StartOrder.of(object, { podPath: 'spec.jobTargetRef.template' }).configure({ mechanism: Mechanism.NATIVE });
  order.container('app').dependsOn(order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 })));
  return object.toJson() as Record<string, unknown>;
}

test('explain finds the Pod template that carries an order in a custom resource', async () => {
  const { code, out } = await runIn({ files: { 'scaled.yaml': stringify(scaledJob()) } }, 'explain', 'scaled.yaml');
  expect([code, out]).toEqual([0, expect.stringMatching(/scaled[^]*proxy[^]*app/u)]);
});

test('check names the line in a custom resource', async () => {
  const manifest = scaledJob() as { spec: { jobTargetRef: { template: { spec: { initContainers: { startupProbe?: unknown }[] } } } } };
  delete manifest.spec.jobTargetRef.template.spec.initContainers[0]!.startupProbe;
  const { code, out } = await runIn({ files: { 'scaled.yaml': stringify(manifest) } }, 'check', 'scaled.yaml');
  expect([code, out]).toEqual([1, expect.stringMatching(/scaled\.yaml:\d+:\d+[^]*annotation-not-kept/u)]);
});

test('a custom resource without an order is no workload', async () => {
  const manifest = { kind: 'ScaledJob', metadata: { name: 'scaled' }, spec: { jobTargetRef: { template: { spec: podSpec() } } } };
  expect(await runIn({ files: { 'scaled.yaml': stringify(manifest) } }, 'check', 'scaled.yaml')).toMatchObject({ code: 0, err: '' });
});

test('the annotation at another place is none', async () => {
  const manifest = { kind: 'Thing', metadata: { name: 'x' }, spec: { part: { metadata: { annotations: { 'startgate.dev/order': '{}' } } } } };
  expect(await runIn({ files: { 'thing.yaml': stringify(manifest) } }, 'check', 'thing.yaml')).toMatchObject({ code: 0 });
});
