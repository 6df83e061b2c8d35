import { describe, expect, test } from 'vitest';
import { compilePod } from './model/compile';
import { Kubelet, type PlayOptions, type Strike } from './model/kubelet';
import type { Container, Pod, Probe } from './model/pod';
import { ENDS, RUNS, type Behaviour, type Program } from './model/program';
import { endpointPort } from './model/services';
import { invalidities } from './model/valid-pod';

type Programs = Readonly<Record<string, Partial<Behaviour> & Partial<Omit<Program, 'behaviour'>>>>;

function program(
  { readyAfter, endsAfter, code, unreadyAfter, againAfter, saysFailed, imageMissing, ...rest }: Programs[string] = {}, name = 'x',
): Program {
  const given = { readyAfter, endsAfter, code, unreadyAfter, againAfter, saysFailed, imageMissing };
  return {
    port: 8080, listensOn: 'all', tls: false, file: '/none', socket: '/none', healthCommand: `/health-of-${name}`, waiterPath: '/sg',
    behaviour: { ...RUNS, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) },
    ...rest,
  };
}

/** What starts, in its order, with the seconds: `proxy@0 app@3`. */
function starts(pod: Pod, programs: Programs, minor = 34, options: PlayOptions = {}): string {
  const seen: string[] = [];
  const all = [...pod.initContainers ?? [], ...pod.containers];
  const compiled = compilePod(pod, new Map(all.map(({ name }) => [name, program({ port: 0, ...programs[name] }, name)])), minor);
  new Kubelet(compiled, {
    started: ({ is: { name } }, { now }) => void seen.push(`${name}@${now / 1000}`),
    hooked: ({ is: { name } }, { now }) => void seen.push(`hook of ${name}@${now / 1000}`),
    until: 60_000,
    ...options,
  }).play();
  return seen.join(' ');
}

function strikes(strike: Strike, seconds: number): PlayOptions {
  return { strike: { strike, due: () => seconds * 1000 } };
}

const app: Container = { name: 'app' };
const probed: Container = {
  name: 'proxy', restartPolicy: 'Always', startupProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, failureThreshold: 30 },
};
const native: Pod = { initContainers: [probed], containers: [app] };
const guarded: Pod = {
  containers: [
    { name: 'app', command: ['/sg', 'exec', '--wait', 'proxy=http://localhost:8080/ready', '--timeout', '20s', '--', '/app'] },
    { name: 'proxy' },
  ],
};
const hooked: Pod = {
  containers: [
    {
      name: 'proxy',
      lifecycle: { postStart: { exec: { command: ['/sg', 'wait', 'proxy=http://localhost:8080/ready', '--timeout', '20s'] } } },
    },
    app,
  ],
};

test('init containers run one after another, each until it has succeeded', () => {
  const pod = { initContainers: [{ name: 'a' }, { name: 'b' }], containers: [app] };
  expect(starts(pod, { a: { endsAfter: 2000 }, b: { endsAfter: 1000 } })).toBe('a@0 b@2 app@3');
  expect(starts(pod, { a: { endsAfter: 2000, code: 1 } })).toBe('a@0 a@2.1 a@14.1 a@36.1');
  expect(starts({ ...pod, restartPolicy: 'Never' }, { a: { endsAfter: 2000, code: 1 } })).toBe('a@0');
});

test('a native sidecar holds back what follows until its startup probe has passed, at a try of it', () => {
  expect(starts(native, { proxy: { port: 8080, readyAfter: 2500 } })).toBe('proxy@0 app@3');
  expect(starts(native, { proxy: { port: 8080, readyAfter: Infinity } })).toBe('proxy@0 proxy@30.1');
  expect(starts(
    { ...native, initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] }, { proxy: { readyAfter: Infinity } },
  )).toBe('proxy@0 app@0');
});

test('before 1.29 a native sidecar is an init container that never ends', () => {
  expect(starts({ initContainers: [{ name: 'proxy', restartPolicy: 'Always' }], containers: [app] }, {}, 28)).toBe('proxy@0');
});

