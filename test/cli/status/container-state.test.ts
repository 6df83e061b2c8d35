import { describe, expect, test } from 'vitest';
import { sentence } from '../../../src/cli/status/format-status';
import { readObjects, reportSnapshot } from '../../../src/cli/status/snapshot';
import type { JsonObject } from '../../../src/private/manifest';
import { event, livePod, NOT_YET, NOW, running, RUNS, secondsAgo, status, terminated, waiting } from './live';

/** What is said of each container, `state name: sentence`. */
function said(pod: JsonObject, events: readonly JsonObject[] = [], logs: Readonly<Record<string, string>> = {}): string[] {
  const objects = readObjects([pod, { kind: 'List', items: events }]);
  const [report] = reportSnapshot({ ...objects, logs: new Map([['shop/web', new Map(Object.entries(logs))]]), now: NOW });
  return report!.containers.map((container) => `${container.state} ${container.name}: ${sentence(container)}`);
}

const PROXY = {
  name: 'proxy', image: 'proxy:1', restartPolicy: 'Always',
  startupProbe: {
    httpGet: { path: '/ready', port: 8080, scheme: 'HTTP' }, periodSeconds: 1, timeoutSeconds: 1, successThreshold: 1, failureThreshold: 60,
  },
};
const APP = { name: 'app', image: 'app:1' };

describe('a native sidecar', () => {
  const pod = (proxy: JsonObject, app: JsonObject, more = {}): JsonObject =>
    livePod({ init: [PROXY], containers: [APP], statuses: [proxy, app], ...more });

  test('that is not ready holds back what follows, and says what the probe heard', () => {
    expect(said(pod(status('proxy', running(12)), status('app', NOT_YET)), [
      event('Started', 'Started container proxy', 12, { init: true, container: 'proxy' }),
      event('Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 503', 1, { init: true, container: 'proxy', firstAgo: 11 }),
    ])).toEqual([
      'waiting proxy: its startup probe has not passed (http://localhost:8080/ready), for 12 s; last answer 1 s ago: HTTP probe failed with statuscode: 503; the kubelet checks every 1 s and restarts it in 48 s',
      'waiting app: waits until proxy is ready (http://localhost:8080/ready), for 12 s; last answer 1 s ago: HTTP probe failed with statuscode: 503; the kubelet creates it when proxy is ready',
    ]);
  });

  test('that is ready lets all through', () => {
    expect(said(pod(status('proxy', running(100), RUNS), status('app', running(90), RUNS), { phase: 'Running' }))).toEqual([
      'open proxy: runs, for 1 m 40 s',
      'open app: runs, for 1 m 30 s',
    ]);
  });

  test('that was restarted is waited for since its first start, and an answer from before is none', () => {
    const proxy = status('proxy', running(2), { restartCount: 1, lastState: terminated(137, 3) });
    expect(said(pod(proxy, status('app', NOT_YET)), [
      event('Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 503', 4, { init: true, container: 'proxy', firstAgo: 60 }),
      event('Started', 'Started container proxy', 2, { init: true, container: 'proxy', firstAgo: 65 }),
    ])).toEqual([
      'waiting proxy: its startup probe has not passed (http://localhost:8080/ready), for 2 s, restarted once; last answer: the last attempt ended with exit code 137; the kubelet checks every 1 s and restarts it in 58 s',
      'waiting app: waits until proxy is ready (http://localhost:8080/ready), for 1 m 5 s; the kubelet creates it when proxy is ready',
    ]);
  });

  test('that crashes is what the Pod fails of', () => {
    const proxy = status('proxy', waiting('CrashLoopBackOff', 'back-off 40s restarting failed container=proxy pod=web_shop(uid-of-web)'), {
      restartCount: 3, lastState: terminated(1, 7, { message: 'no such bucket\n' }),
    });
    expect(said(pod(proxy, status('app', NOT_YET)))).toEqual([
      'failed proxy: ended with exit code 1, for 7 s, restarted 3 times; last answer: no such bucket; the kubelet restarts it at most 40s after its end',
      'waiting app: waits until proxy is ready (http://localhost:8080/ready), for 30 s; the kubelet creates it when proxy is ready',
    ]);
  });

  test('without a startup probe is passed when it has started', () => {
    const bare = { name: 'proxy', restartPolicy: 'Always' };
    expect(said(livePod({ init: [bare], containers: [APP], statuses: [status('proxy', NOT_YET), status('app', NOT_YET)] }), [
      event('Pulling', 'Pulling image "proxy:1"', 9, { init: true, container: 'proxy' }),
    ])).toEqual([
      'waiting proxy: the kubelet pulls the image, for 9 s; the container starts after the pull',
      'waiting app: waits until proxy has started, for 30 s; the kubelet creates it when proxy has started',
    ]);
  });

  test('that is asked for ever says so', () => {
    const patient = { ...PROXY, startupProbe: { exec: { command: ['pg_isready', '-q'] }, failureThreshold: 2147483647 } };
    expect(
      said(livePod({ init: [patient], containers: [APP], statuses: [status('proxy', running(700)), status('app', NOT_YET)] }))[0],
    ).toBe(
      'waiting proxy: its startup probe has not passed (exec:["pg_isready","-q"]), for 11 m 40 s; the kubelet checks every 10 s, for ever',
    );
  });

  test('that stops after a Job has ended is no failure', () => {
    expect(said(pod(status('proxy', terminated(143, 2)), status('app', terminated(0, 3)), {
      phase: 'Succeeded', restartPolicy: 'Never',
    }))).toEqual([
      'open proxy: ended with exit code 143, for 2 s',
      'open app: ended with exit code 0, for 3 s',
    ]);
  });
});

