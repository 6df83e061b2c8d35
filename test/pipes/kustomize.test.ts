import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finished } from '../program';
import { differences, resourcesIn } from './difference';
import { KUSTOMIZE, Place, policy } from './place';

const ONE_RUN = 'apply all policies in one run, --policy A --policy B, to the manifest before it has an order; '
  + 'or exclude the workload with a reason: startgate.dev/policy-exclude: "…"';
const MESH = readFileSync(join(KUSTOMIZE, 'overlay', 'mesh.yaml'), 'utf8');
const build = (folder: string): string[] => ['build', '--enable-alpha-plugins', '--enable-exec', folder];

/** The example, as it is. */
const ordered = (place: Place): Promise<string> => place.must('kustomize', build(join(KUSTOMIZE, 'overlay')));

/** The example without its policy. */
function plain(place: Place): Promise<string> {
  copyExample(place);
  const file = join(place.folder, 'overlay', 'kustomization.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('transformers:\n  - mesh.yaml\n', ''));
  return place.must('kustomize', build('overlay'));
}

/** The example, with another policy on top. */
function withMore(place: Place, text: string): Promise<Finished> {
  copyExample(place);
  mkdirSync(join(place.folder, 'more'));
  writeFileSync(join(place.folder, 'more', 'policy.yaml'), text);
  writeFileSync(join(place.folder, 'more', 'kustomization.yaml'), 'resources: [../overlay]\ntransformers: [policy.yaml]\n');
  return place.run('kustomize', build('more'));
}

function copyExample({ folder }: Place): void {
  cpSync(KUSTOMIZE, folder, { recursive: true });
}

describe('the example of kustomize', () => {
  test('gets the order from its policy, and no other field changes', async () => {
    const place = new Place();
    expect(differences(await plain(place), await ordered(place))).toMatchInlineSnapshot(`
      [
        "+ Deployment/shop spec template metadata annotations",
        "^ Deployment/shop spec template spec containers app command",
        "+ Deployment/shop spec template spec containers app startupProbe",
        "+ Deployment/shop spec template spec containers app volumeMounts",
        "+ Deployment/shop spec template spec initContainers",
        "+ Deployment/shop spec template spec volumes",
      ]
    `);
  });

  test('has what a pipe with the same policy makes', async () => {
    const place = new Place();
    const piped = await place.must('cdk8s-startgate', ['apply', '--policy', join(KUSTOMIZE, 'overlay', 'mesh.yaml')], await plain(place));
    expect(resourcesIn(await ordered(place))).toEqual(resourcesIn(piped));
  });

  test('passes the check', async () => {
    const place = new Place();
    expect(await place.cli(['check'], await ordered(place))).toEqual({ code: 0, err: '', out: '1 workload: 0 errors, 0 warnings, 0 infos\n' });
  });

  test('has a closed gate', async () => {
    const place = new Place();
    expect(await place.gates(await ordered(place))).toEqual(['shop: app waits for proxy, closed']);
  });
});

/** The base of the example, with a function that reads policies of the tests from files beside it. */
function withPolicies(place: Place, ...names: readonly string[]): Promise<Finished> {
  copyExample(place);
  const overlay = join(place.folder, 'policies');
  mkdirSync(overlay);
  for (const name of names) cpSync(policy(name), join(overlay, `${name}.yaml`));
  const exec = { path: 'cdk8s-startgate', args: ['apply', ...names.map((name) => `--policy=${name}.yaml`)] };
  writeFileSync(join(overlay, 'function.yaml'), JSON.stringify({
    apiVersion: 'example.com/v1', kind: 'Policies',
    metadata: { name: 'policies', annotations: { 'config.kubernetes.io/function': JSON.stringify({ exec }) } },
  }));
  writeFileSync(join(overlay, 'kustomization.yaml'), 'resources: [../base]\ntransformers: [function.yaml]\n');
  return place.run('kustomize', build('policies'));
}

describe('policies in files beside a function of kustomize', () => {
  test('give the objects what a pipe with them gives', async () => {
    const place = new Place();
    const { out } = await withPolicies(place, 'mesh', 'jobs');
    const words = ['apply', '--policy', policy('mesh'), '--policy', policy('jobs')];
    const piped = await place.cli(words, await place.must('kustomize', build('base')));
    expect(resourcesIn(out)).toEqual(resourcesIn(piped.out));
  });

  test('make kustomize fail with our message, and write nothing, when two contradict each other', async () => {
    expect(await withPolicies(new Place(), 'mesh', 'other-mesh')).toEqual({
      code: 1, out: '',
      err: 'stdin:4:3: error policy-conflict: the policies "mesh at mesh.yaml:1" and "other-mesh at other-mesh.yaml:1" add the sidecar "proxy" with different values [Deployment shop]\n'
        + '  cure: give both the same values, or change one of the selectors, so that each workload has one of the policies\n'
        + 'cdk8s-startgate: nothing is written, because of 1 error\nError: couldn\'t execute function: exit status 1 \n',
    });
  });
});

describe('a second policy of kustomize', () => {
  test('changes nothing if it is the same', async () => {
    const place = new Place();
    expect(await withMore(place, MESH)).toEqual({ code: 0, err: '', out: await ordered(place) });
  });

  // kustomize runs `apply` once for each policy, so the second run finds the order of the first one
  test('makes kustomize fail with our message, and write nothing, if it has another image for the sidecar', async () => {
    expect(await withMore(new Place(), MESH.replace('mesh/proxy:1.4', 'mesh/proxy:2.0'))).toEqual({
      code: 1, out: '',
      err: 'stdin:4:3: error policy-conflict: the manifest has an order already, with another sidecar "proxy": its image, command or args differ from those of the policy [Deployment shop]\n'
        + `  cure: ${ONE_RUN}\n`
        + 'cdk8s-startgate: nothing is written, because of 1 error\nError: couldn\'t execute function: exit status 1 \n',
    });
  });

  test('makes kustomize fail with our message, and write nothing, if it adds a sidecar', async () => {
    expect(await withMore(new Place(), MESH.replaceAll('proxy', 'logs'))).toEqual({
      code: 1, out: '',
      err: 'stdin:4:3: error policy-conflict: the manifest has an order already, which lacks the sidecar "logs", the dependency of "app" on "logs" [Deployment shop]\n'
        + `  cure: ${ONE_RUN}\n`
        + 'cdk8s-startgate: nothing is written, because of 1 error\nError: couldn\'t execute function: exit status 1 \n',
    });
  });

  test('makes kustomize fail with our message, and write nothing, if it is misspelt', async () => {
    expect(await withMore(new Place(), MESH.replace('sidecars:', 'sidecar:'))).toEqual({
      code: 1, out: '',
      err: 'functionConfig "mesh": spec has no field "sidecar"; allowed: defaults, select, sidecars, injected, dependencies\n'
        + 'Error: couldn\'t execute function: exit status 1 \n',
    });
  });
});
