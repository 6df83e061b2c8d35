import { expect, test } from 'vitest';
import { openingOf } from '../../../src/private/explanation/gate-opening';
import { MEASURED, sidecarPhase } from '../../../src/private/explanation/measured';
import type { CheckModel, EdgeModel } from '../../../src/private/model';
import { edge, type OrderInput, planOf, READY, RUNTIME_IMAGE } from '../support';

const { ready, readyPolled, started } = MEASURED;
const TCP: CheckModel = { kind: 'tcpSocket', port: 8080, listensOn: 'all' };

function opening(options: Partial<EdgeModel>, check: CheckModel = READY, order: OrderInput = {}): ReturnType<typeof openingOf> {
  const containers = { proxy: { check, waiterPath: '/startgate' } };
  const plan = planOf(
    { containers: ['app', 'proxy'] }, { edges: [edge('app', 'proxy', options)], containers, runtimeImage: RUNTIME_IMAGE, ...order },
  );
  return openingOf(plan.edges[0]!, plan.byName.get('proxy')!, plan.minor);
}

test('the kubelet is as late for any check', () => {
  const late = { opens: `opens about ${ready.native.median} ms after readiness`, opensAfterMs: ready.native.median };
  const containers = (check: CheckModel) => ({ containers: { proxy: { check } } });
  expect([opening({ mechanism: 'native' }, READY, containers(READY)), opening({ mechanism: 'native' }, TCP, containers(TCP))]).toEqual([late, late]);
});

test('of an answer over HTTP nobody knows whether it tells of readiness: the guard has two times', () => {
  expect(opening({ mechanism: 'guard' })).toEqual({
    opens: `opens about ${ready.guard.median} ms after readiness if answers carry Startgate-Status, else about ${readyPolled.guard.median} ms, later after a long wait`,
    opensAfterMs: readyPolled.guard.median,
  });
});

test.each<CheckModel>([
  TCP, { kind: 'grpc', port: 8080, listensOn: 'all' }, { kind: 'file', path: '/ready' }, { kind: 'unixSocket', path: '/ready.sock' },
])('a check that is no HTTP is tried again and again: the guard has the later time ($kind)', (check) => {
  expect(opening({ mechanism: 'guard' }, check)).toEqual({
    opens: `opens about ${readyPolled.guard.median} ms after readiness, later after a long wait`, opensAfterMs: readyPolled.guard.median,
  });
});

test('HTTP over a socket may tell of readiness', () => {
  expect(opening({ mechanism: 'guard' }, { kind: 'unixSocket', path: '/s', httpPath: '/ready' })).toEqual(opening({ mechanism: 'guard' }));
});

test.each(['native-waiter', 'post-start'] as const)('the waiter in the sidecar was measured with answers that tell (%s)', (mechanism) => {
  expect(opening({ mechanism })).toEqual({
    opens: `opens about ${ready[mechanism].median} ms after readiness if answers carry Startgate-Status, else later`,
    opensAfterMs: ready[mechanism].median,
  });
  expect(opening({ mechanism }, TCP)).toEqual({ opens: 'opens at the next try of the waiter after readiness' });
});

test('a native sidecar that only has to start holds back what is behind it for the time of a start', () => {
  expect(opening({ mechanism: 'native', condition: 'started' }, READY, { kubernetesVersion: '1.36' })).toEqual({
    opens: `opens about ${started} ms after its start`, opensAfterMs: started,
  });
});

test('before Kubernetes 1.36 a native sidecar holds it back for a phase more', () => {
  expect(opening({ mechanism: 'native', condition: 'started' }, READY, { kubernetesVersion: '1.35' }).opensAfterMs).toBe(started + sidecarPhase(35));
});

test('the end of an init container has no time', () => {
  expect(opening({ condition: 'succeeded' })).toEqual({ opens: 'opens when it has succeeded' });
});
