import { ApiObject, type App, type Chart, Include, Lazy, Testing } from 'cdk8s';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { StartOrder } from '../../../src';
import { appWaitsForProxy, manifestsOf, newChart, podSpec } from '../../shop';

const MESSAGE = 'error service-port-of-sidecar: the Service "shop" has no endpoint: Kubernetes 1.32 does not find the named port "http" of the native sidecar "proxy"';
const SERVICE = {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
};

function web(chart: Chart, name = 'web', kubernetesVersion = '1.32'): ApiObject {
  const template = { metadata: { labels: { app: 'web' } }, spec: podSpec() };
  const deployment = new ApiObject(chart, name, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { template } });
  appWaitsForProxy(StartOrder.of(deployment).configure({ kubernetesVersion }));
  return deployment;
}

/** The Services that are rendered while something runs. */
function countingService(chart: Chart): () => number {
  let count = 0;
  const spec = { ...SERVICE.spec, ports: Lazy.any({ produce: () => { count++; return [{ port: 80, targetPort: 8080 }]; } }) as unknown };
  new ApiObject(chart, 'service', { ...SERVICE, spec });
  return () => count;
}

function newAppIn(): App {
  const app = Testing.app();
  onTestFinished(() => rmSync(app.outdir, { recursive: true, force: true }));
  return app;
}

test('fails for a Service in another chart of the app', () => {
  const app = newAppIn();
  const chart = newChart(app, 'a');
  web(chart);
  new ApiObject(newChart(app, 'b'), 'service', SERVICE);
  expect(() => manifestsOf(chart)).toThrow(MESSAGE);
  expect(() => { app.synth(); }).toThrow(MESSAGE);
});

test('fails for a Service inside an included List', () => {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-services-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'list.yaml'), JSON.stringify({ apiVersion: 'v1', kind: 'List', metadata: { name: 'all' }, items: [SERVICE] }));
  const chart = newChart();
  new Include(chart, 'list', { url: join(folder, 'list.yaml') });
  expect(() => { web(chart).toJson(); }).toThrow(MESSAGE);
});

test('explain says it too', () => {
  const chart = newChart();
  const deployment = web(chart);
  new ApiObject(chart, 'service', SERVICE);
  expect(StartOrder.of(deployment).explain()).toContain(MESSAGE);
});

test('a Service that comes between two renderings is seen', () => {
  const chart = newChart();
  web(chart);
  expect(manifestsOf(chart)).toHaveLength(1);
  new ApiObject(chart, 'service', SERVICE);
  expect(() => manifestsOf(chart)).toThrow(MESSAGE);
});

test('a Service that can\'t be rendered fails at its own turn', () => {
  const chart = newChart();
  const deployment = web(chart);
  new ApiObject(chart, 'service', { ...SERVICE, spec: Lazy.any({ produce: () => { throw new Error('no ports'); } }) as object });
  expect((deployment.toJson() as { kind: string }).kind).toBe('Deployment');
  expect(() => manifestsOf(chart)).toThrow('no ports');
});

test.each<[string, (app: App, chart: Chart) => unknown]>([
  ['app.synth', (app) => { app.synth(); }],
  ['app.synthYaml', (app) => app.synthYaml()],
  ['Testing.synth', (_app, chart) => manifestsOf(chart)],
])('%s reads the Services of the app once for all orders', (_name, synth) => {
  const app = newAppIn();
  const chart = newChart(app);
  for (let index = 0; index < 5; index++) web(chart, `web-${index}`);
  const count = countingService(chart);
  synth(app, chart);
  expect(count()).toBe(2);
});

test('a newer cluster reads none', () => {
  const chart = newChart();
  web(chart, 'web', '1.33');
  const count = countingService(chart);
  manifestsOf(chart);
  expect(count()).toBe(1);
});
