import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readAnnotation } from '../../../src/cli/order/annotation';
import type { Container, PodSpec } from '../../../src/private/manifest';
import { APP, newOrder, PROXY } from '../../shop';
import { runIn } from '../memory-host';

test('what is absent is read', () => {
  expect(readAnnotation('{"version":1,"dependencies":[],"absent":[{"container":"app","dependsOn":"mesh","why":"optional"}]}')).toEqual({
    dependencies: [], absent: [{ container: 'app', dependsOn: 'mesh' }],
  });
});

test('an annotation of before there was "absent" is read', () => {
  expect(readAnnotation('{"version":1,"dependencies":[]}')).toEqual({ dependencies: [], absent: [] });
});

const WAIT = { container: 'app', dependsOn: 'mesh', condition: 'healthy', timeout: '60s', onTimeout: 'fail', mechanism: 'guard' };

test.each(['injected', 'injected-native', 'outside'])('the place %s of a dependency is read', (place) => {
  expect(readAnnotation(JSON.stringify({ version: 1, dependencies: [{ ...WAIT, place }] }))).toMatchObject({ dependencies: [{ place }] });
});

test('fails when a place is none', () => {
  expect(readAnnotation(JSON.stringify({ version: 1, dependencies: [{ ...WAIT, place: 'above' }] }))).toEqual({
    wrong: 'dependency 1 has no "place": injected, injected-native, outside',
  });
});

test.each(['"mesh"', '["mesh"]', '[{"container":"app"}]', '[null]', 'null'])('fails when "absent" is %s', (absent) => {
  expect(readAnnotation(`{"version":1,"dependencies":[],"absent":${absent}}`)).toEqual({ wrong: 'its "absent" is no list of objects with "container" and "dependsOn"' });
});

test('the version that the order was declared for is read', () => {
  expect(readAnnotation('{"version":1,"kubernetesVersion":"1.35","dependencies":[]}')).toEqual({ kubernetesVersion: '1.35', dependencies: [], absent: [] });
});

test.each(['"soon"', '1.35', 'null'])('fails when the version is %s', (version) => {
  expect(readAnnotation(`{"version":1,"kubernetesVersion":${version},"dependencies":[]}`)).toEqual({ wrong: 'its "kubernetesVersion" is no Kubernetes version, such as "1.35"' });
});

test.each([[[], '(Kubernetes 1.36)'], [['--kubernetes-version', '1.34'], '(Kubernetes 1.34)']])('explain %j of a rendered manifest is for %s', async (args, expected) => {
  const { order, deployment } = newOrder({ containers: [APP] });
  order.configure({ kubernetesVersion: '1.36' });
  order.container('app').dependsOn(order.container('porxy'), { optional: true });
  expect((await runIn({ files: { 'web.yaml': stringify(deployment.toJson()) } }, 'explain', ...args, 'web.yaml')).out).toContain(expected);
});

/** What `explain` says of the manifest that was rendered. */
async function explained(injected: readonly Container[] = []): Promise<string> {
  const { order, deployment } = newOrder({ containers: [APP] });
  order.container('app').dependsOn(order.container('porxy'), { optional: true });
  const manifest = deployment.toJson() as { spec: { template: { spec: PodSpec } } };
  manifest.spec.template.spec.containers!.push(...injected);
  return (await runIn({ files: { 'web.yaml': stringify(manifest) } }, 'explain', 'web.yaml')).out;
}

test('explain says of a rendered manifest which container was absent', async () => {
  expect(await explained()).toContain('info optional-absent: "app" does not wait for "porxy", which is optional and not in the Pod; the Pod has "app"\n');
});

test('explain says nothing of a container that has come into the manifest since then', async () => {
  expect(await explained([{ ...PROXY, name: 'porxy' }])).not.toContain('optional-absent');
});
