import { Testing } from 'cdk8s';
import { expect, test, vi } from 'vitest';
import { Presets } from '../../examples/presets';
import * as library from '../../src';
import { StartOrder } from '../../src';
import type { PodSpec } from '../../src/private/manifest';
import { type Manifest, sequenceOf } from '../shop';

const SERVICES = ['orders', 'desk', 'pages', 'payments'];

function orderOf(chart: Presets, name: string): StartOrder {
  return StartOrder.find(chart, 'Deployment', name);
}

test('synthesis warns of nothing', () => {
  const warn = vi.spyOn(process, 'emitWarning');
  Testing.synth(new Presets(Testing.app(), 'presets'));
  expect(warn).not.toHaveBeenCalled();
});

test.each(SERVICES)('no rule finds anything in %s', (name) => {
  const chart = new Presets(Testing.app(), 'presets');
  expect(orderOf(chart, name).explain()).not.toMatch(/^ *(error|warning|info) /mu);
});

test('every preset of the library is in it', () => {
  const manifest = JSON.stringify(Testing.synth(new Presets(Testing.app(), 'presets')));
  const names = Object.values(library).flatMap((each) => ('_facts' in each ? [each._facts.name] : []));
  expect(names.filter((name) => !manifest.includes(`"name":"${name}"`))).toEqual([]);
  expect(names).toHaveLength(15);
});

test('every sidecar is a native sidecar before the application', () => {
  const manifests = Testing.synth(new Presets(Testing.app(), 'presets')) as Manifest[];
  const sequences = manifests.map(({ spec }) => sequenceOf((spec as { template: { spec: PodSpec } }).template.spec));
  expect(sequences).toEqual([
    'cloud-sql-proxy* otel-collector* pgbouncer* redis* statsd-exporter* | app',
    'config-sidecar* fluent-bit* haproxy* oauth2-proxy* | app',
    'daprd* envoy* git-sync* nginx* | app',
    'openbao-agent* vault-agent* | app',
  ]);
});

test('no preset names a port: two of them in one Pod would have the same name', () => {
  const manifests = Testing.synth(new Presets(Testing.app(), 'presets')) as Manifest[];
  const pods = manifests.map(({ spec }) => (spec as { template: { spec: PodSpec } }).template.spec);
  const ports = pods.flatMap(({ initContainers = [] }) => initContainers.flatMap((container) => container.ports ?? []));
  expect(ports.filter(({ name }) => name !== undefined)).toEqual([]);
  expect(ports.length).toBeGreaterThan(10);
});
