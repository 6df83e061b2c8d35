import {
  CloudSqlProxy, ConfigSidecar, Dapr, Envoy, FluentBit, GitSync, HaProxy, Nginx, OAuth2Proxy, OpenBaoAgent, OpenTelemetryCollector,
  PgBouncer, type PresetProps, Redis, type Sidecar, StatsdExporter, VaultAgent,
} from '../../src';
import type { PresetFacts } from '../../src/private/preset';

/** A preset with the props that a small application would give. */
export interface Sample {
  /** The class of the preset. */
  readonly preset: string;
  readonly facts: PresetFacts;
  readonly make: (more?: PresetProps) => Sidecar;
  /** Data of the ConfigMap or Secret "sample". @default - the preset reads none */
  readonly data?: Readonly<Record<string, string>>;
}

const NGINX = 'server { listen 8080; location / { return 200 "pages"; } }\n';
const HAPROXY = 'defaults\n  mode http\n  timeout connect 1s\n  timeout client 1s\n  timeout server 1s\n'
  + 'frontend web\n  bind :8080\n  http-request return status 200\n';
const PGBOUNCER = '[databases]\norders = host=127.0.0.1 port=5432\n[pgbouncer]\nauth_type = any\n';
const FLUENT_BIT = 'service:\n  health_check: on\npipeline:\n  inputs:\n    - name: dummy\n  outputs:\n    - name: stdout\n      match: "*"\n';
const OTEL = {
  receivers: { otlp: { protocols: { grpc: { endpoint: 'localhost:4317' } } } },
  exporters: { debug: {} },
  service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['debug'] } } },
};

/** Every preset. */
export const SAMPLES: readonly Sample[] = [
  {
    preset: 'CloudSqlProxy', facts: CloudSqlProxy._facts,
    // with a port and a token the proxy starts without a network
    make: (more) => CloudSqlProxy.of({ instances: ['shop:europe-west1:orders'], port: 5432, args: ['--token=none'], ...more }),
  },
  { preset: 'VaultAgent', facts: VaultAgent._facts, make: (more) => VaultAgent.of({ configMap: 'sample', readyFile: 'app.env', ...more }) },
  { preset: 'OpenBaoAgent', facts: OpenBaoAgent._facts, make: (more) => OpenBaoAgent.of({ configMap: 'sample', readyFile: 'app.env', ...more }) },
  {
    preset: 'OpenTelemetryCollector', facts: OpenTelemetryCollector._facts, make: (more) => OpenTelemetryCollector.of({ config: OTEL, ...more }),
  },
  {
    preset: 'FluentBit', facts: FluentBit._facts, make: (more) => FluentBit.of({ configMap: 'sample', ...more }),
    data: { 'fluent-bit.yaml': FLUENT_BIT },
  },
  { preset: 'Envoy', facts: Envoy._facts, make: (more) => Envoy.of({ config: { static_resources: {} }, ...more }) },
  { preset: 'Nginx', facts: Nginx._facts, make: (more) => Nginx.of({ configMap: 'sample', ...more }), data: { 'pages.conf': NGINX } },
  { preset: 'HaProxy', facts: HaProxy._facts, make: (more) => HaProxy.of({ configMap: 'sample', ...more }), data: { 'haproxy.cfg': HAPROXY } },
  {
    preset: 'OAuth2Proxy', facts: OAuth2Proxy._facts,
    make: (more) => OAuth2Proxy.of({ secret: 'sample', upstream: 'http://127.0.0.1:8080', emailDomains: ['example.com'], ...more }),
    data: {
      OAUTH2_PROXY_CLIENT_ID: 'shop', OAUTH2_PROXY_CLIENT_SECRET: 'none', OAUTH2_PROXY_COOKIE_SECRET: '0123456789abcdef0123456789abcdef',
    },
  },
  { preset: 'PgBouncer', facts: PgBouncer._facts, make: (more) => PgBouncer.of({ secret: 'sample', ...more }), data: { 'pgbouncer.ini': PGBOUNCER } },
  { preset: 'Redis', facts: Redis._facts, make: (more) => Redis.of(more) },
  { preset: 'GitSync', facts: GitSync._facts, make: (more) => GitSync.of({ repository: 'https://git.example/shop/pages', ...more }) },
  { preset: 'StatsdExporter', facts: StatsdExporter._facts, make: (more) => StatsdExporter.of(more) },
  { preset: 'Dapr', facts: Dapr._facts, make: (more) => Dapr.of({ appId: 'orders', ...more }) },
  {
    preset: 'ConfigSidecar', facts: ConfigSidecar._facts,
    make: (more) => ConfigSidecar.of({ configMap: 'sample', ...more, image: more?.image ?? 'registry.example/startgate-node:0.1.0' }),
    data: { 'config.yaml': 'greeting: hello\n' },
  },
];

/** @throws if there is no such preset */
export function sampleOf(preset: string): Sample {
  const sample = SAMPLES.find((each) => each.preset === preset);
  if (sample === undefined) throw new Error(`no preset "${preset}"`);
  return sample;
}
