import { expect, test } from 'vitest';
import { manifestOrderChanged } from '../../../src/private/rules/manifest-order-changed';
import { type ContainerInput, edge, planOf, problemsOf, READY } from '../support';

const containers = { proxy: { check: READY } };

function native(name: string): ContainerInput {
  return { name, restartPolicy: 'Always' };
}

test('warns of an init container that overtakes the one in front of it', () => {
  const plan = planOf(
    { initContainers: [native('metrics'), 'istio-init', native('proxy')], containers: ['app'] },
    { edges: ['metrics -> proxy'], containers },
  );
  expect(plan.initOrder).toEqual(['istio-init', 'proxy', 'metrics']);
  expect(problemsOf(manifestOrderChanged, plan)).toEqual([{
    message: '"istio-init" starts before "metrics", but the manifest starts "metrics" first',
    cure: 'if the new order is right, declare it: order.container("metrics").dependsOn(order.container("istio-init")); otherwise remove the dependency that contradicts the manifest',
  }]);
});

test('says nothing when the new order is declared, directly or through another container', () => {
  const pod = { initContainers: [native('metrics'), 'istio-init', native('proxy')], containers: ['app'] };
  expect(problemsOf(manifestOrderChanged, planOf(pod, { edges: ['metrics -> proxy', 'metrics -> istio-init'], containers }))).toEqual([]);
  expect(problemsOf(manifestOrderChanged, planOf(pod, { edges: ['metrics -> proxy', 'proxy -> istio-init'], containers }))).toEqual([]);
});

test('names all that overtake a container, and how to declare each', () => {
  const plan = planOf(
    { initContainers: ['migrate', 'cert', native('agent'), native('proxy')], containers: ['app'] },
    { edges: ['migrate -> proxy'], containers },
  );
  expect(problemsOf(manifestOrderChanged, plan)).toEqual([{
    message: '"cert", "agent" start before "migrate", but the manifest starts "migrate" first',
    cure: 'if the new order is right, declare it: order.container("migrate").dependsOn(order.container("cert"))'
      + '.dependsOn(order.container("agent"), { condition: Condition.STARTED }); otherwise remove the dependency that contradicts the manifest',
  }]);
});

test('warns of a container that moves in front of an init container which does not depend on it', () => {
  const plan = planOf({ initContainers: ['migrate', 'seed'], containers: ['proxy', 'app'] }, { edges: ['migrate -> proxy'], containers });
  expect(plan.initOrder).toEqual(['proxy', 'migrate', 'seed']);
  expect(problemsOf(manifestOrderChanged, plan).map(({ message }) => message)).toEqual(['"proxy" starts before "seed", but the manifest starts "seed" first']);
});

test('warns of a container that moves in front of a postStart hook', () => {
  const hooked = { name: 'vault', lifecycle: { postStart: { exec: { command: ['/wait'] } } } };
  const plan = planOf({ containers: [hooked, 'proxy', 'app'] }, { edges: ['app -> proxy'], containers });
  expect(problemsOf(manifestOrderChanged, plan).map(({ message }) => message)).toEqual(['"proxy" starts before "vault", but the manifest starts "vault" first']);
});

test('says nothing of containers that hold nothing back', () => {
  expect(problemsOf(
    manifestOrderChanged, planOf({ containers: ['logger', 'proxy', 'app'] }, { edges: ['app -> proxy'], containers }),
  )).toEqual([]);
});

test('says nothing of a sidecar that the order brings: the manifest says nothing of its place', () => {
  const sidecars = [{ container: { name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' }, volumes: [] }];
  const plan = planOf(
    { initContainers: ['migrate', 'seed', native('proxy')], containers: ['app'] }, { edges: ['migrate -> proxy'], containers, sidecars },
  );
  expect(plan.initOrder).toEqual(['proxy', 'migrate', 'seed']);
  expect(problemsOf(manifestOrderChanged, plan)).toEqual([]);
});

test('the cure clears the finding', () => {
  const pod = { initContainers: [native('metrics'), 'cert', native('agent'), native('proxy')], containers: ['app'] };
  const edges = ['metrics -> proxy', 'metrics -> cert', edge('metrics', 'agent', { condition: 'started' })];
  expect(problemsOf(manifestOrderChanged, planOf(pod, { edges, containers }))).toEqual([]);
});
