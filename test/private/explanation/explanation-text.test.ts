import { expect, test } from 'vitest';
import { explanationOf } from '../../../src/private/explanation/explanation';
import { explainText } from '../../../src/private/explanation/explanation-text';
import { analyzed } from '../rendered';
import { edge, type OrderInput, type PodInput, READY, RUNTIME_IMAGE } from '../support';

function explain(pod: PodInput, order: OrderInput): string {
  const { plan, findings } = analyzed(pod, order);
  return explainText(explanationOf('web', plan!, findings));
}

const pod: PodInput = { containers: ['app', 'proxy'] };
const proxy = { proxy: { check: READY } };

test('a native order with all that a reader must know of it', () => {
  expect(explain(pod, { edges: ['app -> proxy'], containers: proxy })).toMatchInlineSnapshot(`
    "Deployment "web" (Kubernetes 1.35)
    1. proxy  native sidecar, moved from the containers
    2. app    container
       waits for proxy: healthy by http://localhost:8080/ready within 60s, else restart proxy
         native, OPEN: app starts anyway if the kubelet restarts while it waits
         opens about 635 ms after readiness
         does not gate again when app restarts
         the reason for waiting is only in the status of the probe
         the kubelet also accepts a 3xx answer as ready

    at the start of the Pod
      proxy: about 1.7 s; all later containers wait too

    info port-undeclared: the check of "proxy" uses port 8080, which no container of the Pod declares
      cure: correct the port, or declare it in the ports of the container
    info not-gated-again: "app" waits for "proxy" when the Pod starts, and not again when "app" alone restarts
      cure: use Mechanism.GUARD with configure({ runtimeImage }) if the container must wait again"
  `);
});

test('a step is said to run as it was declared', () => {
  const behind = { condition: 'succeeded', mechanism: 'guard', onTimeout: 'block' } as const;
  expect(explain({ restartPolicy: 'Never', containers: ['test', 'build', 'report'] }, {
    edges: [edge('build', 'test', behind), edge('report', 'build', behind)],
    containers: {
      test: { step: true, stepOptions: { timeoutMs: 300_000, onError: 'continue' } },
      build: { step: true, stepOptions: { results: ['digest', 'commit'], resultsLimit: 100 } },
      report: {
        step: true,
        stepOptions: {
          when: [
            { kind: 'exit-code', step: 'test', equal: false, code: 0 },
            { kind: 'result', step: 'build', result: 'digest', equal: true, value: 'a' },
          ],
        },
      },
    },
    runtimeImage: RUNTIME_IMAGE,
  }).split('\n').filter((line) => /^(?:\d\.| {3}\S)/u.test(line)).join('\n')).toMatchInlineSnapshot(`
    "1. test    container, with a guard
       runs for at most 300s; when it fails, later steps run
    2. build   container, with a guard
       runs without a time limit; when it fails, later steps are skipped
       leaves the results "digest", "commit", together at most 100 bytes
       waits for test: succeeded, for ever
    3. report  container, with a guard
       runs without a time limit; when it fails, later steps are skipped
       runs only when "test" ends with another exit code than 0 and the result "digest" of "build" is "a"
       waits for build: succeeded, for ever"
  `);
});

test('a guard is closed, gates again, and is charged for its installer', () => {
  expect(explain(pod, {
    edges: [edge('app', 'proxy', { regate: true, timeoutMs: 1500 })], containers: proxy, runtimeImage: RUNTIME_IMAGE, kubernetesVersion: '1.34',
  })).toMatchInlineSnapshot(`
    "Deployment "web" (Kubernetes 1.34)
    1. proxy  container
    2. app    container, with a guard
       a startup probe of startgate: not ready, and not probed, until its guard has started the command
       waits for proxy: healthy by http://localhost:8080/ready within 1500ms, else fail
         guard, closed: no fault starts app early
         opens about 1.4 ms after readiness if answers carry Startgate-Status, else about 24 ms, later after a long wait
         gates again when app restarts
         the reason for waiting is in its log

    at the start of the Pod
      startgate-install brings the waiter from registry.example/startgate:0.1.0: about 0.8 s; an image that carries it saves that (waiterPath)

    info port-undeclared: the check of "proxy" uses port 8080, which no container of the Pod declares
      cure: correct the port, or declare it in the ports of the container"
  `);
});

