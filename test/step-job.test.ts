import { type ApiObject, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Check, OnError, Sidecar, Step, StepJob, type StepJobProps, StepPod, When } from '../src';
import type { Container, PodSpec } from '../src/private/manifest';
import { newChart, synthesisError } from './shop';

const RUNTIME = { runtimeImage: 'startgate:1' };

const BUILD: StepJobProps['steps'] = [
  { name: 'test', image: 'test:1', command: ['/test'], timeout: Duration.minutes(5), onError: OnError.CONTINUE, resources: { limits: { cpu: '1' } } },
  { name: 'build', image: 'build:1', command: ['/build'], results: ['digest'], resultsLimit: 100, when: [When.exitCode('test', 0)] },
  {
    name: 'report', image: 'report:1', command: ['/report'], args: [`--digest=${Step.result('build', 'digest')}`], env: { DIGEST: Step.result('build', 'digest') },
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
    expect([manifest.kind, manifest.spec.backoffLimit, manifest.spec.activeDeadlineSeconds, podOf(jobOf().apiObject).restartPolicy]).toEqual(['Job', 0, 3600, 'Never']);
  });

  test('has its steps as regular containers in their order', () => {
    const { containers = [], initContainers = [] } = podOf(jobOf().apiObject);
    expect([initContainers.map(({ name }) => name), containers.map(({ name }) => name)]).toEqual([['startgate-install'], ['test', 'build', 'report']]);
  });

  test('gives each step its image and resources', () => {
    expect(container({}, 'test')).toMatchObject({ image: 'test:1', resources: { limits: { cpu: '1' } } });
  });

  test.each([
    ['test', ['--step', '--run-timeout', '300s', '--on-error', 'continue', '--message-limit', '3072']],
    ['build', ['--step', '--when', 'test=0', '--results-limit', '100', '--message-limit', '3072']],
    ['report', [
      '--step', '--when', 'build.digest!=$$(none)', '--when', 'test!=3', '--when', 'build.digest=a', '--use', 'build.digest', '--env', 'DIGEST', '--message-limit', '3072',
    ]],
  ])('says to the guard of "%s" how it runs', (name, options) => {
    expect(optionsOf(name)).toEqual(options);
  });

  test('leaves the references where they are, for the guard', () => {
    const report = container({}, 'report');
    expect([report.args, report.env]).toEqual([['--digest=$(steps.build.results.digest)'], [{ name: 'DIGEST', value: '$(steps.build.results.digest)' }]]);
  });

  test('tells a step that has results where to leave them, and no other', () => {
    const variables = ['test', 'build'].map((name) => container({}, name).env);
    expect(variables).toEqual([[], [{ name: 'STARTGATE_RESULTS', value: '/run/startgate/state/build/results' }]]);
  });

  test('lets a step write its own state and the workspace alone', () => {
    const writable = container({}, 'report').volumeMounts!.filter(({ readOnly }) => readOnly !== true);
    expect(writable).toEqual([{ name: 'workspace', mountPath: '/workspace' }, { name: 'startgate', mountPath: '/run/startgate/state/report', subPath: 'state/report' }]);
  });

  test('shares a workspace where each step starts', () => {
    const props = { workspace: '/src', workspaceVolume: { persistentVolumeClaim: { claimName: 'src' } } };
    expect([container(props, 'build'), podOf(jobOf(props).apiObject).volumes]).toMatchObject([
      { workingDir: '/src', volumeMounts: [{ name: 'workspace', mountPath: '/src' }, {}, {}, {}] },
      [{ name: 'workspace', persistentVolumeClaim: { claimName: 'src' } }, { name: 'startgate' }],
    ]);
  });

  test('keeps what else the Pod and a container have', () => {
    const steps = [{ name: 'one', image: 'a:1', command: ['/one'], container: { securityContext: { runAsUser: 7 } } }];
    expect(podOf(jobOf({ steps, podSpec: { serviceAccountName: 'builder' } }).apiObject)).toMatchObject({ serviceAccountName: 'builder', containers: [{ securityContext: { runAsUser: 7 } }] });
  });

  test('has its sidecars as native ones, and the first step waits for those with a check', () => {
    const sidecars = [Sidecar.of('proxy', { image: 'proxy:1', port: 80, readyWhen: Check.tcpSocket() }), Sidecar.of('log', { image: 'log:1' })];
    const { initContainers = [] } = podOf(jobOf({ sidecars }).apiObject);
    expect(initContainers.map(({ name, restartPolicy, startupProbe }) => [name, restartPolicy, startupProbe?.tcpSocket])).toEqual([
      ['startgate-install', undefined, undefined], ['log', 'Always', undefined], ['proxy', 'Always', { port: 80 }],
    ]);
  });
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
  [{ steps: [] }, 'the steps of StepJob "shop/build" must hold at least one; got []'],
  [{ steps: [BUILD[0]!, BUILD[0]!] }, 'step "test" of StepJob "shop/build" is there twice; give each step a name of its own'],
  [{ workspace: 'src' }, '"workspace" of StepJob "shop/build" must be an absolute path such as "/workspace"; got "src"'],
  [{ backoffLimit: -1 }, '"backoffLimit" of StepJob "shop/build" must be a whole number from 0 on; got -1'],
  [{ steps: [{ ...BUILD[0]!, timeout: Duration.seconds(0) }] }, '"timeout" of step "test" of Job "shop-build" must be more than zero and at most 596 hours; got 0 s'],
  [{ steps: [{ ...BUILD[0]!, resultsLimit: 0 }] }, '"resultsLimit" of step "test" of Job "shop-build" must be a whole number from 1 to 65536; got 0'],
  [{ steps: [{ ...BUILD[0]!, results: ['A'] }] }, 'the name of a result of step "test" of Job "shop-build" must be a DNS label (lower-case letters, digits and "-", at most 63 characters); got "A"'],
])('the props %j are refused', (props, message) => {
  expect(() => jobOf(props)).toThrow(new Error(message));
});

test('a step without a command is refused at synthesis', () => {
  const chart = newChart();
  new StepJob(chart, 'build', { ...RUNTIME, steps: [{ name: 'one', image: 'a:1' }] });
  expect(synthesisError(chart.node.root as never)).toContain('error command-unknown: "one" needs a guard, since it is a step, but its command is not known: the manifest gives it none');
});

test.each([
  [() => When.exitCode('a', 256), 'the exit code that a condition compares step "a" with must be a whole number from 0 to 255; got 256'],
  [() => When.result('A', 'b', ''), 'the name of a step must be a DNS label (lower-case letters, digits and "-", at most 63 characters); got "A"'],
  [() => Step.result('a', 'b_c'), 'the name of a result must be a DNS label (lower-case letters, digits and "-", at most 63 characters); got "b_c"'],
])('%s is refused', (call, message) => {
  expect(call).toThrow(new Error(message));
});

test('a result has a path in the steps behind', () => {
  expect(Step.resultPath('build', 'digest')).toBe('/run/startgate/state/build/results/digest');
});