describe('a waiter in a startup probe', () => {
  const probe = {
    exec: { command: ['/startgate', 'wait', 'proxy=http://localhost:8080/ready', '--timeout', '60s'] },
    periodSeconds: 1, timeoutSeconds: 65, failureThreshold: 1,
  };
  const pod = livePod({
    init: [{ ...PROXY, startupProbe: probe }], containers: [APP], statuses: [status('proxy', running(20)), status('app', NOT_YET)],
  });

  test('says why in the container\'s log while it still waits', () => {
    expect(said(pod, [], { proxy: 'listening\nstartgate: waiting for proxy: connection refused\nstartgate: waiting for proxy: starting, loading configuration\n' })[0]).toBe(
      'waiting proxy: its startup probe has not passed (http://localhost:8080/ready), for 20 s; last answer: proxy: starting, loading configuration; the kubelet checks every 1 s and restarts it in 45 s',
    );
  });

  test('says why in an event when it has given up', () => {
    const text = 'Startup probe failed: startgate: waiting for proxy: HTTP 503\nstartgate: proxy is still closed after 60s: HTTP 503; giving up\n';
    expect(said(pod, [event('Unhealthy', text, 1, { init: true, container: 'proxy' })])[0]).toBe(
      'waiting proxy: its startup probe has not passed (http://localhost:8080/ready), for 20 s; last answer 1 s ago: proxy: HTTP 503; the kubelet checks every 1 s and restarts it in 45 s',
    );
  });

  test('that can\'t run is heard too', () => {
    const text = 'Startup probe errored and resulted in unknown state: rpc error: code = NotFound desc = failed to exec in container: exec: "/absent": stat /absent: no such file or directory';
    expect(
      said(pod, [event('Unhealthy', text, 3, { init: true, container: 'proxy' })])[0],
    ).toContain('; last answer 3 s ago: rpc error: code = NotFound');
  });
});

