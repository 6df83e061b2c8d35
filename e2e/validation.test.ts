import type { App } from 'cdk8s';
import { expect, test } from 'vitest';
import { sampleApp } from '../examples/sample';
import { Cluster } from './cluster/cluster';
import { readSettings } from './cluster/settings';

const cluster = new Cluster(readSettings(process.env.E2E_KUBERNETES));

/** Every app of the examples. */
const EXAMPLES: Readonly<Record<string, () => App>> = { sample: sampleApp };

test.each(Object.entries(EXAMPLES))('the API server takes every object of the example "%s", field by field, without a warning', async (_name, app) => {
  const manifest = app().synthYaml();
  const { code, stdout, stderr } = await cluster.kubectl.attempt(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], { input: manifest });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trim().split('\n').length).toBe(manifest.split('\n---\n').length);
});