test('a hook holds back the next container until it ends, also when it fails', () => {
  expect(starts(hooked, { proxy: { port: 8080, readyAfter: 5000 } })).toBe('proxy@0 app@5');
  expect(starts(hooked, { proxy: { port: 8080, readyAfter: Infinity } })).toMatch(/^proxy@0 app@20 /);
  expect(starts(hooked, { proxy: { port: 8080, imageMissing: true } })).toBe('app@0');
  expect(starts(hooked, { proxy: { port: 8080, readyAfter: Infinity, endsAfter: 3000, code: 1 } })).toMatch(/^proxy@0 app@3 /);
});

test('the image of a native sidecar that is missing holds back all that follows', () => {
  expect(starts(native, { proxy: { imageMissing: true } })).toBe('');
});

test('a guard starts its command when its gate opens, and ends when the time is over', () => {
  expect(starts(guarded, { proxy: { port: 8080, readyAfter: 2500 } })).toBe('proxy@0 app@2.5');
  expect(starts(guarded, { proxy: { port: 8080, readyAfter: 25_000 } })).toBe('proxy@0 app@25');
  expect(starts({ ...guarded, restartPolicy: 'Never' }, { proxy: { port: 8080, readyAfter: 25_000 } })).toBe('proxy@0');
  expect(starts(guarded, { app: { waiterPath: '/elsewhere' }, proxy: { port: 8080 } })).toBe('proxy@0');
});

test('a guard goes on or blocks as it is told', () => {
  const told = (word: string): Pod => ({
    containers: [
      {
        name: 'app',
        command: ['/sg', 'exec', '--wait', 'proxy=tcp://localhost:8080', '--timeout', '20s', '--on-timeout', word, '--', '/app'],
      },
      { name: 'proxy' },
    ],
  });
  expect(starts(told('continue'), { proxy: { port: 8080, readyAfter: Infinity } })).toBe('proxy@0 app@20');
  expect(starts(told('block'), { proxy: { port: 8080, readyAfter: 50_000 } })).toBe('proxy@0 app@50');
});

test('the postStart hook of a guarded container runs while the guard waits', () => {
  const [container, proxy] = guarded.containers;
  const pod = { containers: [proxy!, { ...container!, lifecycle: { postStart: { exec: { command: ['/hook'] } } } }] };
  expect(starts(pod, { proxy: { port: 8080, readyAfter: 2000 } })).toBe('proxy@0 hook of app@0 app@2');
});

test.each([
  [34, 'proxy@0 app@40'],
  [35, 'proxy@0 app@12'],
])('a kubelet of 1.%i that restarts asks the startup probe of a native sidecar again, or takes it for passed', (minor, seen) => {
  expect(starts(native, { proxy: { port: 8080, readyAfter: 39_500 } }, minor, strikes('kubelet restarts', 12))).toBe(seen);
});

test('a kubelet that restarts forgets the hook that it waits for, and a guard does not notice', () => {
  expect(starts(hooked, { proxy: { port: 8080, readyAfter: 15_000 } }, 34, strikes('kubelet restarts', 2))).toBe('proxy@0 app@2');
  expect(starts(guarded, { proxy: { port: 8080, readyAfter: 15_000 } }, 37, strikes('kubelet restarts', 2))).toBe('proxy@0 app@15');
});

test.each([
  [36, 'proxy@0 app@4 proxy@10.1 app@14.1'],
  [37, 'proxy@0 app@4 proxy@10.1 app@10.1'],
])('a kubelet of 1.%i whose sidecar and application are both killed', (minor, seen) => {
  const both: PlayOptions = { strike: { strike: 'killed', names: ['proxy', 'app'], due: () => 10_000 } };
  expect(starts(native, { proxy: { port: 8080, readyAfter: 3500 } }, minor, both)).toBe(seen);
});

test('sidecars are stopped when the other containers have ended', () => {
  const pod = {
    initContainers: [{
      name: 'proxy', restartPolicy: 'Always', command: ['/sg', 'exec', '--wait', 'app=tcp://localhost:9', '--', '/proxy'],
    }],
    containers: [app], restartPolicy: 'Never',
  };
  expect(starts(pod, { app: { port: 9, readyAfter: 3000, endsAfter: 2000 } })).toBe('app@0');
});

