import { expect, test } from 'vitest';
import { deadlock } from '../../../src/private/rules/deadlock';
import { edge, planOf, problemsOf, READY } from '../support';

const cure = 'declare asSidecar() on the container that must start first, or remove this dependency';
const containers = { db: { check: { ...READY, port: 5432 } }, proxy: { check: READY } };
const sidecar = { name: 'proxy', restartPolicy: 'Always', command: ['/proxy'] };

test('fails when an init container waits for what starts after it', () => {
  const plan = planOf(
    { initContainers: ['setup'], containers: ['db', 'app'] }, { edges: [edge('setup', 'db', { mechanism: 'guard' })], containers },
  );
  expect(problemsOf(deadlock, plan)).toEqual([
    { message: '"setup" waits for "db", which starts only after the init container "setup" has ended: neither ever starts', cure },
  ]);
});

test('fails when a native sidecar waits in front of its own gate', () => {
  const plan = planOf(
    { initContainers: [sidecar], containers: ['db', 'app'] },
    { edges: [edge('proxy', 'db', { mechanism: 'guard' }), 'app -> proxy'], containers },
  );
  expect(problemsOf(deadlock, plan)).toEqual([
    { message: '"proxy" waits for "db", which starts only after the native sidecar "proxy" has passed its startupProbe: neither ever starts', cure },
  ]);
});

test('fails when an init container waits for a native sidecar that waits', () => {
  const plan = planOf(
    { initContainers: [sidecar, 'setup'], containers: ['db', 'app'] },
    { edges: [edge('proxy', 'db', { mechanism: 'guard' }), edge('setup', 'proxy', { mechanism: 'guard' })], containers },
  );
  expect(problemsOf(deadlock, plan)).toEqual([
    { message: '"proxy" waits for "db", which starts only after the init container "setup" has ended, and "setup" waits for "proxy": neither ever starts', cure },
  ]);
});

test('says nothing of a native sidecar that holds nothing back', () => {
  const plan = planOf(
    { initContainers: [sidecar], containers: ['db', 'app'] },
    { edges: [edge('proxy', 'db', { mechanism: 'guard' }), edge('app', 'proxy', { mechanism: 'guard' })], containers },
  );
  expect(problemsOf(deadlock, plan)).toEqual([]);
});

test('says nothing when what is waited for becomes a native sidecar', () => {
  const plan = planOf({ initContainers: ['setup'], containers: ['db', 'app'] }, { edges: ['setup -> db'], containers });
  expect(problemsOf(deadlock, plan)).toEqual([]);
});

test('says nothing of guards between regular containers', () => {
  expect(problemsOf(deadlock, planOf({ containers: ['db', 'app'] }, { edges: ['app -> db'], containers, mechanism: 'guard' }))).toEqual([]);
});

test('fails when the startup probe of a native sidecar dials a container that starts behind it', () => {
  const proxy = { name: 'proxy', ports: [{ containerPort: 9000 }], startupProbe: { httpGet: { port: 8080 } } };
  const pod = { containers: [proxy, { name: 'app', ports: [{ containerPort: 8080 }] }] };
  expect(problemsOf(deadlock, planOf(pod, { edges: [edge('app', 'proxy', { condition: 'started' })] }))).toEqual([{
    message: 'the startupProbe of "proxy" checks port 8080 of "app", which the kubelet creates only after that probe has passed: neither ever starts',
    cure: 'set a port of "proxy" in the startupProbe, or remove the startupProbe',
  }]);
});

test('fails for such a probe of a native sidecar that nobody waits for', () => {
  const proxy = {
    name: 'proxy', restartPolicy: 'Always', startupProbe: { httpGet: { port: 'web' } }, ports: [{ name: 'web', containerPort: 8080 }],
  };
  const other = { ...proxy, ports: [], startupProbe: { httpGet: { port: 8080 } } };
  const app = { name: 'app', ports: [{ containerPort: 8080 }] };
  expect(problemsOf(deadlock, planOf({ initContainers: [proxy], containers: [app] }))).toEqual([]);
  expect(problemsOf(deadlock, planOf({ initContainers: [other], containers: [app] })).map(({ message }) => message)).toEqual([
    'the startupProbe of "proxy" checks port 8080 of "app", which the kubelet creates only after that probe has passed: neither ever starts',
  ]);
});

test('says nothing of a startup probe that dials a container which starts before', () => {
  const agent = { name: 'agent', restartPolicy: 'Always', ports: [{ containerPort: 8080 }] };
  const proxy = { name: 'proxy', restartPolicy: 'Always', startupProbe: { httpGet: { port: 8080 } } };
  expect(problemsOf(deadlock, planOf({ initContainers: [agent, proxy], containers: ['app'] }))).toEqual([]);
});
