import { manifests, pod, programs, PROXY_AND_APP, type RuleExample } from './example';

const WAITS = '  - { name: app, image: shop/web, command: [wait4x, tcp, "localhost:8080", -t, 120s, --, /app] }';

/** A proxy with this probe, and an app that waits two minutes for it. */
function awaited(probe: string): string {
  return pod('containers:', `  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }], ${probe} }`, WAITS);
}

function job(deadline: number | undefined): string {
  return [
    'apiVersion: batch/v1', 'kind: Job', 'metadata: { name: load }',
    'spec:', ...(deadline === undefined ? [] : [`  activeDeadlineSeconds: ${deadline}`]),
    '  template:', '    spec:', '      restartPolicy: Never',
    '      initContainers:',
    '        - name: proxy', '          image: shop/proxy', '          restartPolicy: Always',
    '          startupProbe: { exec: { command: [/ready] }, periodSeconds: 1, failureThreshold: 90 }',
    '      containers:', '        - { name: load, image: shop/load }', '',
  ].join('\n');
}

/** Rules about clocks that must go together. */
export const TIME_EXAMPLES: Readonly<Record<string, RuleExample>> = {
  'startup-budget': manifests(
    awaited('startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1, failureThreshold: 30 }'),
    awaited('startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1, failureThreshold: 120 }')),
  'liveness-during-warm-up': manifests(
    awaited('livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10 }'),
    awaited('livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10 }, startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1, failureThreshold: 120 }')),
  'deadline-too-short': manifests(job(60), job(600)),
  'fail-never-ends': manifests(job(undefined), job(600)),
  'timeout-not-enforced': programs(
    pod('initContainers:', '  - { name: migrate, image: shop/migrate }', 'containers:', '  - { name: app, image: shop/web }'),
    ["order.container('app').dependsOn(order.container('migrate'), { condition: Condition.SUCCEEDED, timeout: Duration.minutes(5) });"],
    ["order.container('app').dependsOn(order.container('migrate'), { condition: Condition.SUCCEEDED });"]),
  'interval-over-timeout': programs(PROXY_AND_APP,
    ["order.container('app').dependsOn(order.container('proxy').readyWhen(Check.httpGet('/ready', { interval: Duration.minutes(2) })));"],
    ["order.container('app').dependsOn(order.container('proxy').readyWhen(Check.httpGet('/ready', { interval: Duration.seconds(5) })));"]),
  'timeout-within-chain': manifests(
    pod('containers:',
      '  - { name: db, image: postgres, ports: [{ containerPort: 5432 }] }',
      '  - { name: api, image: shop/api, ports: [{ containerPort: 8080 }], command: [wait4x, tcp, "localhost:5432", -t, 60s, --, /api] }',
      '  - { name: web, image: shop/web, command: [wait4x, tcp, "localhost:8080", -t, 30s, --, /web] }'),
    pod('containers:',
      '  - { name: db, image: postgres, ports: [{ containerPort: 5432 }] }',
      '  - { name: api, image: shop/api, ports: [{ containerPort: 8080 }], command: [wait4x, tcp, "localhost:5432", -t, 60s, --, /api] }',
      '  - { name: web, image: shop/web, command: [wait4x, tcp, "localhost:8080", -t, 90s, --, /web] }')),
  'hook-forgotten': manifests(
    pod('initContainers:',
      '  - name: istio-proxy', '    image: istio/proxyv2', '    restartPolicy: Always', '    lifecycle: { postStart: { exec: { command: [pilot-agent, wait] } } }',
      'containers:', '  - { name: app, image: shop/web }'),
    pod('initContainers:',
      '  - name: istio-proxy', '    image: istio/proxyv2', '    restartPolicy: Always', '    startupProbe: { httpGet: { path: /healthz/ready, port: 15021 } }',
      'containers:', '  - { name: app, image: shop/web }')),
  'waiter-goes-on': manifests(
    pod('containers:', '  - { name: app, image: shop/web, command: [wait-for-it, "db:5432", --, /app] }'),
    pod('containers:', '  - { name: app, image: shop/web, command: [wait-for-it, --strict, "db:5432", --, /app] }')),
  'hook-is-no-gate': manifests(
    pod('containers:', '  - { name: proxy, image: shop/proxy, lifecycle: { postStart: { httpGet: { path: /ready, port: 8080 } } } }', '  - { name: app, image: shop/web }'),
    pod('initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, startupProbe: { httpGet: { path: /ready, port: 8080 } } }', 'containers:', '  - { name: app, image: shop/web }')),
  'sleep-is-no-check': manifests(
    pod('containers:', '  - { name: proxy, image: shop/proxy, lifecycle: { postStart: { sleep: { seconds: 5 } } } }', '  - { name: app, image: shop/web }'),
    pod('initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, startupProbe: { exec: { command: [/ready] } } }', 'containers:', '  - { name: app, image: shop/web }')),
};
