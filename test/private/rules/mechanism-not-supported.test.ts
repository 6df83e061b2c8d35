import { expect, test } from 'vitest';
import { mechanismNotSupported } from '../../../src/private/rules/mechanism-not-supported';
import { DATABASE, edge, MESH, planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const pod = { containers: ['db', 'proxy', 'app'] };
const containers = { proxy: { check: READY }, db: { check: { ...READY, port: 5432 } } };

test('fails when a hook is to be the gate of a native sidecar', () => {
  const plan = planOf(
    { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }], containers: ['app'] },
    { edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'post-start', runtimeImage: RUNTIME_IMAGE },
  );
  expect(problemsOf(mechanismNotSupported, plan)).toEqual([{
    message: '"app" waits for "proxy" with the mechanism "post-start", but "proxy" is one of the init containers, where a hook is no gate',
    cure: 'use Mechanism.NATIVE, or use Mechanism.GUARD, or remove this dependency',
  }]);
});

test('fails when a hook is to hold back an init container', () => {
  const plan = planOf(
    { initContainers: ['setup'], containers: ['proxy'] }, { edges: ['setup -> proxy'], containers, mechanism: 'post-start' },
  );
  expect(problemsOf(mechanismNotSupported, plan).map(({ message }) => message)).toEqual([
    '"setup" waits for "proxy" with the mechanism "post-start", but "setup" is one of the init containers, where a hook is no gate',
  ]);
});

test.each(['native', 'post-start'] as const)('fails when %s is to gate again at every restart', (mechanism) => {
  expect(problemsOf(
    mechanismNotSupported, planOf(pod, { edges: [edge('app', 'proxy', { regate: true, mechanism })], containers }),
  )).toEqual([{
    message: `"app" must wait for "proxy" again at every restart (regate), which the mechanism "${mechanism}" can't do`,
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }), or remove regate',
  }]);
});

test('fails when a plain init container is to gate again at every restart', () => {
  const plan = planOf({ initContainers: ['setup'], containers: ['app'] }, { edges: [edge('app', 'setup', { regate: true })] });
  expect(problemsOf(mechanismNotSupported, plan)).toEqual([{
    message: '"app" must wait for "setup" again at every restart (regate), which the order of the init containers can\'t do',
    cure: 'remove regate',
  }]);
});

test('fails when a plain init container is to be waited for by a mechanism', () => {
  const plan = planOf({ initContainers: ['setup'], containers: ['app'] }, { edges: [edge('app', 'setup', { mechanism: 'guard' })] });
  expect(problemsOf(mechanismNotSupported, plan)).toEqual([{
    message: '"app" must wait for "setup" with the mechanism "guard", but "setup" is a plain init container, which ends before "app" starts',
    cure: 'remove the mechanism',
  }]);
});

test('fails when the kubelet is to see the start of what is still behind its guard', () => {
  const edges = [edge('app', 'proxy', { condition: 'started', mechanism: 'native' }), edge('proxy', 'db', { mechanism: 'guard' })];
  expect(problemsOf(mechanismNotSupported, planOf(pod, { edges, containers }))).toEqual([{
    message: '"app" waits until "proxy" has started, but the guard of "proxy" still waits for "db" then, which the mechanism "native" can\'t see',
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }), or remove this dependency',
  }]);
});

test('says nothing of a hook between regular containers', () => {
  expect(problemsOf(mechanismNotSupported, planOf(pod, { edges: ['app -> proxy'], containers, mechanism: 'post-start' }))).toEqual([]);
});

test('says nothing when regate alone decides for the guard', () => {
  expect(problemsOf(mechanismNotSupported, planOf(pod, { edges: [edge('app', 'proxy', { regate: true })], containers }))).toEqual([]);
});

test('says nothing of native where the success of an init container is awaited', () => {
  const plan = planOf({ initContainers: ['setup'], containers: ['app'] }, { edges: [edge('app', 'setup', { mechanism: 'native' })] });
  expect(problemsOf(mechanismNotSupported, plan)).toEqual([]);
});

