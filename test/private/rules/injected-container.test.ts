import { expect, test } from 'vitest';
import { injectedContainer } from '../../../src/private/rules/injected-container';
import type { ContainerModel } from '../../../src/private/model';
import { edge, planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const APP = { name: 'app', command: ['/app'] };
const CURE = 'remove what is declared of it, beside its check';

function meshOf(declared: Partial<ContainerModel> = {}) {
  return { mesh: { check: READY, foreign: { kind: 'injected', native: false }, ...declared } } as const;
}

test('passes when a container waits for it', () => {
  expect(problemsOf(injectedContainer, planOf({ containers: [APP] }, { edges: ['app -> mesh'], containers: meshOf() }))).toEqual([]);
});

test('fails when the manifest has the container', () => {
  expect(problemsOf(injectedContainer, planOf({ containers: [APP, 'mesh'] }, { edges: ['app -> mesh'], containers: meshOf() }))).toEqual([{
    message: '"mesh" is declared as injected, but the manifest has this container',
    cure: 'use order.container("mesh") with readyWhen instead of injected',
  }]);
});

test('fails when it is to wait itself', () => {
  const plan = planOf({ containers: [APP] }, { edges: ['mesh -> app'], containers: { ...meshOf(), app: { check: READY } }, runtimeImage: RUNTIME_IMAGE });
  expect(problemsOf(injectedContainer, plan)).toEqual([{
    message: '"mesh" must wait for "app", but "mesh" is injected at admission: nothing can be rendered into it', cure: CURE,
  }]);
});

test.each([
  [{ sidecar: true }, 'with asSidecar()'],
  [{ stepOptions: {} }, 'as a step'],
  [{ waiterPath: '/startgate' }, 'with waiterPath'],
  [{ entrypoint: ['/mesh'] }, 'with imageEntrypoint'],
])('fails when something is to be rendered into it: %j', (declared, how) => {
  expect(problemsOf(injectedContainer, planOf({ containers: [APP] }, { edges: ['app -> mesh'], containers: meshOf(declared) }))).toEqual([{
    message: `"mesh" is declared ${how}, but "mesh" is injected at admission: nothing can be rendered into it`, cure: CURE,
  }]);
});

test('fails when the dependency on it is optional', () => {
  const plan = planOf({ containers: [APP] }, { edges: [edge('app', 'mesh', { optional: true })], containers: meshOf() });
  expect(problemsOf(injectedContainer, plan)).toEqual([{
    message: '"app" may start without "mesh" (optional), but only admission decides whether "mesh" is injected',
    cure: 'remove optional, or use OnTimeout.CONTINUE',
  }]);
});
