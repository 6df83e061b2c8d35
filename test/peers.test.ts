import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as constructs from 'constructs';
import { expect, inject, test } from 'vitest';

/** The version that jsii writes into each class: of the module that is loaded, whatever a package.json says. */
function loadedVersion(type: object): string | undefined {
  const runtime = (type as Record<symbol, { version: string } | undefined>)[Symbol.for('jsii.rtti')];
  return runtime?.version;
}

test('the peers that this project promises are the ones that are loaded', () => {
  const { 'cdk8s': core, 'cdk8s-plus-28': plus, 'constructs': tree } = inject('peers');
  expect({
    'cdk8s': loadedVersion(cdk8s.App),
    'cdk8s-plus-28': loadedVersion(kplus.Deployment),
    'constructs': loadedVersion(constructs.Construct),
  }).toEqual({ 'cdk8s': core, 'cdk8s-plus-28': plus, 'constructs': tree });
});

test('cdk8s and cdk8s-plus stand on the same constructs as the tests', () => {
  const chart = new cdk8s.Chart(new cdk8s.App(), 'chart');
  const pod = new kplus.Pod(chart, 'pod');
  expect([chart, pod].map((construct) => construct instanceof constructs.Construct)).toEqual([true, true]);
  expect(cdk8s.ApiObject.of(pod)).toBeInstanceOf(cdk8s.ApiObject);
});