describe('an init container', () => {
  const MIGRATE = { name: 'migrate', image: 'migrate:1' };
  const pod = (migrate: JsonObject, more = {}): JsonObject => livePod({
    init: [MIGRATE], containers: [APP], statuses: [migrate, status('app', NOT_YET)], ...more,
  });

  test('that runs is waited for until it ends', () => {
    expect(said(pod(status('migrate', running(8))))).toEqual([
      'waiting migrate: runs, for 8 s; later containers start when it has succeeded',
      'waiting app: waits until migrate has succeeded, for 8 s; the kubelet creates it when migrate has succeeded',
    ]);
  });

  test('that failed for good fails the Pod', () => {
    const gone = { phase: 'Failed', restartPolicy: 'Never' };
    expect(said(pod(status('migrate', terminated(3, 8, { message: 'table is locked' })), gone))).toEqual([
      'failed migrate: ended with exit code 3, for 8 s; last answer: table is locked; the kubelet does not restart it',
      'failed app: never started; last answer: the Pod has failed',
    ]);
  });

  test('that is tried again says how the last attempt ended', () => {
    expect(said(pod(status('migrate', running(2), { restartCount: 2, lastState: terminated(1, 20) })))[0]).toBe(
      'waiting migrate: runs, for 2 s, restarted 2 times; last answer: the last attempt ended with exit code 1; later containers start when it has succeeded',
    );
  });

  test.each([
    ['a loop', ['sh', '-c', 'until nc -z db 5432; do sleep 2; done'], 'runs a command that waits for tcp://db:5432 with a loop of nc'],
    ['a tool', ['wait4x', 'tcp', 'db:5432', 'cache:6379'], 'runs a command that waits for tcp://db:5432, tcp://cache:6379 with wait4x'],
    ['our waiter', ['/startgate', 'wait', 'http://db:8080/ready'], 'runs a command that waits for http://db:8080/ready with startgate wait'],
  ])('that waits by %s names what it waits for', (_case, command, gate) => {
    const wait = { ...MIGRATE, command };
    expect(said(livePod({ init: [wait], containers: [APP], statuses: [status('migrate', running(8)), status('app', NOT_YET)] }))[0]).toBe(
      `waiting migrate: ${gate}, for 8 s; later containers start when it has succeeded`,
    );
  });

  test('that is our waiter says what it has logged', () => {
    const wait = { ...MIGRATE, command: ['/startgate', 'wait', 'db=http://db:8080/ready'] };
    const live = livePod({ init: [wait], containers: [APP], statuses: [status('migrate', running(8)), status('app', NOT_YET)] });
    expect(said(live, [], { migrate: 'startgate: waiting for db: http 503\n' })[0]).toBe(
      'waiting migrate: runs a command that waits for http://db:8080/ready with startgate wait, for 8 s; last answer: db: http 503; later containers start when it has succeeded',
    );
  });

  test('whose image is the tool that waits names what it waits for', () => {
    const wait = { name: 'migrate', image: 'wait4x/wait4x:3', args: ['tcp', 'db:5432'] };
    expect(
      said(livePod({ init: [wait], containers: [APP], statuses: [status('migrate', running(8)), status('app', NOT_YET)] }))[0],
    ).toContain('waits for tcp://db:5432 with wait4x');
  });

  test('that ended with exit code 0 is passed', () => {
    const statuses = [status('migrate', terminated(0, 25), { ready: true }), status('app', running(24), RUNS)];
    expect(said(livePod({
      init: [MIGRATE], containers: [APP], statuses, phase: 'Running',
    }))).toEqual(['open migrate: ended with exit code 0, for 25 s', 'open app: runs, for 24 s']);
  });
});