test('says nothing when the start of a container without a guard is awaited', () => {
  expect(problemsOf(
    mechanismNotSupported, planOf(pod, { edges: [edge('app', 'proxy', { condition: 'started' }), 'proxy -> db'], containers }),
  )).toEqual([]);
});

const LONELY = { containers: [{ name: 'app', command: ['/app'] }] };

test.each(['native', 'native-waiter', 'post-start'] as const)('fails when %s is to wait for an injected container', (mechanism) => {
  const plan = planOf(LONELY, { edges: [edge('app', 'mesh', { mechanism })], containers: { mesh: MESH }, runtimeImage: RUNTIME_IMAGE });
  expect(problemsOf(mechanismNotSupported, plan)).toEqual([{
    message: `"app" waits for "mesh" with the mechanism "${mechanism}", but "mesh" is injected at admission: nothing can be rendered into it`,
    cure: 'use Mechanism.GUARD, or remove the mechanism',
  }]);
});

test.each(['native', 'native-waiter', 'post-start'] as const)('fails when %s is to wait for something outside of the Pod', (mechanism) => {
  const plan = planOf(LONELY, { edges: [edge('app', 'tcp://db:5432', { mechanism })], containers: { 'tcp://db:5432': DATABASE }, runtimeImage: RUNTIME_IMAGE });
  expect(problemsOf(mechanismNotSupported, plan)).toEqual([{
    message: `"app" waits for "tcp://db:5432" with the mechanism "${mechanism}", but "tcp://db:5432" is outside of the Pod: nothing can be rendered into it`,
    cure: 'use Mechanism.GUARD, or use Mechanism.INIT_WAITER, or remove the mechanism',
  }]);
});

test('fails when an init container is to wait for a container that may be injected as a regular one', () => {
  const plan = planOf(LONELY, { edges: [edge('app', 'mesh', { mechanism: 'init-waiter' })], containers: { mesh: MESH }, runtimeImage: RUNTIME_IMAGE });
  expect(problemsOf(mechanismNotSupported, plan)).toEqual([{
    message: '"app" waits for "mesh" with the mechanism "init-waiter" among the init containers, but "mesh" may be injected as a regular container, which starts after them: neither would ever start',
    cure: 'use Mechanism.GUARD, or declare { native: true } if it is injected as a native sidecar in front',
  }]);
});

test('fails when the guard of an init container is to wait for a container that may be injected as a regular one', () => {
  const pods = { initContainers: [{ name: 'setup', command: ['/setup'] }], containers: ['app'] };
  const plan = planOf(pods, { edges: ['setup -> mesh'], containers: { mesh: MESH }, runtimeImage: RUNTIME_IMAGE });
  expect(problemsOf(mechanismNotSupported, plan)).toEqual([{
    message: '"setup" waits for "mesh" with the mechanism "guard" among the init containers, but "mesh" may be injected as a regular container, which starts after them: neither would ever start',
    cure: 'declare { native: true } if it is injected as a native sidecar in front',
  }]);
});

test('fails when an init container is to wait again for something outside of the Pod', () => {
  const plan = planOf(LONELY, { edges: [edge('app', 'tcp://db:5432', { mechanism: 'init-waiter', regate: true })], containers: { 'tcp://db:5432': DATABASE }, runtimeImage: RUNTIME_IMAGE });
  expect(problemsOf(mechanismNotSupported, plan)).toEqual([{
    message: '"app" must wait for "tcp://db:5432" again at every restart (regate), which the mechanism "init-waiter" can\'t do',
    cure: 'use Mechanism.GUARD, or remove regate',
  }]);
});

test('passes when the injector can hold the application', () => {
  const containers = { 'istio-proxy': MESH };
  expect(problemsOf(mechanismNotSupported, planOf(LONELY, { edges: [edge('app', 'istio-proxy', { mechanism: 'post-start' })], containers }))).toEqual([]);
});
