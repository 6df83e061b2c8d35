import { describe, expect, test } from 'vitest';
import type { EdgeModel } from '../../../src/private/model';
import { timeoutNotEnforced } from '../../../src/private/rules/timeout-not-enforced';
import { edge, type OrderInput, planOf, type PodInput, problemsOf, READY } from '../support';

const pod: PodInput = { containers: ['proxy', 'app', 'web'] };
const containers = { proxy: { check: READY } };
const brief = { timeoutMs: 10_000 };

function problems(edges: readonly EdgeModel[], input = pod, order: OrderInput = { containers }): { message: string; cure: string }[] {
  return problemsOf(timeoutNotEnforced, planOf(input, { ...order, edges }));
}

describe('an init container', () => {
  const succeeded = [edge('app', 'migrate', { condition: 'succeeded', ...brief })];
  const message = '"app" must wait at most 10s for "migrate", but "migrate" is a plain init container: the kubelet waits for its end without a timeout';

  test.each([
    ['Deployment', 'Always', 'remove the timeout, and make the command of "migrate" exit after the timeout'],
    ['Pod', 'Always', 'remove the timeout, and set activeDeadlineSeconds of the Pod'],
    ['Job', 'Never', 'remove the timeout, and set activeDeadlineSeconds of the Job, or use Mechanism.GUARD with configure({ runtimeImage }) for this dependency'],
  ])('that was a container of a %s under %s takes as long as it takes', (kind, restartPolicy, cure) => {
    expect(problems(succeeded, { containers: ['migrate', 'app'], kind, restartPolicy })).toEqual([{ message, cure }]);
  });

  test('of the manifest itself can\'t be guarded', () => {
    expect(problems(succeeded, { initContainers: ['migrate'], containers: ['app'], restartPolicy: 'Never' })).toEqual([{ message, cure: 'remove the timeout, and set activeDeadlineSeconds of the Job' }]);
  });

  test('of a CronJob has the deadline of its Job', () => {
    const plan = planOf({ initContainers: ['migrate'], containers: ['app'], restartPolicy: 'Never' }, { edges: succeeded });
    const cron = { ...plan, pod: { ...plan.pod, outline: { ...plan.pod.outline, kind: 'CronJob' } } };
    expect(problemsOf(timeoutNotEnforced, cron)).toEqual([{ message, cure: 'remove the timeout, and set activeDeadlineSeconds of its Job' }]);
  });

  test('is not spoken of when no timeout was given, or it is to be waited for for ever', () => {
    const edges = [
      edge('app', 'migrate', { condition: 'succeeded' }), edge('web', 'migrate', { condition: 'succeeded', onTimeout: 'block', ...brief }),
    ];
    expect(problems(edges, { containers: ['migrate', 'app', 'web'] })).toEqual([]);
  });
});

test.each(['native', 'post-start'] as const)('tells of the time for a start by %s', (mechanism) => {
  expect(problems([edge('app', 'proxy', { condition: 'started', mechanism, ...brief })])).toEqual([{
    message: `"app" must wait at most 10s for "proxy", but the mechanism "${mechanism}" waits for its start without a timeout`,
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }) for this dependency, or remove the timeout',
  }]);
});

describe('a startup probe of the container itself', () => {
  const own = (failureThreshold: number): PodInput => ({
    containers: [{ name: 'proxy', startupProbe: { tcpSocket: { port: 1 }, periodSeconds: 1, failureThreshold } }, 'app'],
  });

  test.each([[30, '30 s'], [2_147_483_647, 'for ever']])('with the threshold %i waits %s', (failureThreshold, text) => {
    expect(problems([edge('app', 'proxy', brief)], own(failureThreshold), {})).toEqual([{
      message: `"app" must wait at most 10s for "proxy", but its gate is the startupProbe of "proxy", which waits ${text}`,
      cure: 'lower the failureThreshold of the startupProbe, or remove the startupProbe and declare readyWhen',
    }]);
  });

  test('that gives up in time is not spoken of', () => {
    expect(problems([edge('app', 'proxy', brief)], own(10), {})).toEqual([]);
  });
});

describe('one gate for several', () => {
  test.each(
    [['native', 'startupProbe'], ['post-start', 'postStart hook']] as const,
  )('of %s waits as long as the longest', (mechanism, place) => {
    expect(problems([edge('app', 'proxy', { mechanism, ...brief }), edge('web', 'proxy', { mechanism })])).toEqual([{
      message: `"app" must wait at most 10s for "proxy", but its ${place} is also the gate of "web", and waits 60s`,
      cure: 'give both the same timeout, or use Mechanism.GUARD with configure({ runtimeImage }) for this dependency',
    }]);
  });

  test('is not the gate of one that is guarded', () => {
    expect(problems([edge('app', 'proxy', brief), edge('web', 'proxy', { mechanism: 'guard' })])).toEqual([]);
  });
});

test('tells of a gate that waits for ever, since its container may', () => {
  const edges = [edge('app', 'proxy', brief), edge('proxy', 'db', { mechanism: 'guard', onTimeout: 'block' })];
  expect(problems(
    edges, { containers: ['db', ...pod.containers!] }, { containers: { ...containers, db: { check: READY, sidecar: true } } },
  )).toEqual([{
    message: '"app" must wait at most 10s for "proxy", but its startupProbe waits for ever because the guard of "proxy" may wait for ever for "db"',
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }) for this dependency, or use OnTimeout.FAIL for the dependency of "proxy" on "db"',
  }]);
});

test.each(['native', 'native-waiter', 'guard', 'post-start'] as const)('says nothing of a timeout that %s keeps', (mechanism) => {
  expect(problems([edge('app', 'proxy', { mechanism, ...brief })])).toEqual([]);
});

test('tells of a reused probe of which one try may take longer than a second', () => {
  const proxy = { name: 'proxy', readinessProbe: { tcpSocket: { port: 80 }, timeoutSeconds: 10 } };
  expect(problemsOf(
    timeoutNotEnforced, planOf({ containers: [proxy, 'app'] }, { edges: [edge('app', 'proxy', { timeoutMs: 30_000 })] }),
  )).toEqual([{
    message: '"app" must wait at most 30s for "proxy", but its startupProbe runs once a second, and one attempt of the readinessProbe may take 10 s',
    cure: 'set timeoutSeconds of the readinessProbe to 1, or declare readyWhen',
  }]);
});

test.each([
  [{ timeoutMs: 5000 }, 'once a second', 5, 1], [{ timeoutMs: 9000, intervalMs: 2500 }, 'every 3 s', 9, 3],
])('tells of a check with the times %j under native, whose attempts may take longer than the period', (times, often, attempt, period) => {
  const order = { edges: [edge('app', 'proxy', brief)], containers: { proxy: { check: { ...READY, ...times } } } };
  expect(problemsOf(timeoutNotEnforced, planOf({ containers: ['proxy', 'app'] }, order))).toEqual([{
    message: `"app" must wait at most 10s for "proxy", but its startupProbe runs ${often}, and one attempt of the check may take ${attempt} s`,
    cure: `give the check an interval of ${attempt} s or more, or a timeout of ${period} s or less`,
  }]);
});