test.each([
  ['Always', 'app@0 app@1.1 app@12.1 app@33.1'],
  ['OnFailure', 'app@0'],
  ['Never', 'app@0'],
])('under restartPolicy %s a container that ends with 0', (restartPolicy, seen) => {
  expect(starts({ containers: [app], restartPolicy }, { app: { ...ENDS, endsAfter: 1000 } })).toBe(seen);
});

test('a restart policy of the container itself holds from 1.35 on, and its rules come first', () => {
  const own = (more: Partial<Container>): Pod => ({ containers: [{ name: 'app', restartPolicy: 'Never', ...more }] });
  const fails = { app: { endsAfter: 1000, code: 69 } };
  expect(starts(own({}), fails, 35)).toBe('app@0');
  expect(starts(own({}), fails, 34)).toBe('app@0 app@1.1 app@12.1 app@33.1');
  expect(starts(
    own({ restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [69] } }] }), fails, 35,
  )).toBe('app@0 app@1.1 app@12.1 app@33.1');
});

test.each([
  ['at the address of the Pod', { port: 8080 }, {}, 'proxy@0 app@0'],
  ['not on its loopback', { port: 8080 }, { listensOn: 'loopback' }, 'proxy@0 proxy@30.1'],
  ['by the name of a port of its own', { port: 'http' }, {}, 'proxy@0 app@0'],
  ['not by a name that it has not', { port: 'other' }, {}, 'proxy@0 proxy@30.1'],
  ['not at a host, which is not of the Pod', { port: 8080, host: '127.0.0.1' }, {}, 'proxy@0 proxy@30.1'],
  ['not without TLS where it is spoken', { port: 8080 }, { tls: true }, 'proxy@0 proxy@30.1'],
  ['with TLS where it is spoken', { port: 8080, scheme: 'HTTPS' }, { tls: true }, 'proxy@0 app@0'],
  ['not without the header that is asked for', { port: 8080 }, { header: 'X-Probe: startgate' }, 'proxy@0 proxy@30.1'],
] as const)('the kubelet dials a container %s', (_where, httpGet, what, seen) => {
  const pod = {
    initContainers: [{ ...probed, ports: [{ name: 'http', containerPort: 8080 }], startupProbe: { ...probed.startupProbe, httpGet } }],
    containers: [app],
  };
  expect(starts(pod, { proxy: { port: 8080, ...what } })).toBe(seen);
});

test('what answers at a host outside opens the probe at once', () => {
  const pod = {
    initContainers: [{ ...probed, startupProbe: { ...probed.startupProbe, httpGet: { port: 8080, host: '127.0.0.1' } } }],
    containers: [app],
  };
  expect(starts(pod, { proxy: { port: 8080, readyAfter: Infinity } }, 34, { elsewhereAnswers: true })).toBe('proxy@0 app@0');
});

test('a guard reads the phase of another one where that publishes it', () => {
  const volumeMounts = [{ name: 'state', mountPath: '/run/startgate/state' }];
  const worker: Container = { name: 'worker', command: ['/sg', 'exec', '--name', 'worker', '--', '/worker'], volumeMounts };
  const waits: Container = { name: 'app', command: ['/sg', 'exec', '--wait', 'worker=succeeded', '--', '/app'], volumeMounts };
  const pod = { containers: [waits, worker], restartPolicy: 'Never' };
  expect(starts(pod, { worker: { endsAfter: 2000 } })).toBe('worker@0 app@2');
  expect(starts(pod, { worker: { endsAfter: 2000, code: 1 } })).toBe('worker@0');
  expect(starts({ ...pod, containers: [{ ...waits, volumeMounts: [] }, worker] }, { worker: { endsAfter: 2000 } })).toBe('worker@0');
});

