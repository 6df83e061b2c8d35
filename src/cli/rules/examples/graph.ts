import { manifests, pod, programs, PROXY_AND_APP, type RuleExample } from './example';

const ROW = pod(
  'restartPolicy: Never',
  'containers:',
  '  - { name: fetch, image: shop/fetch, command: [/fetch] }',
  '  - { name: load, image: shop/load, command: [/load] }',
);
const IMAGE = "order.configure({ runtimeImage: 'registry.example/startgate:0.1.0' });";
const STEPS = "order.configure({ runtimeImage: 'registry.example/startgate:0.1.0' });\norder.steps(['fetch', 'load']);\n";

const USING = ROW.replace('[/load]', '[/load, "$(steps.fetch.results.commit)"]');
const HASTY = ROW.replace('restartPolicy: Never', 'restartPolicy: Never\n  activeDeadlineSeconds: 120');

/** Rules about the containers of a Pod and their dependencies. */
export const GRAPH_EXAMPLES: Readonly<Record<string, RuleExample>> = {
  'unknown-container': programs(PROXY_AND_APP,
    ["order.container('app').dependsOn(order.container('proxi'), { condition: Condition.STARTED });"],
    ["order.container('app').dependsOn(order.container('proxy'), { condition: Condition.STARTED });"]),
  'optional-absent': programs(PROXY_AND_APP,
    ["order.container('app').dependsOn(order.container('proxi'), { condition: Condition.STARTED, optional: true });"],
    ["order.container('app').dependsOn(order.container('proxy'), { condition: Condition.STARTED, optional: true });"]),
  'injected-container': programs(PROXY_AND_APP,
    [IMAGE, "order.container('app').dependsOn(order.injected('proxy', Check.tcpSocket({ port: 8080 })));"],
    [IMAGE, "order.container('app').dependsOn(order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 })));"]),
  'injected-never-ends': programs(
    pod('restartPolicy: Never', 'containers:', '  - { name: app, image: shop/web, command: [/app] }'),
    [IMAGE, "order.container('app').dependsOn(order.addInjected(Injected.istio()));"],
    [IMAGE, "order.container('app').dependsOn(order.addInjected(Injected.istio({ native: true })));"]),
  'duplicate-container-name': manifests(
    pod('containers:', '  - { name: app, image: shop/web }', '  - { name: app, image: shop/worker }'),
    pod('containers:', '  - { name: app, image: shop/web }', '  - { name: worker, image: shop/worker }')),
  'cycle': manifests(
    pod('containers:',
      '  - { name: a, image: shop/a, ports: [{ containerPort: 1001 }], command: [wait4x, tcp, "localhost:1002", --, /a] }',
      '  - { name: b, image: shop/b, ports: [{ containerPort: 1002 }], command: [wait4x, tcp, "localhost:1001", --, /b] }'),
    pod('containers:',
      '  - { name: a, image: shop/a, ports: [{ containerPort: 1001 }], command: [/a] }',
      '  - { name: b, image: shop/b, ports: [{ containerPort: 1002 }], command: [wait4x, tcp, "localhost:1001", --, /b] }')),
  'init-container-not-sidecar': programs(
    pod('initContainers:', '  - { name: config, image: shop/config, ports: [{ containerPort: 8080 }] }', 'containers:', '  - { name: app, image: shop/web }'),
    ["order.container('app').dependsOn(order.container('config').readyWhen(Check.httpGet('/ready', { port: 8080 })));"],
    ["order.container('app').dependsOn(order.container('config').asSidecar().readyWhen(Check.httpGet('/ready', { port: 8080 })));"]),
  'no-containers-left': manifests(
    pod('initContainers:', '  - { name: app, image: shop/web }', 'containers: []'),
    pod('containers:', '  - { name: app, image: shop/web }')),
  'manifest-order-changed': programs(
    pod('initContainers:', '  - { name: metrics, image: shop/metrics, restartPolicy: Always }', '  - { name: istio-init, image: istio/proxyv2 }', '  - { name: istio-proxy, image: istio/proxyv2, restartPolicy: Always }',
      'containers:', '  - { name: app, image: shop/web }'),
    ["order.container('metrics').dependsOn(order.container('istio-proxy'), { condition: Condition.STARTED });"],
    ["order.container('metrics').dependsOn(order.container('istio-init')).dependsOn(order.container('istio-proxy'), { condition: Condition.STARTED });"]),
  'kubernetes-too-old': manifests(
    pod('initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always }', 'containers:', '  - { name: app, image: shop/web }'),
    pod('containers:', '  - { name: proxy, image: shop/proxy }', '  - { name: app, image: shop/web }'),
    { kubernetesVersion: '1.28' }),
  'deadlock': programs(
    pod('initContainers:', '  - { name: migrate, image: shop/migrate, command: [/migrate] }',
      'containers:', '  - { name: db, image: postgres, ports: [{ containerPort: 5432 }] }', '  - { name: app, image: shop/web }'),
    ["order.container('migrate').waiterPath('/startgate');", "const db = order.container('db').readyWhen(Check.tcpSocket({ port: 5432 }));", "order.container('migrate').dependsOn(db, { mechanism: Mechanism.GUARD });"],
    ["const db = order.container('db').asSidecar().readyWhen(Check.tcpSocket({ port: 5432 }));", "order.container('migrate').dependsOn(db);"]),
  'completes-but-restarts': manifests(
    pod('containers:',
      '  - { name: load, image: shop/load, command: [/startgate, exec, --, /load] }',
      '  - { name: app, image: shop/web, command: [/startgate, exec, --wait, load=succeeded, --, /app] }'),
    pod(
      'initContainers:', '  - { name: load, image: shop/load, command: [/load] }',
      'containers:', '  - { name: app, image: shop/web, command: [/app] }',
    )),
  'step-restarts': {
    failing: { manifest: ROW.replace('Never', 'OnFailure'), program: STEPS },
    cured: { manifest: ROW, program: STEPS },
  },
  'step-result-unknown': {
    failing: { manifest: USING, program: STEPS },
    cured: { manifest: USING, program: `${STEPS}order.container('fetch').asStep({ results: ['commit'] });\n` },
  },
  'step-when-not-earlier': {
    failing: { manifest: ROW, program: `${STEPS}order.container('fetch').asStep({ when: [When.exitCode('load', 0)] });\n` },
    cured: { manifest: ROW, program: `${STEPS}order.container('load').asStep({ when: [When.exitCode('fetch', 0)] });\n` },
  },
  'step-without-row': programs(ROW,
    ["order.configure({ runtimeImage: 'registry.example/startgate:0.1.0' });", "order.container('load').asStep({ timeout: Duration.minutes(5) });"],
    ["order.configure({ runtimeImage: 'registry.example/startgate:0.1.0' });", "order.steps(['fetch', 'load']);", "order.container('load').asStep({ timeout: Duration.minutes(5) });"]),
  'step-never-runs': {
    failing: { manifest: ROW, program: `${STEPS}order.container('load').asStep({ when: [When.notExitCode('fetch', 0)] });\n` },
    cured: {
      manifest: ROW,
      program: `${STEPS}order.container('fetch').asStep({ onError: OnError.CONTINUE });\norder.container('load').asStep({ when: [When.notExitCode('fetch', 0)] });\n`,
    },
  },
  'step-timeout-over-deadline': {
    failing: { manifest: HASTY, program: `${STEPS}order.container('load').asStep({ timeout: Duration.minutes(5) });\n` },
    cured: { manifest: HASTY, program: `${STEPS}order.container('load').asStep({ timeout: Duration.minutes(1) });\n` },
  },
  'fail-needs-an-end': manifests(
    pod('restartPolicy: Never', 'containers:',
      '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }] }',
      '  - { name: work, image: shop/work, command: [wait4x, tcp, "localhost:8080", --, /work] }'),
    pod('restartPolicy: Never',
      'initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, ports: [{ containerPort: 8080 }] }',
      'containers:', '  - { name: work, image: shop/work, command: [wait4x, tcp, "localhost:8080", --, /work] }')),
  'job-worker-becomes-sidecar': programs(
    pod('restartPolicy: Never', 'containers:', '  - { name: proxy, image: shop/proxy }', '  - { name: work, image: shop/work }'),
    ["order.container('work').dependsOn(order.container('proxy'), { condition: Condition.STARTED });"],
    ["order.container('work').dependsOn(order.container('proxy').asSidecar(), { condition: Condition.STARTED });"]),
  'sidecar-after-end': programs(
    pod('restartPolicy: Never', 'containers:', '  - { name: work, image: shop/work, command: [/work] }', '  - { name: upload, image: shop/upload, command: [/upload] }'),
    ["order.configure({ runtimeImage: 'registry.example/startgate:0.1.0' });", "order.container('upload').asSidecar().dependsOn(order.container('work'), { condition: Condition.COMPLETED });"],
    ["order.configure({ runtimeImage: 'registry.example/startgate:0.1.0' });", "order.container('upload').dependsOn(order.container('work'), { condition: Condition.COMPLETED });"]),
  'job-never-completes': manifests(
    pod('restartPolicy: OnFailure', 'containers:', '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }] }', '  - { name: work, image: shop/work }'),
    pod('restartPolicy: OnFailure', 'initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, ports: [{ containerPort: 8080 }] }', 'containers:', '  - { name: work, image: shop/work }')),
  'linear-wait': programs(
    pod('containers:',
      '  - { name: proxy, image: shop/proxy, startupProbe: { httpGet: { port: 8080 }, periodSeconds: 1, failureThreshold: 60 }, ports: [{ containerPort: 8080 }] }',
      '  - { name: app, image: shop/web }',
      '  - { name: metrics, image: shop/metrics }'),
    ["order.container('app').dependsOn(order.container('proxy'));"],
    ["order.container('app').dependsOn(order.container('proxy'));", "order.container('metrics').dependsOn(order.container('proxy'));"]),
  'started-waits-for-probe': programs(
    pod('initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, startupProbe: { httpGet: { port: 8080 }, periodSeconds: 1, failureThreshold: 60 }, ports: [{ containerPort: 8080 }] }',
      'containers:', '  - { name: app, image: shop/web }'),
    ["order.container('app').dependsOn(order.container('proxy'), { condition: Condition.STARTED });"],
    ["order.container('app').dependsOn(order.container('proxy'), { condition: Condition.HEALTHY });"]),
  'not-gated-again': manifests(
    pod('initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, startupProbe: { exec: { command: [/ready] } } }',
      'containers:', '  - { name: app, image: shop/web }'),
    pod('initContainers:', '  - { name: proxy, image: shop/proxy, restartPolicy: Always, startupProbe: { httpGet: { port: 8080 } }, ports: [{ containerPort: 8080 }] }',
      'containers:', '  - { name: app, image: shop/web, command: [wait4x, tcp, "localhost:8080", --, /app] }')),
};