test('a hook is open, and it is said by which faults', () => {
  expect(explain(pod, { edges: [edge('app', 'proxy', { mechanism: 'post-start' })], containers: { proxy: { check: READY, waiterPath: '/startgate' } } })).toMatchInlineSnapshot(`
    "Deployment "web" (Kubernetes 1.35)
    1. proxy  container
    2. app    container
       waits for proxy: healthy by http://localhost:8080/ready within 60s, else fail
         postStart hook, OPEN: app starts anyway if the hook fails or times out, the image of proxy is missing, proxy exits before it is ready, the Pod is deleted, the kubelet restarts or containerd restarts
         opens about 95 ms after readiness if answers carry Startgate-Status, else later
         does not gate again when app restarts
         the reason for waiting is not kept anywhere

    at the start of the Pod
      while a postStart hook waits the Pod has no IP and no logs, and can't be deleted

    warning post-start-fails-open: "app" waits for "proxy" with the mechanism "post-start", which fails open: if the hook fails or times out, the sidecar crashes or the kubelet restarts, it starts anyway
      cure: use Mechanism.NATIVE (Kubernetes 1.29 or newer), or Mechanism.GUARD with imageEntrypoint and configure({ runtimeImage })
    info port-undeclared: the check of "proxy" uses port 8080, which no container of the Pod declares
      cure: correct the port, or declare it in the ports of the container
    info not-gated-again: "app" waits for "proxy" when the Pod starts, and not again when "app" alone restarts
      cure: use Mechanism.GUARD with configure({ runtimeImage }) if the container must wait again"
  `);
});

test('the waiter in a native sidecar is faster than a probe of the kubelet', () => {
  expect(explain(pod, { edges: ['app -> proxy'], containers: { proxy: { check: READY, waiterPath: '/startgate' } } }).split('\n').slice(4, 6).join('\n')).toMatchInlineSnapshot(`
    "     native with the waiter, OPEN: app starts anyway if the kubelet restarts while it waits
         opens about 93 ms after readiness if answers carry Startgate-Status, else later"
  `);
});

test.each(['native', 'native-waiter'] as const)('from Kubernetes 1.35 on a restart of the kubelet opens a gate that is %s', (mechanism) => {
  const order = {
    edges: [edge('app', 'proxy', { mechanism })],
    containers: { proxy: { check: READY, waiterPath: '/startgate' } },
    kubernetesVersion: '1.35',
  };
  expect(explain(pod, order)).toContain(', OPEN: app starts anyway if the kubelet restarts while it waits\n');
});

test('a start that a native sidecar is waited for is no gate that a restart of the kubelet opens', () => {
  expect(explain(pod, {
    edges: [edge('app', 'proxy', { condition: 'started', mechanism: 'native' })], kubernetesVersion: '1.35',
  })).toContain('native, closed: no fault starts app early\n');
});

test('waves are numbered, and a container that becomes an init container says so', () => {
  expect(explain({ containers: ['app', 'migrate', 'proxy'] }, { edges: [edge('app', 'migrate', { condition: 'succeeded' }), 'migrate -> proxy'], containers: proxy }).split('\n').slice(0, 11).join('\n')).toMatchInlineSnapshot(`
    "Deployment "web" (Kubernetes 1.35)
    1. proxy    native sidecar, moved from the containers
    2. migrate  init container, moved from the containers
       waits for proxy: healthy by http://localhost:8080/ready within 60s, else restart proxy
         native, OPEN: migrate starts anyway if the kubelet restarts while it waits
         opens about 635 ms after readiness
         does not gate again when migrate restarts
         the reason for waiting is only in the status of the probe
         the kubelet also accepts a 3xx answer as ready
    3. app      container
       waits for migrate: succeeded, without a timeout"
  `);
});

test.each([
  ['block', 'for ever'],
  ['continue', 'within 60s, else start anyway'],
  ['fail', 'within 60s, else fail'],
] as const)('the policy %s reads "%s"', (onTimeout, text) => {
  expect(explain(pod, {
    edges: [edge('app', 'proxy', { onTimeout, mechanism: 'guard' })], containers: proxy, runtimeImage: RUNTIME_IMAGE,
  })).toContain(text);
});

test('a probe that is reused names its field and its period', () => {
  const own = { containers: ['app', { name: 'proxy', startupProbe: { httpGet: { path: '/up', port: 9000 }, periodSeconds: 4 } }] };
  expect(explain(own, { edges: ['app -> proxy'] }).split('\n').slice(3, 6).join('\n')).toMatchInlineSnapshot(`
    "   waits for proxy: healthy by http://localhost:9000/up (its startupProbe) within 12s, as it says, else restart proxy
         native, OPEN: app starts anyway if the kubelet restarts while it waits
         its own startupProbe checks the gate every 4 s"
  `);
});

test('a probe that is reused and never gives up waits for ever', () => {
  const own = { containers: ['app', { name: 'proxy', startupProbe: { tcpSocket: { port: 9000 }, failureThreshold: 2_147_483_647 } }] };
  expect(explain(own, { edges: [edge('app', 'proxy', { onTimeout: 'block' })] })).toContain('healthy by tcp://localhost:9000 (its startupProbe), for ever\n');
});

test.each(['native', 'post-start'] as const)('a start has no timeout under %s, which nothing would keep', (mechanism) => {
  expect(explain(pod, { edges: [edge('app', 'proxy', { condition: 'started', mechanism })] })).toContain('waits for proxy: started\n');
});

test('a start behind a guard opens when the guard says so', () => {
  const order = { edges: [edge('app', 'proxy', { condition: 'started', mechanism: 'guard' } as const)], runtimeImage: RUNTIME_IMAGE };
  expect(explain(pod, order)).toContain('opens when the guard of proxy says that it has started');
});

