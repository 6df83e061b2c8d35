import { expect, test } from 'vitest';
import { podTemplateOf } from '../../src/private/pod-template';
import { type Manifest, sequenceOf } from '../shop';
import { appsOf, manifestsIn, pageOf, programsOf } from './run-examples';

const PAGE = pageOf('policies.md');
const [DEFAULTS, POLICY, EACH] = appsOf(PAGE);

/** The Pods of an app: `init containers | containers`. */
function podsOf(app = DEFAULTS!): string[] {
  return (manifestsIn(app) as Manifest[]).map((manifest) => sequenceOf(podTemplateOf({ ...manifest })!.spec));
}

test('docs/policies.md: the defaults hold', () => {
  expect(podsOf(DEFAULTS)).toEqual(['startgate-install | app proxy']);
});

test('docs/policies.md: every workload has the proxy', () => {
  expect(podsOf(POLICY)).toEqual(['proxy* startgate-wait | app', 'proxy* startgate-wait | app']);
});

test('docs/policies.md: a mesh policy has ten lines', () => {
  expect(/new StartOrderPolicy.*?^\}\);$/msu.exec(programsOf(PAGE)[1]!)![0].split('\n').length).toBeLessThanOrEqual(10);
});

test('docs/policies.md: each workload has its own configuration', () => {
  expect(podsOf(EACH)).toEqual(['config* startgate-wait | app', 'config* startgate-wait | app']);
});