describe('a postStart hook', () => {
  const HOOKED = { name: 'proxy', image: 'proxy:1', lifecycle: { postStart: { exec: { command: ['/startgate', 'wait'] } } } };
  const creating = waiting('ContainerCreating');
  const started = event('Started', 'Started container proxy', 6, { container: 'proxy' });

  test('that runs holds back what follows, though the Pod does not show it', () => {
    expect(said(
      livePod({ containers: [HOOKED, APP], statuses: [status('proxy', creating), status('app', creating)] }), [started],
    )).toEqual([
      'waiting proxy: its postStart hook waits for http://localhost:8080/ready with startgate wait, for 6 s; later containers are created when the hook finishes, even if it fails',
      'waiting app: waits until proxy has run its postStart hook, for 6 s; the kubelet creates it when proxy has run its postStart hook',
    ]);
  });

  test('that waits by a tool names what it waits for', () => {
    const mesh = { name: 'proxy', image: 'proxy:1', lifecycle: { postStart: { exec: { command: ['pilot-agent', 'wait'] } } } };
    expect(said(livePod({ containers: [mesh, APP], statuses: [status('proxy', creating), status('app', creating)] }), [started])[0]).toBe(
      'waiting proxy: its postStart hook waits for http://localhost:15021/healthz/ready with pilot-agent wait, for 6 s; later containers are created when the hook finishes, even if it fails',
    );
  });

  test('that failed lets the rest start', () => {
    const failed = waiting('PostStartHookError', 'startgate: waiting for proxy: HTTP 503\nstartgate: proxy is still closed after 3s: HTTP 503; giving up\n');
    expect(said(
      livePod({ containers: [HOOKED, APP], phase: 'Running', statuses: [status('proxy', failed), status('app', running(1), RUNS)] }),
      [started],
    )).toEqual([
      'failed proxy: its postStart hook failed; last answer: proxy: HTTP 503; the kubelet restarts it; later containers start anyway',
      'open app: runs, for 1 s',
    ]);
  });

  test('of a container that is only being made has not begun', () => {
    expect(said(livePod({ containers: [HOOKED, APP], statuses: [status('proxy', creating), status('app', creating)] }))).toEqual([
      'waiting proxy: the kubelet is creating the container, for 30 s; the kubelet tries again',
      'waiting app: the kubelet is creating the container, for 30 s; the kubelet tries again',
    ]);
  });
});

