/**
 * Every preset once, in Pods that could use them. One line adds a sidecar with its check, its ports and a security context that Pod
 * Security `restricted` accepts.
 */
import { App, Chart, type ChartProps } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  CloudSqlProxy, ConfigSidecar, Dapr, Envoy, FluentBit, GitSync, HaProxy, Nginx, OAuth2Proxy, OpenBaoAgent, OpenTelemetryCollector,
  PgBouncer, Redis, type Sidecar, StartOrder, StatsdExporter, VaultAgent,
} from 'cdk8s-startgate';

const RUNTIME_IMAGE = 'registry.example/startgate:0.1.0';

/** A Deployment whose application waits for all its sidecars. */
function service(chart: Chart, name: string, sidecars: readonly Sidecar[]): kplus.Container {
  const deployment = new kplus.Deployment(chart, name, { metadata: { name }, replicas: 1 });
  const app = deployment.addContainer({
    name: 'app', image: `registry.example/${name}:1.0`, command: [`/bin/${name}`], securityContext: { user: 1000 },
  });
  const order = StartOrder.of(deployment).configure({ runtimeImage: RUNTIME_IMAGE });
  for (const sidecar of sidecars) order.container('app').dependsOn(order.addSidecar(sidecar));
  return app;
}

export class Presets extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(scope, id, props);

    service(this, 'orders', [
      CloudSqlProxy.of({ instances: ['shop:europe-west1:orders'], port: 5432 }),
      PgBouncer.of({ secret: 'orders-pool' }),
      Redis.of({ maxMemory: '128mb', resources: { requests: { cpu: '50m', memory: '160Mi' } } }),
      StatsdExporter.of({ configMap: 'orders-metrics' }),
      OpenTelemetryCollector.of({
        config: {
          receivers: { otlp: { protocols: { grpc: { endpoint: 'localhost:4317' } } } },
          exporters: { otlp: { endpoint: 'traces.example:4317' } },
          service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['otlp'] } } },
        },
      }),
    ]);

    service(this, 'desk', [
      OAuth2Proxy.of({
        secret: 'desk-login', upstream: 'http://127.0.0.1:8000', emailDomains: ['example.com'], oidcIssuerUrl: 'https://login.example.com',
      }),
      HaProxy.of({ configMap: 'desk-routes' }),
      FluentBit.of({ configMap: 'desk-logs' }),
      ConfigSidecar.of({ image: 'registry.example/startgate-node:0.1.0', configMap: 'desk-settings' }),
    ]);

    const pages = service(this, 'pages', [
      GitSync.of({ repository: 'https://git.example/shop/pages', ref: 'main' }),
      Nginx.of({ configMap: 'pages-servers' }),
      Envoy.of({ config: { static_resources: { listeners: [], clusters: [] } } }),
      Dapr.of({ appId: 'pages', appPort: 8000 }),
    ]);
    pages.mount('/pages', kplus.Volume.fromEmptyDir(this, 'pages-data', 'git-sync-data'), { readOnly: true });

    const secrets = { medium: kplus.EmptyDirMedium.MEMORY };
    const payments = service(this, 'payments', [
      VaultAgent.of({ configMap: 'payments-vault', readyFile: 'cards.env' }),
      OpenBaoAgent.of({ configMap: 'payments-bao', readyFile: 'banks.env' }),
    ]);
    payments.mount('/secrets/vault', kplus.Volume.fromEmptyDir(this, 'vault', 'vault-agent-secrets', secrets), { readOnly: true });
    payments.mount('/secrets/bao', kplus.Volume.fromEmptyDir(this, 'bao', 'openbao-agent-secrets', secrets), { readOnly: true });
  }
}

/** The Pods as an app of their own. */
export function presetsApp(): App {
  const app = new App();
  new Presets(app, 'presets');
  return app;
}

if (require.main === module) presetsApp().synth();
