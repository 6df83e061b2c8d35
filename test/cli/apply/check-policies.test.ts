import { expect, test } from 'vitest';
import { type Ran, runIn } from '../memory-host';

const POLICY = `apiVersion: startgate.dev/v1alpha1
kind: StartOrderPolicy
metadata: {name: mesh}
spec:
  defaults: {runtimeImage: "registry.example/startgate:0.1.0", mechanism: guard}
  select: {names: [w*]}
  sidecars:
    - {name: proxy, image: "mesh:1", readyWhen: {httpGet: {path: /ready, port: 15021}}}
  dependencies: [{dependsOn: proxy}]
`;

function pod(name: string, container = 'command: [/a], ', metadata = ''): string {
  return `kind: Pod\nmetadata: {name: ${name}${metadata}}\nspec:\n  containers:\n    - {${container}name: app, image: a}\n`;
}

function check(stdin: string, ...args: string[]): Promise<Ran> {
  return runIn({ files: { 'policy.yaml': POLICY }, stdin }, 'check', '--policy', 'policy.yaml', ...args);
}

test('says which workloads have, get and can\'t have the order, and why', async () => {
  const { out: covered } = await runIn({ files: { 'policy.yaml': POLICY }, stdin: pod('w1') }, 'apply', '--policy', 'policy.yaml');
  const all = [covered, pod('w2'), pod('w3', ''), pod('w4', '', ', annotations: {startgate.dev/policy-exclude: "no network"}'), pod('other')];
  expect(await check(all.join('---\n'))).toEqual({
    code: 1, err: '',
    out: `stdin:1:1: has the order of "mesh at policy.yaml:1" [Pod w1]
stdin:23:1: gets the order of "mesh at policy.yaml:1" [Pod w2]
stdin:29:1: can't get the order of "mesh at policy.yaml:1" [Pod w3]
  stdin:33:7: error command-unknown: "app" needs a guard because it waits for "proxy", but its command is unknown: the manifest sets none [Pod w3]
    cure: set command in the manifest; or lock the image: cdk8s-startgate lock FILE…, and set spec.defaults.imageLock in the policy
stdin:35:1: is excluded: no network [Pod w4]
stdin:41:1: is not selected [Pod other]
5 workloads: 1 with the order, 1 to get the order, 1 that can't get the order, 1 excluded, 1 not selected
`,
  });
});

test('passes where every selected workload has or gets the order', async () => {
  expect(await check(pod('w2'))).toEqual({
    code: 0, err: '',
    out: 'stdin:1:1: gets the order of "mesh at policy.yaml:1" [Pod w2]\n'
      + '1 workload: 0 with the order, 1 to get the order, 0 that can\'t get the order, 0 excluded, 0 not selected\n',
  });
});

test('says the same as data', async () => {
  const { code, out } = await check(pod('w3', ''), '--format', 'json');
  expect([code, JSON.parse(out)]).toMatchObject([1, {
    version: 1, unread: [], workloads: [{ outcome: 'refused', kind: 'Pod', name: 'w3', findings: [{ id: 'command-unknown', line: 5 }] }],
  }]);
});

test('fails where a file can\'t be read', async () => {
  expect(await check('a: b: c\n')).toMatchObject({ code: 1 });
});

test('has no format for code scanners', async () => {
  expect(await check(pod('w2'), '--format', 'sarif')).toEqual({
    code: 64, out: '', err: 'cdk8s-startgate: --policy has the formats text and json; got "sarif"\n',
  });
});

test('takes the version of the command line', async () => {
  const { out } = await check(pod('w2'), '--kubernetes-version', '1.28', '--format', 'json');
  expect(out).toContain('changed');
});