describe('a guard', () => {
  const guarded = (...words: string[]): JsonObject => ({
    name: 'app', image: 'app:1', command: ['/run/startgate/bin/startgate', 'exec', '--wait', ...words, '--', '/bin/app'],
  });
  const GUARD_PROBE = { exec: { command: ['/run/startgate/bin/startgate', 'wait', 'app=guard://self', '--timeout', '60s'] }, failureThreshold: 1 };
  const GUARDED = guarded('proxy=http://localhost:8080/ready', '--timeout', '60s');
  const pod = (app: JsonObject, proxy: JsonObject, more = {}): JsonObject =>
    livePod({
      containers: [{ name: 'proxy', image: 'proxy:1' }, app],
      statuses: [status('proxy', running(21), proxy), status('app', running(20), RUNS)],
      phase: 'Running', ...more,
    });

  test('that waits says so in its log', () => {
    expect(said(pod(GUARDED, RUNS), [], { app: 'startgate: waiting for proxy: HTTP 503\n' })[1]).toBe(
      'waiting app: its guard waits for proxy (healthy), for 20 s; last answer: proxy: HTTP 503; the command starts when its gates open; in 40 s the guard gives up and is restarted',
    );
  });

  test('that waits for several checks of one container names it once, and the answer of each', () => {
    const app = guarded('proxy=http://localhost:8080/ready', '--timeout', '60s', 'proxy=tcp://localhost:9090', '--timeout', '60s');
    const log = 'startgate: waiting for proxy (http://localhost:8080/ready): http 503\nstartgate: waiting for proxy (tcp://localhost:9090): connection refused\nstartgate: proxy (http://localhost:8080/ready) is open\n';
    expect(said(pod(app, RUNS), [], { app: log })[1]).toBe(
      'waiting app: its guard waits for proxy (healthy), for 20 s; last answer: proxy (tcp://localhost:9090): connection refused; the command starts when its gates open; in 40 s the guard gives up and is restarted',
    );
    expect(said(pod(app, RUNS))[1]).toContain('its guard waits for proxy (healthy), for');
  });

  test('whose binary has another name is one, too', () => {
    const renamed = { ...GUARDED, command: ['/opt/sg', ...(GUARDED.command as string[]).slice(1)] };
    expect(said(pod(renamed, RUNS), [], { app: 'startgate: waiting for proxy: HTTP 503\n' })[1]).toContain('waiting app: its guard waits for proxy (healthy)');
  });

  test('that is past its gates says so too', () => {
    expect(said(pod(GUARDED, RUNS), [], { app: 'startgate: waiting for proxy: HTTP 503\nstartgate: proxy is open\nstartgate: all gates are passed after 815 ms\nhello\n' })[1]).toBe('open app: runs, for 20 s');
  });

  test('is not mistaken in what the application says later', () => {
    expect(said(pod(GUARDED, RUNS), [], { app: 'startgate: all gates are passed after 8 ms\nstartgate: waiting for proxy: HTTP 503\n' })[1]).toBe('open app: runs, for 20 s');
  });

  test('is passed when its log begins later', () => {
    expect(said(pod(GUARDED, RUNS), [], { app: 'GET /cart 200\n' })[1]).toBe('open app: runs, for 20 s');
  });

  test('that was disabled gives the reason', () => {
    expect(said(pod(GUARDED, RUNS), [], { app: 'startgate: disabled, every gate is open: incident 12\n' })[1]).toBe('open app: runs; its guard is disabled: incident 12, for 20 s');
  });

  test('without a log is told by the other container\'s readiness', () => {
    const probed = livePod({
      containers: [{ name: 'proxy', readinessProbe: { httpGet: { port: 8080 } } }, GUARDED], phase: 'Running',
      statuses: [status('proxy', running(21), { started: true }), status('app', running(20), RUNS)],
    });
    expect(said(probed)).toEqual([
      'open proxy: runs, past its gates, but is not ready, for 21 s; the kubelet continues its readiness probe',
      'waiting app: its guard waits for proxy (healthy), for 20 s; the command starts when its gates open; in 40 s the guard gives up and is restarted',
    ]);
  });

  test('without a log says where it can be read', () => {
    expect(said(pod(GUARDED, RUNS))[1]).toBe(
      'waiting app: its guard waits for proxy (healthy), for 20 s; last answer: not in the Pod\'s status: run kubectl logs -n shop web -c app; the command starts when its gates open; in 40 s the guard gives up and is restarted',
    );
  });

  test('with a startup probe of ours waits until that has passed', () => {
    const probed = { ...GUARDED, startupProbe: GUARD_PROBE };
    const statuses = [status('proxy', running(21), RUNS), status('app', running(20), { started: false })];
    expect(said(pod(probed, RUNS, { statuses }), [], { app: 'startgate: waiting for proxy: HTTP 503\n' })[1]).toBe(
      'waiting app: its guard waits for proxy (healthy), for 20 s; last answer: proxy: HTTP 503; the command starts when its gates open; in 40 s the guard gives up and is restarted',
    );
  });

  test('whose startup probe of ours has passed is past its gates, also without a log', () => {
    expect(said(pod({ ...GUARDED, startupProbe: GUARD_PROBE }, RUNS))[1]).toBe('open app: runs, for 20 s');
  });

  test('that was started again says what the last attempt heard, until it has an answer of its own', () => {
    const last = terminated(69, 4, { message: 'startgate: waiting for proxy: HTTP 503\nstartgate: proxy is still closed after 60s: HTTP 503; giving up\n' });
    const again = livePod({
      containers: [{ name: 'proxy' }, GUARDED], phase: 'Running',
      statuses: [status('proxy', running(90), RUNS), status('app', running(3), { ...RUNS, restartCount: 1, lastState: last })],
    });
    const line = (answer: string): string => `waiting app: its guard waits for proxy (healthy), for 3 s, restarted once; last answer: ${answer}; the command starts when its gates open; in 57 s the guard gives up and is restarted`;
    expect([
      said(again)[1], said(again, [], { app: '' })[1], said(again, [], { app: 'startgate: waiting for proxy: HTTP 500\n' })[1],
    ]).toEqual([
      line('the last attempt ended when its guard gave up: proxy: HTTP 503'),
      line('the last attempt ended when its guard gave up: proxy: HTTP 503'),
      line('proxy: HTTP 500'),
    ]);
  });

  test('without a log that would have given up by now is passed', () => {
    expect(said(pod(guarded('proxy=tcp://localhost:8080', '--timeout', '10s'), RUNS))[1]).toBe('open app: runs, for 20 s');
  });

  test('that waits for an end takes the exit code for it', () => {
    const migrate = livePod({
      containers: [{ name: 'migrate' }, guarded('migrate=succeeded', '--on-timeout', 'block')], restartPolicy: 'Never', phase: 'Running',
      statuses: [status('migrate', running(21), RUNS), status('app', running(20), RUNS)],
    });
    expect(said(migrate)[1]).toBe('waiting app: its guard waits for migrate (succeeded), for 20 s; the command starts when its gates open; there is no timeout');
  });

  test.each([
    [['--step', '--run-timeout', '300s', '--message-limit', '3072']],
    [['--step', '--on-error', 'continue', '--when', 'test=0']],
  ])('of a step waits for its gates alone, not for what stands behind %j', (words) => {
    const step = {
      name: 'app', image: 'app:1',
      command: [
        '/startgate', 'exec', '--name', 'app', '--state', '/run/startgate/state', ...words, '--wait', 'test=succeeded', '--on-timeout',
        'block', '--', '/app',
      ],
    };
    const row = livePod({
      containers: [{ name: 'test' }, step], restartPolicy: 'Never', phase: 'Running',
      statuses: [status('test', running(21), RUNS), status('app', running(20), RUNS)],
    });
    expect(said(row, [], { app: 'startgate: waiting for test=succeeded: running\n' })[1]).toBe('waiting app: its guard waits for test (succeeded), for 20 s; last answer: test=succeeded: running; the command starts when its gates open; there is no timeout');
  });

  test('of a step without gates waits for nothing', () => {
    const first = {
      name: 'app', image: 'app:1', command: ['/startgate', 'exec', '--name', 'app', '--step', '--run-timeout', '300s', '--', '/app'],
    };
    expect(said(livePod({
      containers: [first], restartPolicy: 'Never', phase: 'Running', statuses: [status('app', running(20), RUNS)],
    }))).toEqual(['open app: runs, for 20 s']);
  });

  test('that waits for two ends names the one that its log says is closed', () => {
    const two = {
      name: 'app', image: 'app:1',
      command: ['/startgate', 'exec', '--wait', 'fetch=completed', '--wait', 'migrate=succeeded', '--', '/app'],
    };
    const row = livePod({
      containers: [{ name: 'fetch' }, { name: 'migrate' }, two], restartPolicy: 'Never', phase: 'Running',
      statuses: [status('fetch', terminated(0, 3)), status('migrate', running(21), RUNS), status('app', running(20), RUNS)],
    });
    const log = 'startgate: waiting for fetch=completed: running\nstartgate: waiting for migrate=succeeded: running\nstartgate: fetch=completed is open\n';
    expect(said(row, [], { app: log })[2]).toContain('its guard waits for migrate (succeeded), for 20 s; last answer: migrate=succeeded: running;');
  });

  test('that goes on after a timeout says when', () => {
    expect(
      said(
        pod(guarded('proxy=http://localhost:8080/', '--on-timeout=continue', '--timeout=30s'), RUNS),
        [],
        { app: 'startgate: waiting for proxy: connection refused\n' },
      )[1],
    ).toContain(
      'the command starts when its gates open, or in 10 s without them',
    );
  });

  test('that gave up has left its words in the termination message', () => {
    const app = status('app', waiting('CrashLoopBackOff', 'back-off 10s restarting failed container=app pod=web_shop(uid-of-web)'), {
      restartCount: 1, lastState: terminated(69, 4, { message: 'startgate: proxy is still closed after 60s: HTTP 503; giving up' }),
    });
    expect(
      said(livePod({ containers: [{ name: 'proxy' }, GUARDED], statuses: [status('proxy', running(70), RUNS), app], phase: 'Running' }))[1],
    ).toBe(
      'failed app: its guard gave up, for 4 s, restarted once; last answer: proxy: HTTP 503; the kubelet restarts it at most 10s after its end',
    );
  });
});