test('a step is skipped when one before it has failed, unless that one goes on', () => {
  const volumeMounts = [{ name: 'state', mountPath: '/run/startgate/state' }];
  const step = (name: string, ...words: string[]): Container => ({
    name, command: ['/sg', 'exec', '--name', name, '--step', ...words, '--', `/${name}`], volumeMounts,
  });
  const row = (...words: string[]): Pod => ({
    containers: [step('a', ...words), step('b', '--wait', 'a=succeeded', '--on-timeout', 'block')], restartPolicy: 'Never',
  });
  expect(starts(row(), { a: { endsAfter: 1000 } })).toBe('a@0 b@1');
  expect(starts(row(), { a: { endsAfter: 1000, code: 1 } })).toBe('a@0');
  expect(starts(row('--on-error', 'continue'), { a: { endsAfter: 1000, code: 1 } })).toBe('a@0 b@1');
});

test('a step whose guard is killed while it waits has ended: those behind it are skipped, and the Pod ends', () => {
  const volumeMounts = [{ name: 'state', mountPath: '/run/startgate/state' }];
  const step = (name: string, ...words: string[]): Container => ({
    name, command: ['/sg', 'exec', '--name', name, '--step', ...words, '--', `/${name}`], volumeMounts,
  });
  const pod = {
    containers: [
      step('a'), step('b', '--wait', 'a=succeeded', '--on-timeout', 'block'), step('c', '--wait', 'b=succeeded', '--on-timeout', 'block'),
    ],
    restartPolicy: 'Never',
  };
  const programs = new Map(pod.containers.map(({ name }) => [name, program({ port: 0, endsAfter: 2000 })]));
  const kubelet = new Kubelet(compilePod(pod, programs, 34), { strike: { strike: 'killed', names: ['b'], due: () => 1000 } }).play();
  expect(kubelet.states.map(
    ({ is, startedAt, exitCode }) => `${is.name}@${startedAt} exit ${exitCode}`,
  )).toEqual(['a@0 exit 0', 'b@-1 exit 137', 'c@-1 exit 0']);
  expect(kubelet.ended).toBe(true);
});

test.each([
  [32, undefined],
  [33, 8080],
])('before 1.33 a Service does not find a named port of a native sidecar: 1.%i', (minor, port) => {
  expect(endpointPort(
    { initContainers: [{ ...probed, ports: [{ name: 'http', containerPort: 8080 }] }], containers: [app] }, 'http', minor,
  )).toBe(port);
});

test('an API server refuses a name that stands twice, a mount without its volume, and a probe of a plain init container', () => {
  const pod = {
    initContainers: [{ ...probed, restartPolicy: undefined as never }, app],
    containers: [{ ...app, volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
  };
  expect(invalidities(pod)).toEqual([
    'proxy is a plain init container with a probe or a hook', 'app stands twice', 'app mounts data, which is no volume',
  ]);
});

describe('a program that is hard to ask', () => {
  const waits = (...words: string[]): Pod => ({
    containers: [
      { name: 'app', command: ['/sg', 'exec', '--wait', 'proxy=http://localhost:8080/ready', ...words, '--timeout', '20s', '--', '/app'] },
      { name: 'proxy' },
    ],
  });
  const probes = (times: Partial<Probe> = {}): Pod => ({
    ...native, initContainers: [{ ...probed, startupProbe: { ...probed.startupProbe!, ...times } }],
  });

  test.each([[401, waits('--status', '200-299,401'), true], [401, waits(), false], [200, waits('--status', '401'), false], [302, probes(), true], [401, probes(), false]])('and answers %i opens %o: %s', (status, pod, opens) => {
    expect(starts(pod, { proxy: { port: 8080, status } }).includes('app@')).toBe(opens);
  });

  test.each([[waits('--request-timeout', '5s'), true], [waits(), false], [probes({ timeoutSeconds: 5 }), true], [probes(), false]])('and takes 3 s opens %o: %s', (pod, opens) => {
    expect(starts(pod, { proxy: { port: 8080, answerMs: 3000 } }).includes('app@')).toBe(opens);
  });

  test.each([['proxy=tcp://localhost:9090', true], ['proxy=tcp://localhost:9091', false], ['proxy=http://localhost:9090/', false]])('and has a second port opens %s: %s', (target, opens) => {
    expect(starts(waits('--timeout', '20s', target), { proxy: { port: 8080, otherPort: 9090 } }).includes('app@')).toBe(opens);
  });
});
