import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { beforeAll, expect, test } from 'vitest';
import { buildApp } from '../examples/build-steps';
import { loginEndpointApp } from '../examples/login-endpoint';
import { presetsApp } from '../examples/presets';
import { sampleApp } from '../examples/sample';
import { StartOrder } from '../src';
import { IMAGE_VOLUME_MINOR } from '../src/private/kubernetes-version';
import { write } from '../test/private/rendered';
import { Cluster } from './cluster/cluster';
import { run } from './cluster/command';
import { readSettings } from './cluster/settings';
import { ROOT } from './paths';
import { forCluster } from './support/for-cluster';
import { asPod, dryRun, fitsRestricted, makeNamespace, makeServiceAccounts, type Level } from './validation/dry-run';
import { INVALID } from './validation/invalid';
import type { RecordedPod } from './validation/recorded';

const { kubectl, settings } = new Cluster(readSettings(process.env.E2E_KUBERNETES));

const LEVELS = ['privileged', 'restricted'] as const;

beforeAll(async () => {
  for (const level of LEVELS) await makeNamespace(kubectl, level);
});

/** Every app of the examples. */
const EXAMPLES: Readonly<Record<string, () => App>> = {
  'build-steps': buildApp, 'login-endpoint': loginEndpointApp, 'presets': presetsApp, 'sample': sampleApp,
};

test('every example is here', () => {
  const files = readdirSync(join(ROOT, 'examples')).filter((file) => file.endsWith('.ts'));
  expect(files).toEqual(Object.keys(EXAMPLES).map((name) => `${name}.ts`));
});

test.each(Object.entries(EXAMPLES))('the API server takes every object of the example "%s", field by field, without a warning', async (_name, app) => {
  const example = app();
  StartOrder.defaults(example, forCluster());
  const manifest = example.synthYaml();
  const { code, stdout, stderr } = await kubectl.attempt(
    ['apply', '--dry-run=server', '--validate=strict', '-f', '-'], { input: manifest },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trim().split('\n').length).toBe(manifest.split('\n---\n').length);
});

/** A unit test renders for the default version, whose fields an older API server does not know. */
const ofUnitTests = settings.minor < IMAGE_VOLUME_MINOR ? [] : ['the API server'];

test.each(ofUnitTests)('%s takes every Pod that a unit test renders, also where Pod Security "restricted" is enforced', { timeout: 600_000 }, async () => {
  const pods = await recordedPods();
  expect(pods.length).toBeGreaterThan(100);
  for (const level of LEVELS) await makeServiceAccounts(kubectl, pods, level);
  expect(await refusedOf(pods, 'privileged')).toEqual([]);
  expect(await refusedOf(pods.filter(fitsRestricted), 'restricted')).toEqual([]);
});

/** Where the rules stand alone between a mistake and the cluster, and where the API server would have told, too. */
test.each(ofUnitTests)('of the Pods that our rules refuse %s takes those that are marked so, and no other', async () => {
  const objects = Object.entries(INVALID).map(([rule, { pod, order }]) => {
    const { template: { spec, holder } } = write(pod, order);
    return asPod({ spec, metadata: holder.metadata ?? {}, own: [] }, rule, 'privileged');
  });
  const refused = await dryRun(settings, objects);
  expect(Object.keys(INVALID).filter((rule) => !refused.has(rule))).toEqual(Object.keys(INVALID).filter((rule) => INVALID[rule]!.accepted));
});

/** Runs the unit tests and gives what they rendered, without what the rules refuse. */
async function recordedPods(): Promise<RecordedPod[]> {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-recorded-'));
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  await run(
    process.execPath,
    [vitest, 'run', '--config', join(ROOT, 'e2e', 'validation', 'record.config.mts')],
    { cwd: ROOT, env: { E2E_RECORDED: folder } },
  );
  const pods = readdirSync(folder).sort().map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as RecordedPod);
  rmSync(folder, { recursive: true });
  return pods.filter(({ errors }) => errors.length === 0);
}

/** What the API server says of those that it refuses, with the test that they come from. */
async function refusedOf(pods: readonly RecordedPod[], level: Level): Promise<string[]> {
  const refused = await dryRun(settings, pods.map((pod, index) => asPod(pod, `recorded-${index}`, level)));
  return [...refused].map(([name, problem]) => `${pods[Number(name.replace('recorded-', ''))]!.test}: ${problem}`);
}