describe('the Pod', () => {
  test('that has no node says what the scheduler said', () => {
    const conditions = [{
      type: 'PodScheduled', status: 'False', reason: 'Unschedulable',
      message: '0/3 nodes are available: 3 Insufficient cpu.',
      lastTransitionTime: secondsAgo(25),
    }];
    expect(said(livePod({ containers: [APP], status: { conditions } }))).toEqual([
      'waiting app: the Pod is not scheduled yet, for 25 s; last answer: 0/3 nodes are available: 3 Insufficient cpu.; the scheduler tries again when the cluster changes',
    ]);
  });

  test('whose volume is missing says so', () => {
    expect(said(livePod({ containers: [APP], statuses: [status('app', waiting('ContainerCreating'))] }), [
      event('FailedMount', 'MountVolume.SetUp failed for volume "conf" : configmap "conf" not found', 8, { firstAgo: 30 }),
    ])).toEqual([
      'waiting app: the kubelet can\'t create the sandbox or the volumes of the Pod yet, for 30 s; last answer 8 s ago: MountVolume.SetUp failed for volume "conf" : configmap "conf" not found; the kubelet tries again',
    ]);
  });

  test('that was evicted says why', () => {
    expect(said(livePod({
      containers: [APP], phase: 'Failed', status: { reason: 'Evicted', message: 'The node was low on resource: memory.' },
    }))).toEqual([
      'failed app: never started; last answer: Evicted: The node was low on resource: memory.',
    ]);
  });

  test('takes no event of another Pod of its name', () => {
    const other = event('Unhealthy', 'Startup probe failed: other', 1, { init: true, container: 'proxy' });
    (other.involvedObject as JsonObject).uid = 'of-an-older-one';
    expect(
      said(livePod({ init: [PROXY], containers: [APP], statuses: [status('proxy', running(12)), status('app', NOT_YET)] }), [other])[0],
    ).not.toContain('last answer');
  });
});