test('a guard that goes on after its timeout is open then', () => {
  const order = {
    edges: [edge('app', 'proxy', { onTimeout: 'continue', timeoutMs: 5000 })], containers: proxy, runtimeImage: RUNTIME_IMAGE,
  } as const;
  expect(explain(pod, order)).toContain('guard, closed for 5s, then open as declared');
});

test('a redirect counts for the kubelet only', () => {
  const edges = [edge('app', 'proxy', { mechanism: 'guard' })];
  expect(explain(pod, { edges, containers: proxy, runtimeImage: RUNTIME_IMAGE })).not.toContain('3xx');
});

test('containers of a cycle never start, and still show', () => {
  expect(explain(pod, {
    edges: ['app -> proxy', 'proxy -> app'], containers: { app: { check: READY }, ...proxy },
  }).split('\n').filter((line) => line.startsWith('never'))).toEqual([
    'never: app    native sidecar, moved from the containers',
    'never: proxy  native sidecar, moved from the containers',
  ]);
});

test('a Pod without dependencies is its title and its containers', () => {
  expect(explain(pod, {})).toMatchInlineSnapshot(`
    "Deployment "web" (Kubernetes 1.35)
    1. app    container
    1. proxy  container"
  `);
});

/** What is said of the gate of `app`, and of `app` itself. */
function saidOfApp(text: string): string[] {
  const lines = text.split('\n\n')[0]!.split('\n');
  return lines.slice(lines.findIndex((line) => / app /u.test(line)) + 1).map((line) => line.trim());
}

test('a postStart hook of a guarded container is not said to be closed, and its probes count', () => {
  const app = {
    name: 'app', command: ['/app'],
    lifecycle: { postStart: { exec: { command: ['/register'] } } },
    readinessProbe: { tcpSocket: { port: 80 } },
  };
  expect(saidOfApp(explain(
    { containers: [app, 'proxy'] }, { edges: ['app -> proxy'], containers: proxy, mechanism: 'guard', runtimeImage: RUNTIME_IMAGE },
  )).slice(0, 3)).toEqual([
    'its readinessProbe counts while the guard still waits',
    'waits for proxy: healthy by http://localhost:8080/ready within 60s, else fail',
    'guard, OPEN for the postStart hook of app, which runs before the gate opens; closed for its command',
  ]);
});

test('the start of a native sidecar with a startup probe has the times of that probe', () => {
  const probed = { name: 'proxy', startupProbe: { httpGet: { port: 8080 }, periodSeconds: 5, failureThreshold: 6 } };
  expect(saidOfApp(explain(
    { containers: ['app', probed] }, { edges: [edge('app', 'proxy', { condition: 'started' })] },
  )).slice(0, 3)).toEqual([
    'waits for proxy: started within 30s, as it says, else restart proxy',
    'native, closed: no fault starts app early',
    'its own startupProbe checks the gate every 5 s',
  ]);
});

test.each([
  ['a native sidecar', { initContainers: [{ name: 'app', command: ['/app'], restartPolicy: 'Always' }], containers: ['proxy'] }, {}],
  ['a container with readiness off', { containers: ['app', 'proxy'] }, { readiness: false }],
])('the guard of %s without a probe is said to count as ready', (_what, pod, more) => {
  const order = { edges: ['app -> proxy'], containers: proxy, mechanism: 'guard', runtimeImage: RUNTIME_IMAGE, ...more } as const;
  expect(saidOfApp(explain(pod, order))[0]).toBe('it counts as ready while its guard still waits: it has no probe');
});

test('a native sidecar whose automatic probe is dropped is said to count as ready while its guard waits', () => {
  const app = {
    name: 'app', command: ['/app'], restartPolicy: 'Always', ports: [{ containerPort: 8081 }],
    startupProbe: { tcpSocket: { port: 8081 }, failureThreshold: 3 },
  };
  expect(saidOfApp(explain({ initContainers: [app], containers: ['web', 'proxy'] }, {
    edges: ['app -> proxy', 'web -> app'], containers: { ...proxy, app: { check: { ...READY, port: 8081 } } }, mechanism: 'guard',
    runtimeImage: RUNTIME_IMAGE,
  }))[0]).toBe('it counts as ready while its guard still waits: it has no probe');
});

test('the gate of a native sidecar is a probe that counts while its own guard waits', () => {
  expect(saidOfApp(explain({ initContainers: [{ name: 'app', command: ['/app'], restartPolicy: 'Always' }], containers: ['web', 'proxy'] }, {
    edges: [edge('app', 'proxy', { mechanism: 'guard' }), edge('web', 'app', { mechanism: 'native' })],
    containers: { proxy: { ...proxy.proxy, sidecar: true }, app: { check: { ...READY, port: 8081 } } }, runtimeImage: RUNTIME_IMAGE,
  }))[0]).toBe('its startupProbe counts while the guard still waits');
});
