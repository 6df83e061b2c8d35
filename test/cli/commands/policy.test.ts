import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { runIn } from '../memory-host';

/** What is said of a policy. */
async function saidOf(text: string): Promise<string> {
  const { code, out, err } = await runIn({ files: { 'policy.yaml': text } }, 'policy', 'policy.yaml');
  expect([code, err]).toEqual([1, '']);
  return out;
}

function policy(spec: string): string {
  return `apiVersion: startgate.dev/v1alpha1\nkind: StartOrderPolicy\nmetadata:\n  name: mesh\nspec:\n${spec}`;
}

test('the example is a policy without an error', async () => {
  const { out } = await runIn({}, 'policy', '--example');
  expect(await runIn({ files: { 'policy.yaml': out } }, 'policy', 'policy.yaml')).toEqual({ code: 0, err: '', out: '1 policy, no error\n' });
});

test('the schema has every field of the example', async () => {
  const { out } = await runIn({}, 'policy', '--schema');
  const { spec } = parse((await runIn({}, 'policy', '--example')).out) as { spec: object };
  expect(Object.keys((JSON.parse(out) as { properties: { spec: { properties: object } } }).properties.spec.properties)).toEqual(
    expect.arrayContaining(Object.keys(spec)),
  );
});

test.each<[string, string, string]>([
  ['an unknown key', policy('  select: {kind: [Deployment]}\n  dependencies: [{dependsOn: a}]\n'),
    'policy.yaml:6:12: spec.select has no field "kind"; allowed: kinds, namespaces, names, labels, containers, images\n'],
  ['a selector that is none', policy('  select: web\n  dependencies: [{dependsOn: a}]\n'), 'policy.yaml:6:3: spec.select must be an object; got "web"\n'],
  ['an empty list', policy('  select: {kinds: []}\n  dependencies: [{dependsOn: a}]\n'),
    'policy.yaml:6:12: spec.select.kinds must be a list with at least one item; got []\n'],
  ['a policy of another kind', 'apiVersion: v1\nkind: Policy\nmetadata: {name: a}\nspec: {}\n',
    'policy.yaml:1:1: apiVersion must be "startgate.dev/v1alpha1"; got "v1"\npolicy.yaml:2:1: kind must be "StartOrderPolicy"; got "Policy"\n'],
  ['no name', 'apiVersion: startgate.dev/v1alpha1\nkind: StartOrderPolicy\nmetadata: {}\nspec: {}\n', 'policy.yaml:3:1: metadata must have the field "name"\n'],
  ['nothing', '# empty\n', 'policy.yaml: holds no policy; see cdk8s-startgate policy --example\n'],
  ['no YAML', 'a: b: c\n', 'policy.yaml:1:4: is not YAML: nested mappings are not allowed in compact mappings\n'],
  ['a chart', 'a: {{ .Values.x }}\n', 'policy.yaml:1:5: is a Helm template, not YAML: render the chart first with helm template\n'],
  ['a policy that adds nothing', policy('  select: {kinds: [Pod]}\n'),
    'policy.yaml:5:1: the policy "mesh" adds nothing; give it "sidecars", "dependencies", or both\n'],
  ['two checks in one', policy('  sidecars:\n    - name: a\n      image: b\n      readyWhen: {tcpSocket: {port: 1}, file: {path: /a}}\n'),
    'policy.yaml:9:7: spec.sidecars[0].readyWhen must have exactly one of httpGet, tcpSocket, grpc, unixSocket, file, exec, all; got tcpSocket and file\n'],
  ['a wrong time', policy('  dependencies:\n    - dependsOn: a\n      timeout: 60\n'),
    'policy.yaml:8:7: spec.dependencies[0].timeout must be a time such as 60s, 500ms, 2m or 1h; got 60\n'],
  ['a wrong word', policy('  dependencies:\n    - dependsOn: a\n      mechanism: GUARD\n'),
    'policy.yaml:8:7: spec.dependencies[0].mechanism must be one of native, native-waiter, init-waiter, guard, post-start; got "GUARD"\n'],
  ['a wrong port', policy('  sidecars:\n    - name: a\n      image: b\n      port: 0\n'),
    'policy.yaml:9:7: spec.sidecars[0].port must be a whole number from 1 to 65535; got 0\n'],
  ['a version that is a number', policy('  defaults: {kubernetesVersion: 1.35}\n  dependencies: [{dependsOn: a}]\n'),
    'policy.yaml:6:14: spec.defaults.kubernetesVersion must be a Kubernetes version in quotes, such as "1.35"; got 1.35\n'],
  ['a sidecar without an image', policy('  sidecars:\n    - name: a\n'), 'policy.yaml:7:7: a sidecar must have "name" and "image", or "container"\n'],
  ['a sidecar twice over', policy('  sidecars:\n    - image: b\n      container: {name: a, image: b}\n'),
    'policy.yaml:7:7: a sidecar with "container" says there what it is; remove "image"\n'],
  ['a check that the API refuses', policy('  sidecars:\n    - name: a\n      image: b\n      readyWhen: {httpGet: {path: ready}}\n'),
    'policy.yaml:7:7: "path" of Check.httpGet must be an absolute path of printable ASCII without blanks, such as "/ready"; got "ready"\n'],
  ['a lock that is not there', policy('  defaults: {imageLock: locks.json}\n  dependencies: [{dependsOn: a}]\n'),
    'policy.yaml:5:1: can\'t read the image lock "locks.json": ENOENT; write the lock with cdk8s-startgate lock\n'],
  ['two defaults', `${policy('  defaults: {runtimeImage: a:1}\n  dependencies: [{dependsOn: a}]\n')}---\n${policy('  defaults: {runtimeImage: b:1}\n  dependencies: [{dependsOn: a}]\n')}`,
    'policy.yaml:13:1: "runtimeImage" of the defaults of the policies is declared twice with different values: "a:1", then "b:1"; declare it once\n'],
])('%s gets one clear message', async (_what, text, message) => {
  expect(await saidOf(text)).toBe(message);
});

test('a policy that is not there is a problem', async () => {
  expect(await runIn({}, 'policy', 'policy.yaml')).toEqual({ code: 1, err: '', out: 'policy.yaml: can\'t be read: ENOENT\n' });
});

test('one of three is asked for', async () => {
  expect(await runIn({}, 'policy', '--example', '--schema')).toEqual({
    code: 64, out: '', err: 'cdk8s-startgate: give one of POLICY, --example and --schema\n',
  });
});