describe('an image', () => {
  test('that is not there fails the container', () => {
    const message = 'Container image "app:1" is not present with pull policy of Never';
    expect(said(livePod({ containers: [APP], statuses: [status('app', waiting('ErrImageNeverPull', message))] }))).toEqual([
      'failed app: image pull failed: ErrImageNeverPull; last answer: Container image "app:1" is not present with pull policy of Never; put the image on the node, or change imagePullPolicy',
    ]);
  });

  test('that can\'t be pulled says what the registry said, not that it backs off', () => {
    const backOff = waiting('ImagePullBackOff', 'Back-off pulling image "app:1"');
    expect(said(livePod({ containers: [APP], statuses: [status('app', backOff)] }), [
      event('Failed', 'Failed to pull image "app:1": not found', 12, { container: 'app' }),
      event('Failed', 'Error: ImagePullBackOff', 2, { container: 'app' }),
    ])).toEqual(['failed app: image pull failed: ImagePullBackOff; last answer 12 s ago: Failed to pull image "app:1": not found; the kubelet pulls again after a back-off']);
  });
});

describe('a regular container', () => {
  test('that is not ready names what its command waits for first', () => {
    const waits = {
      ...APP, command: ['sh', '-c', 'until nc -z db 5432; do sleep 1; done; exec /app'], readinessProbe: { tcpSocket: { port: 80 } },
    };
    const of = (more: JsonObject): string => said(livePod({
      containers: [waits], phase: 'Running', statuses: [status('app', running(8), more)],
    }))[0]!;
    expect([of({ started: true }), of(RUNS)]).toEqual([
      'open app: runs, but is not ready: its command first waits for tcp://db:5432 with a loop of nc, for 8 s; the kubelet continues its readiness probe',
      'open app: runs, for 8 s',
    ]);
  });

  test('that ended badly and stays so fails', () => {
    expect(said(livePod({
      containers: [APP], statuses: [status('app', terminated(137, 9, { reason: 'OOMKilled' }))], phase: 'Running', restartPolicy: 'Never',
    }))).toEqual([
      'failed app: ended with exit code 137 (OOMKilled), for 9 s; the kubelet does not restart it',
    ]);
  });

  test('that can\'t be configured says what is missing', () => {
    expect(said(livePod({
      containers: [APP], statuses: [status('app', waiting('CreateContainerConfigError', 'secret "db" not found'))],
    }))).toEqual([
      'failed app: the kubelet can\'t start it: CreateContainerConfigError; last answer: secret "db" not found; the kubelet tries again after a back-off',
    ]);
  });

  test('can\'t write on the terminal', () => {
    expect(
      said(livePod({ containers: [APP], statuses: [status('app', waiting('CreateContainerError', 'bad\u001b[2Jnews\r\nhere\u202e'))] }))[0],
    ).toContain('last answer: bad [2Jnews here;');
  });
});
