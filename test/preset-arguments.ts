/** The arguments of the presets, for public-arguments.ts, which has the rules that other classes have, too. */
import {
  CloudSqlProxy, ConfigSidecar, Dapr, Envoy, FluentBit, GitSync, HaProxy, Nginx, OAuth2Proxy, OpenBaoAgent, OpenTelemetryCollector,
  PgBouncer, Redis, StatsdExporter, VaultAgent,
} from '../src';
import type { Allowed, Argument, options as Options } from './public-arguments';

type Rules = Readonly<Record<string, Allowed>>;

const PLAIN = ['an empty object', 'an object of texts', 'an object of numbers'] as const;
const PORT: Allowed = { must: 'must be a whole number from 1 to 65535', right: ['a number'] };
const FLAG: Allowed = { must: 'must be true or false', right: ['a flag'] };
const SECURITY: Allowed = { must: 'must be fields of a security context as the Kubernetes API spells them, such as { runAsUser: 1000 }', right: PLAIN };
const RESOURCES: Allowed = { must: 'must be resources as the Kubernetes API spells them, such as { limits: { cpu: "1" } }', right: PLAIN };

function named(kind: string, content: string): Allowed {
  return { must: `must be the name of a ${kind} with ${content}, such as "proxy"`, right: ['a text'] };
}

function words(must: string, right: Allowed['right'] = ['a text', 'a path']): Allowed {
  return { must: `must be ${must}`, right };
}

const AGENT: Rules = {
  configMap: named('ConfigMap', 'the key "agent.hcl"'), readyFile: words('the name of a file that the agent writes, such as "app.env"', ['a text']),
};
const AGENT_GIVEN = { configMap: 'agent', readyFile: 'app.env' };

/** Every preset: its `of`, its own props, and those that must be given. */
const PRESETS: Readonly<Record<string, readonly [(props: never) => unknown, Rules, Readonly<Record<string, unknown>> | undefined]>> = {
  CloudSqlProxy: [(props) => CloudSqlProxy.of(props), {
    instances: words('a list of connection names, such as ["project:region:instance"]', ['a list of strings']),
    port: PORT, privateIp: FLAG, iamAuthentication: FLAG, healthPort: PORT,
  }, { instances: ['a:b:c'] }],
  VaultAgent: [(props) => VaultAgent.of(props), AGENT, AGENT_GIVEN],
  OpenBaoAgent: [(props) => OpenBaoAgent.of(props), AGENT, AGENT_GIVEN],
  OpenTelemetryCollector: [(props) => OpenTelemetryCollector.of(props), {
    config: words(
      'a configuration without the extension "health_check", such as { receivers: {}, exporters: {}, service: { pipelines: {} } }', PLAIN,
    ),
    healthPort: PORT,
  }, { config: {} }],
  FluentBit: [(props) => FluentBit.of(props), { configMap: named('ConfigMap', 'the key "fluent-bit.yaml"'), port: PORT }, { configMap: 'logs' }],
  Envoy: [(props) => Envoy.of(props), {
    config: words('a bootstrap configuration without "admin", such as { static_resources: { listeners: [] } }', PLAIN), adminPort: PORT,
  }, { config: {} }],
  Nginx: [(props) => Nginx.of(props), {
    configMap: named('ConfigMap', 'keys that end with ".conf"'), readyPort: PORT,
  }, { configMap: 'servers' }],
  HaProxy: [(props) => HaProxy.of(props), { configMap: named('ConfigMap', 'the key "haproxy.cfg"'), readyPort: PORT }, { configMap: 'routes' }],
  OAuth2Proxy: [(props) => OAuth2Proxy.of(props), {
    secret: named('Secret', 'the variables of the proxy'),
    upstream: words('a URL, such as "http://127.0.0.1:8080"', []),
    emailDomains: words('a list of mail domains, such as ["example.com"]', ['a list of strings']),
    oidcIssuerUrl: words('a URL, such as "https://login.example.com"', []),
    port: PORT,
  }, { secret: 'login', upstream: 'http://127.0.0.1:8080', emailDomains: ['example.com'] }],
  PgBouncer: [(props) => PgBouncer.of(props), { secret: named('Secret', 'the key "pgbouncer.ini"'), port: PORT }, { secret: 'pool' }],
  Redis: [(props) => Redis.of(props), { maxMemory: words('an amount of memory as Redis spells it, such as "64mb"', []), port: PORT }, undefined],
  GitSync: [(props) => GitSync.of(props), {
    repository: words('the URL of a git repository, such as "https://git.example/shop/pages"'),
    ref: words('a branch, tag or commit, such as "main"'),
    period: words('a Duration of cdk8s, such as Duration.seconds(60)', ['a duration']),
    port: PORT,
  }, { repository: 'https://git.example/pages' }],
  StatsdExporter: [(props) => StatsdExporter.of(props), {
    configMap: named('ConfigMap', 'the key "mapping.yaml"'), statsdPort: PORT, metricsPort: PORT,
  }, undefined],
  Dapr: [(props) => Dapr.of(props), {
    appId: words('the name of an application, such as "orders"', ['a text']), appPort: PORT, configMap: named('ConfigMap', 'components'), publicPort: PORT,
  }, { appId: 'orders' }],
  ConfigSidecar: [(props) => ConfigSidecar.of(props), {
    configMap: named('ConfigMap', 'the configuration'), key: words('a key of a ConfigMap, such as "config.yaml"', ['a text']), port: PORT,
  }, { image: 'startgate-node:1', configMap: 'settings' }],
};

/** @param common the rules of `name`, `image`, `args` and `env` */
export function presetArguments(options: typeof Options, common: Rules): Record<string, Argument> {
  return Object.assign({}, ...Object.entries(PRESETS).map(([name, [give, own, given]]) => options(
    `${name}.of(props`, `${name}.of`, give, { ...common, resources: RESOURCES, securityContext: SECURITY, ...own }, given,
  ))) as Record<string, Argument>;
}
