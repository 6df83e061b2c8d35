import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from '../../sidecar-runtime/node_modules/prom-client';
import { createApp } from '../../sidecar-runtime/src/server/app';
import { loadConfig } from '../../sidecar-runtime/src/server/config';
import { createReadiness } from '../../sidecar-runtime/src/server/readiness';
import type { Metric } from '../../site/reference/names-page';

/** Every metric of a sidecar server: of its status, of a configuration and of the gates of a Pod. */
export async function metricsOfServer(): Promise<Metric[]> {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-metrics-'));
  try {
    const registry = new Registry();
    const readiness = createReadiness();
    createApp(readiness, { registry, stateDirectory: folder });
    writeFileSync(join(folder, 'app.json'), '{}');
    const config = loadConfig(join(folder, 'app.json'), { registry });
    await config.first;
    config.close();
    return registry.getMetricsAsArray().map((metric) => {
      const { name, help, type, labelNames } = metric as unknown as { name: string; help: string; type: string; labelNames: string[] };
      return { name, help, type, labels: labelNames };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
