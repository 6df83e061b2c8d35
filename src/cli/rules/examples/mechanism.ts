import { manifests, pod, programs, PROXY_AND_APP, type RuleExample } from './example';

const READY = "const proxy = order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 }));";
const WITH_PROBE = pod('containers:',
  '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }], startupProbe: { httpGet: { port: 8080 }, periodSeconds: 1, failureThreshold: 60 } }',
  '  - { name: app, image: shop/web, command: [/app] }');
const IMAGE = "order.configure({ runtimeImage: 'registry.example/startgate:0.1.0' });";

/** Rules about what a mechanism can do. */
export const MECHANISM_EXAMPLES: Readonly<Record<string, RuleExample>> = {
  'condition-not-supported': programs(PROXY_AND_APP,
    ["order.container('app').dependsOn(order.container('proxy'), { condition: Condition.COMPLETED, mechanism: Mechanism.NATIVE });"],
    ["order.container('app').dependsOn(order.container('proxy'), { condition: Condition.SUCCEEDED });"]),
  'policy-not-supported': programs(PROXY_AND_APP,
    [READY, "order.container('app').dependsOn(proxy, { onTimeout: OnTimeout.CONTINUE, mechanism: Mechanism.NATIVE });"],
    [READY, "order.container('app').dependsOn(proxy, { onTimeout: OnTimeout.BLOCK, mechanism: Mechanism.NATIVE });"]),
  'policies-differ': programs(
    pod('containers:', '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }] }', '  - { name: app, image: shop/web }', '  - { name: worker, image: shop/worker }'),
    [READY, "order.container('app').dependsOn(proxy);", "order.container('worker').dependsOn(proxy, { onTimeout: OnTimeout.BLOCK });"],
    [READY, "order.container('app').dependsOn(proxy);", "order.container('worker').dependsOn(proxy);"]),
  'mechanism-not-supported': programs(PROXY_AND_APP,
    [READY, "order.container('app').dependsOn(proxy, { regate: true, mechanism: Mechanism.NATIVE });"],
    [IMAGE, READY, "order.container('app').dependsOn(proxy, { regate: true });"]),
  'check-not-supported': programs(PROXY_AND_APP,
    ["order.container('app').dependsOn(order.container('proxy').readyWhen(Check.unixSocket('/run/proxy.sock')), { mechanism: Mechanism.NATIVE });"],
    ["order.container('app').dependsOn(order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 })), { mechanism: Mechanism.NATIVE });"]),
  'image-volume-off': programs(PROXY_AND_APP,
    ["order.configure({ kubernetesVersion: '1.34', runtimeImage: 'registry.example/startgate:0.1.0', delivery: Delivery.IMAGE_VOLUME });",
      READY, "order.container('app').dependsOn(proxy, { mechanism: Mechanism.GUARD });"],
    ["order.configure({ kubernetesVersion: '1.34', runtimeImage: 'registry.example/startgate:0.1.0' });",
      READY, "order.container('app').dependsOn(proxy, { mechanism: Mechanism.GUARD });"]),
  'hook-slot-taken': { also: ['post-start-fails-open'], ...programs(
    pod('containers:',
      '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }], lifecycle: { postStart: { exec: { command: [/warm-up] } } } }',
      '  - { name: app, image: shop/web, command: [/app] }'),
    ["order.container('proxy').waiterPath('/startgate');", READY, "order.container('app').dependsOn(proxy, { mechanism: Mechanism.POST_START });"],
    [READY, "order.container('app').dependsOn(proxy);"]) },
  'startup-probe-taken': programs(WITH_PROBE,
    [READY, "order.container('app').dependsOn(proxy);"],
    ["order.container('app').dependsOn(order.container('proxy'));"]),
  'restart-policy-taken': programs(
    pod('containers:',
      '  - { name: proxy, image: shop/proxy, restartPolicy: OnFailure, ports: [{ containerPort: 8080 }] }', '  - { name: app, image: shop/web, command: [/app] }'),
    ["order.configure({ kubernetesVersion: '1.35' });", READY, "order.container('app').dependsOn(proxy);"],
    ["order.configure({ kubernetesVersion: '1.35', runtimeImage: 'registry.example/startgate:0.1.0' });", READY, "order.container('app').dependsOn(proxy, { mechanism: Mechanism.GUARD });"]),
  'command-unknown': programs(
    pod('containers:', '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }] }', '  - { name: app, image: shop/web }'),
    [IMAGE, READY, "order.container('app').dependsOn(proxy, { mechanism: Mechanism.GUARD });"],
    [IMAGE, READY, "order.container('app').imageEntrypoint(['/app']).dependsOn(proxy, { mechanism: Mechanism.GUARD });"]),
  'binary-missing': programs(PROXY_AND_APP,
    [READY, "order.container('app').dependsOn(proxy, { mechanism: Mechanism.GUARD });"],
    [IMAGE, READY, "order.container('app').dependsOn(proxy, { mechanism: Mechanism.GUARD });"]),
  'collision': {
    failing: {
      manifest: pod('containers:', '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }] }', '  - { name: app, image: shop/web, command: [/app] }', 'volumes:', '  - { name: startgate-image, emptyDir: {} }'),
      program: `${IMAGE}\n${READY}\norder.container('app').dependsOn(proxy, { mechanism: Mechanism.GUARD });\n`,
    },
    cured: {
      manifest: pod('containers:', '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }] }', '  - { name: app, image: shop/web, command: [/app] }', 'volumes:', '  - { name: gates, emptyDir: {} }'),
      program: `${IMAGE}\n${READY}\norder.container('app').dependsOn(proxy, { mechanism: Mechanism.GUARD });\n`,
    },
  },
  'windows': programs(
    pod('os: { name: windows }', 'containers:', '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }] }', '  - { name: app, image: shop/web, command: [app.exe] }'),
    ["order.container('app').waiterPath('/startgate');", READY, "order.container('app').dependsOn(proxy, { mechanism: Mechanism.GUARD });"],
    [READY, "order.container('app').dependsOn(proxy);"]),
  'hook-before-gate': manifests(
    pod('containers:',
      '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }] }',
      '  - { name: app, image: shop/web, command: [wait4x, tcp, "localhost:8080", --, /app], lifecycle: { postStart: { exec: { command: [/register] } } } }'),
    pod('containers:',
      '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }] }',
      '  - { name: app, image: shop/web, command: [wait4x, tcp, "localhost:8080", --, /register-and-run] }')),
  'post-start-fails-open': manifests(
    pod('containers:',
      '  - { name: istio-proxy, image: istio/proxyv2, lifecycle: { postStart: { exec: { command: [pilot-agent, wait] } } } }',
      '  - { name: app, image: shop/web }'),
    pod('initContainers:',
      '  - { name: istio-proxy, image: istio/proxyv2, restartPolicy: Always, startupProbe: { httpGet: { path: /healthz/ready, port: 15021 } } }',
      'containers:', '  - { name: app, image: shop/web }')),
};
