import { expect, test } from 'vitest';
import { podTemplateOf } from '../../src/private/pod-template';
import { sequenceOf } from '../shop';
import { appsOf, manifestsIn, pageOf } from './run-examples';

const APPS = appsOf(pageOf('workloads.md'));

/** The Pod of the workload of an example: `init containers | containers`. */
function sequenceIn(index: number, path?: string[]): string {
  const [manifest] = manifestsIn(APPS[index]!) as [Record<string, unknown>];
  return sequenceOf(podTemplateOf(manifest, path)!.spec);
}

test('docs/workloads.md: all containers wait', () => {
  expect(sequenceIn(0)).toBe('proxy* startgate-wait | app worker');
});

test('docs/workloads.md: the sidecar of a cdk8s-plus Pod', () => {
  expect(sequenceIn(1)).toBe('proxy* startgate-wait | app');
});

test('docs/workloads.md: a custom resource', () => {
  expect(sequenceIn(2, ['spec', 'jobTargetRef', 'template'])).toBe('proxy* | worker');
});
