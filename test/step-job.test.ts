import { type ApiObject, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { describe, expect, test } from 'vitest';
import { Check, KplusSidecar, OnError, Sidecar, Step, StepJob, type StepJobProps, StepPod, When } from '../src';
import type { Container, PodSpec } from '../src/private/manifest';
import { newChart, synthesisError } from './shop';

const RUNTIME = { runtimeImage: 'startgate:1' };

const BUILD: StepJobProps['steps'] = [
  {
    name: 'test', image: 'test:1', command: ['/test'], timeout: Duration.minutes(5), onError: OnError.CONTINUE,
    resources: { limits: { cpu: '1' } },
  },
  { name: 'build', image: 'build:1', command: ['/build'], results: ['digest'], resultsLimit: 100, when: [When.exitCode('test', 0)] },
  {
    name: 'report', image: 'report:1', command: ['/report'],
    args: [`--digest=${Step.result('build', 'digest')}`],
    env: { DIGEST: Step.result('build', 'digest') },
    when: [When.notResult('build', 'digest', '$(none)'), When.notExitCode('test', 3), When.result('build', 'digest', 'a')],
  },
];

function podOf(job: ApiObject): PodSpec {
  const { spec } = job.toJson() as { spec: PodSpec & { template?: { spec: PodSpec } } };
  return spec.template?.spec ?? spec;
}

function jobOf(props: Partial<StepJobProps> = {}): StepJob {
  return new StepJob(newChart(), 'build', { ...RUNTIME, steps: BUILD, ...props });
}

function container(props: Partial<StepJobProps>, name: string): Container {
  return podOf(jobOf(props).apiObject).containers!.find((each) => each.name === name)!;
}

/** The options of a step's guard, without the program, its name and its gate. */
function optionsOf(name: string): string[] {
  const { command = [] } = container({}, name);
  const end = command.includes('--wait') ? command.indexOf('--wait') : command.indexOf('--');
  return command.slice(command.indexOf('--step'), end);
}

describe('a Job of steps', () => {
  test('is one try of a Pod that never restarts its containers', () => {
    const manifest = jobOf({ activeDeadline: Duration.hours(1) }).apiObject.toJson() as { kind: string; spec: Record<string, unknown> };
    expect([
      manifest.kind, manifest.spec.backoffLimit, manifest.spec.activeDeadlineSeconds, podOf(jobOf().apiObject).restartPolicy,
    ]).toEqual(['Job', 0, 3600, 'Never']);
  });

  test('has its steps as regular containers in their order', () => {
    const { containers = [], initContainers = [] } = podOf(jobOf().apiObject);
    expect([
      initContainers.map(({ name }) => name), containers.map(({ name }) => name),
    ]).toEqual([[], ['test', 'build', 'report']]);
  });

  test('gives each step its image and resources', () => {
    expect(container({}, 'test')).toMatchObject({ image: 'test:1', resources: { limits: { cpu: '1' } } });
  });

  test.each([
    ['test', ['--step', '--run-timeout', '300s', '--on-error', 'continue']],
    ['build', ['--step', '--when', 'test=0', '--results-limit', '100']],
    ['report', [
      '--step', '--when', 'build.digest!=$$(none)', '--when', 'test!=3', '--when', 'build.digest=a',
      '--use', 'build.digest', '--env', 'DIGEST',
    ]],
  ])('says to the guard of "%s" how it runs', (name, options) => {
    expect(optionsOf(name)).toEqual(options);
  });

  test('leaves the references where they are, for the guard', () => {
    const report = container({}, 'report');
    expect([report.args, report.env]).toEqual([
      ['--digest=$(steps.build.results.digest)'], [{ name: 'DIGEST', value: '$(steps.build.results.digest)' }],
    ]);
  });

  test('tells a step that has results where to leave them, and no other', () => {
    const variables = ['test', 'build'].map((name) => container({}, name).env);
    expect(variables).toEqual([[], [{ name: 'STARTGATE_RESULTS', value: '/run/startgate/state/build/results' }]]);
  });

  test('lets a step write its own state and the workspace alone', () => {
    const writable = container({}, 'report').volumeMounts!.filter(({ readOnly }) => readOnly !== true);
    expect(writable).toEqual([
      { name: 'workspace', mountPath: '/workspace' },
      { name: 'startgate', mountPath: '/run/startgate/state/report', subPath: 'state/report' },
    ]);
  });

  test('shares a workspace where each step starts', () => {
    const props = { workspace: '/src', workspaceVolume: { persistentVolumeClaim: { claimName: 'src' } } };
    expect([container(props, 'build'), podOf(jobOf(props).apiObject).volumes]).toMatchObject([
      { workingDir: '/src', volumeMounts: [{ name: 'workspace', mountPath: '/src' }, {}, {}, {}] },
      [{ name: 'workspace', persistentVolumeClaim: { claimName: 'src' } }, { name: 'startgate' }, { name: 'startgate-image' }],
    ]);
  });

  test('keeps what else the Pod and a container have', () => {
    const steps = [{ name: 'one', image: 'a:1', command: ['/one'], container: { securityContext: { runAsUser: 7 } } }];
    expect(podOf(jobOf({ steps, podSpec: { serviceAccountName: 'builder' } }).apiObject)).toMatchObject({
      serviceAccountName: 'builder', containers: [{ securityContext: { runAsUser: 7 } }],
    });
  });

  test('has its sidecars as native ones, and the first step waits for those with a check', () => {
    const sidecars = [
      Sidecar.of('proxy', { image: 'proxy:1', port: 80, readyWhen: Check.tcpSocket() }), Sidecar.of('log', { image: 'log:1' }),
    ];
    const { initContainers = [], containers = [] } = podOf(jobOf({ sidecars }).apiObject);
    expect([initContainers.map(({ name, restartPolicy }) => [name, restartPolicy]), containers.map(({ command = [] }) => command.includes('proxy=tcp://localhost:80'))])
      .toEqual([[['log', 'Always'], ['proxy', 'Always']], [true, false, false]]);
  });
});

const PROBE = { httpGet: { path: '/ready', port: 80 } };
test.each<[string, Sidecar, number]>([
  ['a startup probe', Sidecar.fromManifest({ name: 'proxy', image: 'proxy:1', startupProbe: { ...PROBE, periodSeconds: 2 } }), 80],
  ['a readiness probe', Sidecar.fromManifest({ name: 'proxy', image: 'proxy:1', readinessProbe: PROBE }), 80],
  ['a liveness probe', Sidecar.fromManifest({ name: 'proxy', image: 'proxy:1', livenessProbe: PROBE }), 80],
  [
    'a probe of cdk8s-plus',
    KplusSidecar.of({ name: 'proxy', image: 'proxy:1', readiness: kplus.Probe.fromHttpGet('/ready', { port: 80 }) }),
    80,
  ],
])('the first step waits for a sidecar with %s of its own', (_name, sidecar, port) => {
  const pod = podOf(jobOf({ sidecars: [sidecar] }).apiObject);
  const proxy = pod.initContainers!.find(({ name }) => name === 'proxy')!;
  expect([proxy.restartPolicy, pod.containers![0]!.command?.includes(`proxy=http://localhost:${port}/ready`)]).toEqual(['Always', true]);
});

test('the first step waits for a sidecar whose port can\'t be found, which synthesis reports', () => {
  const chart = newChart();
  new StepJob(chart, 'build', {
    ...RUNTIME, steps: BUILD, sidecars: [Sidecar.of('proxy', { image: 'proxy:1', readyWhen: Check.tcpSocket() })],
  });
  expect(synthesisError(chart.node.root as never)).toContain('error port-unknown: ');
});

test.each<[Partial<StepJobProps>, string]>([
  [{ steps: [{ ...BUILD[0]!, container: { image: 'other:1' } }] },
    '"container" of step "test" of StepJob "shop/build" has "image", which is an option of the step; set the option: { image: … }'],
  [{ steps: [{ ...BUILD[0]!, container: { name: 'other' } }] },
    '"container" of step "test" of StepJob "shop/build" has "name", which is an option of the step; set the option: { name: … }'],
  [{ steps: [{ ...BUILD[0]!, container: { command: ['/other'] } }] },
    '"container" of step "test" of StepJob "shop/build" has "command", which is an option of the step; set the option: { command: … }'],
  [{ steps: [{ ...BUILD[0]!, env: { A: '1' }, container: { env: [{ name: 'A', value: '2' }] } }] },
    'variable "A" of step "test" of StepJob "shop/build" is set twice, in "env" and in "container"; remove one'],
  [{ steps: [{ ...BUILD[0]!, container: { volumeMounts: [{ name: 'cache', mountPath: '/workspace' }] } }] },
    '"container" of step "test" of StepJob "shop/build" mounts a volume at "/workspace", where the workspace is; use another path, or set another "workspace"'],
  [{ steps: [{ ...BUILD[0]!, container: { volumeMounts: 'cache' } }] },
    '"volumeMounts" of step "test" of StepJob "shop/build" must be a list of mounts, such as [{ name: "data", mountPath: "/data" }]; got "cache"'],
  [{ podSpec: { containers: [{ name: 'log', image: 'log:1' }] } },
    '"podSpec" of StepJob "shop/build" has "containers", but the containers of the Pod are its steps; declare steps in "steps", and other containers in "sidecars"'],
  [{ podSpec: { activeDeadlineSeconds: 60 }, activeDeadline: Duration.minutes(2) },
    '"podSpec" of StepJob "shop/build" has "activeDeadlineSeconds", and "activeDeadline" is also set; remove one'],
  [{ podSpec: { volumes: [{ name: 'workspace', emptyDir: {} }] } },
    '"podSpec" of StepJob "shop/build" has a volume "workspace", which is the volume of the steps; set its source in "workspaceVolume", or rename the volume'],
  [{ podSpec: { volumes: 'cache' } },
    '"volumes" in "podSpec" of StepJob "shop/build" must be a list of volumes with a "name", such as [{ name: "cache", emptyDir: {} }]; got "cache"'],
])('the props %j, which would be dropped or win silently, are refused', (props, message) => {
  expect(() => jobOf(props)).toThrow(new Error(message));
});

test('a Pod of steps is the same Pod', () => {
  const pod = new StepPod(newChart(), 'build', { ...RUNTIME, steps: BUILD, activeDeadline: Duration.hours(1) });
  expect(podOf(pod.apiObject)).toEqual({ ...podOf(jobOf().apiObject), activeDeadlineSeconds: 3600 });
});

test('a short row keeps whole messages', () => {
  const steps = [{ name: 'one', image: 'a:1', command: ['/one'] }];
  expect(container({ steps }, 'one').command).not.toContain('--message-limit');
});

test.each<[Partial<StepJobProps>, string]>([
  [{ steps: [] }, '"steps" of StepJob "shop/build" must be a list with at least one step, such as [{ name: "build", image: "builder:1", command: ["/build"] }]; got []'],
  [{ steps: [BUILD[0]!, BUILD[0]!] }, 'step "test" of StepJob "shop/build" exists twice; give each step its own name'],
  [{ workspace: 'src' }, '"workspace" of StepJob "shop/build" must be an absolute path such as "/workspace"; got "src"'],
  [{ backoffLimit: -1 }, '"backoffLimit" of StepJob "shop/build" must be a whole number from 0 to 2147483647; got -1'],
  [{ steps: [{ ...BUILD[0]!, timeout: Duration.seconds(0) }] }, '"timeout" of step "test" of Job "shop-build" must be more than zero and at most 596 hours; got 0 s'],
  [{ steps: [{ ...BUILD[0]!, resultsLimit: 0 }] }, '"resultsLimit" of step "test" of StepJob "shop/build" must be a whole number from 1 to 65536; got 0'],
  [{ steps: [{ ...BUILD[0]!, results: ['A'] }] }, '"results" of step "test" of StepJob "shop/build" must be a list of names, such as ["digest"], each a DNS label (lower-case letters, digits and "-", at most 63 characters); got ["A"]'],
])('the props %j are refused', (props, message) => {
  expect(() => jobOf(props)).toThrow(new Error(message));
});

test('a step without a command is refused at synthesis', () => {
  const chart = newChart();
  new StepJob(chart, 'build', { ...RUNTIME, steps: [{ name: 'one', image: 'a:1' }] });
  expect(synthesisError(chart.node.root as never)).toContain('error command-unknown: "one" needs a guard because it is a step, but its command is unknown: the manifest sets none');
});

test.each([
  [() => When.exitCode('a', 256), '"code" of When.exitCode must be a whole number from 0 to 255; got 256'],
  [() => When.result('A', 'b', ''), '"step" of When.result must be a DNS label (lower-case letters, digits and "-", at most 63 characters); got "A"'],
  [() => Step.result('a', 'b_c'), '"result" of Step.result must be a DNS label (lower-case letters, digits and "-", at most 63 characters); got "b_c"'],
])('%s is refused', (call, message) => {
  expect(call).toThrow(new Error(message));
});

test('a result has a path in the steps behind', () => {
  expect(Step.resultPath('build', 'digest')).toBe('/run/startgate/state/build/results/digest');
});
