import { App, Chart, Yaml } from 'cdk8s';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { Check, Sidecar, StartOrder, StartOrderPolicy } from '../../src';
import { podTemplateOf } from '../../src/private/pod-template';
import { runIn } from '../cli/memory-host';
import { APP, type Manifest, newDeployment, sequenceOf } from '../shop';
import { appsOf, manifestsIn, pageOf, programsOf } from './run-examples';

const PAGE = pageOf('policy.md');
const [DEFAULTS, POLICY, EACH] = appsOf(PAGE);

/** The Pods of an app: `init containers | containers`. */
function podsOf(app = DEFAULTS!): string[] {
  return (manifestsIn(app) as Manifest[]).map((manifest) => sequenceOf(podTemplateOf({ ...manifest })!.spec));
}

test('docs/policy.md: the defaults hold', () => {
  expect(podsOf(DEFAULTS)).toEqual(['startgate-install | app proxy']);
});

test('docs/policy.md: every workload has the proxy', () => {
  expect(podsOf(POLICY)).toEqual(['proxy* startgate-wait | app', 'proxy* startgate-wait | app']);
});

test('docs/policy.md: a mesh policy has ten lines', () => {
  expect(/new StartOrderPolicy.*?^\}\);$/msu.exec(programsOf(PAGE)[1]!)![0].split('\n').length).toBeLessThanOrEqual(10);
});

test('docs/policy.md: the file makes the same manifest as the policy of cdk8s', async () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  newDeployment(chart, 'web', { containers: [APP] });
  const plain = Yaml.stringify(...manifestsIn(app));
  const file = /```yaml\n(.*?)```/su.exec(PAGE)![1]!;
  StartOrder.defaults(app, { runtimeImage: 'registry.example/startgate:0.1.0' });
  new StartOrderPolicy(app, 'mesh', {
    select: { kinds: ['Deployment', 'StatefulSet'] },
    sidecars: [Sidecar.of('proxy', { image: 'mesh/proxy:1.4', port: 15_021, readyWhen: Check.httpGet('/healthz/ready') })],
    dependencies: [{ dependsOn: 'proxy' }],
  });
  const { out, err } = await runIn({ files: { 'policy.yaml': file }, stdin: plain }, 'apply', '--policy', 'policy.yaml');
  expect([err, parseAllDocuments(out).map((document) => document.toJS() as unknown)]).toEqual(['', manifestsIn(app)]);
});

test('docs/policy.md: each workload has its own configuration', () => {
  expect(podsOf(EACH)).toEqual(['config* startgate-wait | app', 'config* startgate-wait | app']);
});
