import { manifests, pod, programs, PROXY_AND_APP, type RuleExample } from './example';

const APP = ['containers:', '  - { name: app, image: shop/web, ports: [{ containerPort: 8080 }] }'];

/** A native sidecar with a probe of one port, in front of an app that listens on 8080. */
function sidecar(ports: string, port: string): string {
  return pod('initContainers:', `  - { name: proxy, image: shop/proxy, restartPolicy: Always, ports: [${ports}], startupProbe: { httpGet: { port: ${port} } } }`, ...APP);
}

/** A Service in front of a proxy that is a native sidecar. */
function selected(targetPort: string): string {
  const service = [
    'apiVersion: v1', 'kind: Service', 'metadata: { name: web }',
    'spec:', '  selector: { app: web }', `  ports: [{ port: 80, targetPort: ${targetPort} }]`, '',
  ];
  const web = pod('initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, ports: [{ name: http, containerPort: 8080 }] }', 'containers:', '  - { name: app, image: shop/web }');
  return `${web.replace('{ name: web }', '{ name: web, labels: { app: web } }')}---\n${service.join('\n')}`;
}

/** Rules about how it is seen that a container is healthy. */
export const HEALTH_EXAMPLES: Readonly<Record<string, RuleExample>> = {
  'no-check': programs(PROXY_AND_APP,
    ["order.container('app').dependsOn(order.container('proxy'));"],
    ["order.container('app').dependsOn(order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 })));"]),
  'port-unknown': manifests(
    sidecar('{ name: admin, containerPort: 9901 }', 'http'),
    sidecar('{ name: admin, containerPort: 9901 }', 'admin')),
  'port-of-another-container': manifests(
    sidecar('{ containerPort: 9901 }', '8080'),
    sidecar('{ containerPort: 9901 }', '9901')),
  'port-undeclared': manifests(
    pod('initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, startupProbe: { httpGet: { port: 9901 } } }', ...APP),
    sidecar('{ containerPort: 9901 }', '9901')),
  'port-shared': manifests(
    pod('initContainers:',
      '  - { name: proxy, image: shop/proxy, restartPolicy: Always, ports: [{ containerPort: 9901 }], startupProbe: { httpGet: { port: 9901 } } }',
      '  - { name: agent, image: shop/agent, restartPolicy: Always, ports: [{ containerPort: 9901 }], startupProbe: { httpGet: { port: 9901 } } }',
      ...APP),
    pod('initContainers:',
      '  - { name: proxy, image: shop/proxy, restartPolicy: Always, ports: [{ containerPort: 9901 }], startupProbe: { httpGet: { port: 9901 } } }',
      '  - { name: agent, image: shop/agent, restartPolicy: Always, ports: [{ containerPort: 9902 }], startupProbe: { httpGet: { port: 9902 } } }',
      ...APP)),
  'probe-on-init-container': manifests(
    pod('initContainers:', '  - { name: migrate, image: shop/migrate, readinessProbe: { exec: { command: [/ready] } } }', ...APP),
    pod('initContainers:', '  - { name: migrate, image: shop/migrate }', ...APP)),
  'check-unused': programs(PROXY_AND_APP,
    ["order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 }));", "order.container('app').dependsOn(order.container('proxy'), { condition: Condition.STARTED });"],
    ["order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 }));", "order.container('app').dependsOn(order.container('proxy'));"]),
  'service-port-of-sidecar': manifests(selected('http'), selected('8080'), { kubernetesVersion: '1.32' }),
  'gate-host': manifests(
    pod('initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, ports: [{ containerPort: 9901 }], startupProbe: { tcpSocket: { host: 127.0.0.1, port: 9901 } } }', ...APP),
    pod('initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, ports: [{ containerPort: 9901 }], startupProbe: { tcpSocket: { port: 9901 } } }', ...APP)),
  'probe-host': manifests(
    pod('containers:', '  - { name: app, image: shop/web, ports: [{ containerPort: 8080 }], readinessProbe: { httpGet: { host: 127.0.0.1, path: /ready, port: 8080 } } }'),
    pod('containers:', '  - { name: app, image: shop/web, ports: [{ containerPort: 8080 }], readinessProbe: { httpGet: { path: /ready, port: 8080 } } }')),
  'host-network-probe': manifests(
    pod('hostNetwork: true', 'initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, ports: [{ containerPort: 9901 }], startupProbe: { httpGet: { port: 9901 } } }', ...APP),
    pod('hostNetwork: true', 'initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, startupProbe: { exec: { command: [/ready] } } }', ...APP)),
  'host-network-port': manifests(
    pod('hostNetwork: true', 'containers:', '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 9901 }] }', '  - { name: app, image: shop/web, command: [wait4x, tcp, "localhost:9901", --, /app] }'),
    pod('containers:', '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 9901 }] }', '  - { name: app, image: shop/web, command: [wait4x, tcp, "localhost:9901", --, /app] }')),
};
