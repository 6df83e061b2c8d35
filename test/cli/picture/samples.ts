import type { PicturedContainer, PicturedGate, PicturedWorkload } from '../../../src/cli/picture/model';

function container(name: string, role: PicturedContainer['role'], more: Partial<PicturedContainer> = {}): PicturedContainer {
  return {
    name, role, guarded: false, holds: ({ init: 'end', native: 'ready', regular: 'start', injected: 'start', outside: 'start' } as const)[role], ...more,
  };
}

function gate(dependency: string, dependent: string, more: Partial<PicturedGate> = {}): PicturedGate {
  return { dependency, dependent, condition: 'healthy', means: 'native, 60s', verdict: 'closed', ...more };
}

/** A sidecar and its application: the smallest picture. */
export const PAIR: PicturedWorkload = {
  title: 'Deployment "web"', subtitle: 'namespace shop, 2 containers, 1 gate',
  containers: [container('proxy', 'native'), container('app', 'regular')],
  gates: [gate('proxy', 'app')],
};

/** Every kind of container and of gate. */
export const MIXED: PicturedWorkload = {
  title: 'StatefulSet "orders"', subtitle: 'namespace shop, 7 containers, 7 gates',
  containers: [
    container('migrate', 'init'), container('secrets-agent', 'native'),
    container('proxy', 'native'),
    container('cache', 'regular', { holds: 'ready' }),
    container('orders', 'regular', { guarded: true }),
    container('metrics-exporter', 'regular', { guarded: true }),
    container('debugger', 'regular'),
  ],
  gates: [
    gate('migrate', 'secrets-agent', { condition: 'succeeded', means: 'order of init containers' }),
    gate('secrets-agent', 'proxy', { means: 'native with the waiter, 60s' }),
    gate('proxy', 'orders', { means: 'guard, 60s' }),
    gate('cache', 'orders', { means: 'postStart hook, 30s', verdict: 'open' }),
    gate('secrets-agent', 'orders', { means: 'guard, 300s' }),
    gate('orders', 'metrics-exporter', { condition: 'started', means: 'guard, 60s' }),
    gate('proxy', 'metrics-exporter', { means: 'guard, for ever' }),
  ],
};

/** What is not in the Pod, and a gate that is none. */
export const OUTSIDE: PicturedWorkload = {
  title: 'Job "import"', subtitle: '3 containers, 3 gates',
  containers: [
    container('wait-for-db', 'init'),
    container('import', 'regular'),
    container('metrics', 'regular'),
    container('tcp://postgres.shop:5432', 'outside'),
  ],
  gates: [
    gate('tcp://postgres.shop:5432', 'wait-for-db', { condition: 'healthy', means: 'wait4x, 300s' }),
    gate('wait-for-db', 'import', { condition: 'succeeded', means: 'order of init containers' }),
    gate('import', 'metrics', { condition: 'started', means: 'postStart hook with httpGet', verdict: 'none' }),
  ],
};

/** Twenty containers, with the shapes that are hard to draw: a fan, a chain, a join, long names, and names that are not names. */
export const TWENTY: PicturedWorkload = {
  title: 'Deployment "everything-at-once"', subtitle: '20 containers, 23 gates',
  containers: [
    container('install', 'init'), container('schema-migration-of-the-orders-database', 'init'),
    ...['vault-agent', 'istio-proxy', 'cloud-sql-proxy', 'otel-collector', 'config-loader'].map((name) => container(name, 'native')),
    ...['api', 'worker-a', 'worker-b', 'worker-c', 'worker-d', 'web', 'admin', 'cron', 'mail', 'search', 'reports', 'audit', 'gateway-with-a-name-that-is-really-much-too-long-for-a-box'].map((name) => container(name, 'regular', { guarded: name !== 'audit' })),
  ],
  gates: [
    gate('install', 'schema-migration-of-the-orders-database', { condition: 'succeeded', means: 'order of init containers' }),
    gate('schema-migration-of-the-orders-database', 'api', { condition: 'succeeded', means: 'order of init containers' }),
    gate('vault-agent', 'istio-proxy'), gate('istio-proxy', 'cloud-sql-proxy'),
    gate('vault-agent', 'otel-collector'), gate('vault-agent', 'config-loader'),
    gate('cloud-sql-proxy', 'api', { means: 'guard, 60s' }),
    gate('config-loader', 'api', { means: 'guard, 60s' }),
    gate('otel-collector', 'api', { means: 'guard, 60s' }),
    ...['worker-a', 'worker-b', 'worker-c', 'worker-d'].map((name) => gate('api', name, { condition: 'started', means: 'guard, 60s' })),
    gate('api', 'web', { means: 'guard, 60s' }), gate('web', 'gateway-with-a-name-that-is-really-much-too-long-for-a-box', { means: 'guard, 60s' }),
    gate('worker-a', 'reports', { means: 'guard, 60s' }),
    gate('worker-b', 'reports', { means: 'guard, 60s' }),
    gate('worker-c', 'search', { means: 'guard, 60s' }),
    gate('worker-d', 'mail', { means: 'guard, then anyway after 30s', verdict: 'open' }),
    gate('web', 'admin', { means: 'guard, 60s' }),
    gate('admin', 'cron', { means: 'guard, 60s' }),
    gate('reports', 'audit', { means: 'postStart hook, 60s', verdict: 'open' }),
    gate('search', 'audit', { means: 'postStart hook, 60s', verdict: 'open' }),
  ],
};

/** The longest that twenty can make. */
export const CHAIN: PicturedWorkload = {
  title: 'Pod "chain"', subtitle: '20 containers, 19 gates',
  containers: Array.from({ length: 20 }, (_, index) => container(`step-${index}`, 'regular', { guarded: index > 0 })),
  gates: Array.from({ length: 19 }, (_, index) => gate(`step-${index}`, `step-${index + 1}`, { means: 'guard, 60s' })),
};

/** Names that would end or change what they stand in, and a cycle. */
export const HOSTILE: PicturedWorkload = {
  title: 'Pod "</title><script>alert(1)</script>"', subtitle: '& < > " \' \u0000 \ud800',
  containers: [container('a"><script>', 'regular'), container(']]>&lt;', 'regular', { guarded: true }), container('数据库代理', 'native')],
  gates: [gate('a"><script>', ']]>&lt;', { means: '"\'<b>' }), gate(']]>&lt;', 'a"><script>')],
};
