import { expect, test } from 'vitest';
import { injectedNeverEnds } from '../../../src/private/rules/injected-never-ends';
import { planOf, problemsOf, READY } from '../support';

const ENDS = { restartPolicy: 'Never', containers: [{ name: 'app', command: ['/app'] }] };

function orderOn(name: string, native = false) {
  return { edges: [`app -> ${name}`], containers: { [name]: { check: READY, foreign: { kind: 'injected', native } as const } } };
}

test('warns of a Pod that ends', () => {
  expect(problemsOf(injectedNeverEnds, planOf(ENDS, orderOn('mesh')))).toEqual([{
    message: '"mesh" may be injected as a regular container, and then runs on when the work of this Pod has ended',
    cure: 'end it with the work, or have it injected as a native sidecar and declare { native: true }',
  }]);
});

test.each([
  ['istio-proxy', 'send POST http://localhost:15020/quitquitquit at the end of the work'],
  ['linkerd-proxy', 'send POST http://localhost:4191/shutdown at the end of the work'],
  ['daprd', 'send POST /v1.0/shutdown to its port, http://localhost:3500 by default, at the end of the work'],
  ['consul-dataplane', 'send POST http://localhost:20600/graceful_shutdown at the end of the work'],
  ['vault-agent', 'set the annotation vault.hashicorp.com/agent-pre-populate-only: "true", which injects no sidecar'],
])('says how %s is told to end', (name, end) => {
  expect(problemsOf(injectedNeverEnds, planOf(ENDS, orderOn(name))).map(({ cure }) => cure)).toEqual([
    `${end}; or have it injected as a native sidecar and declare { native: true }`,
  ]);
});

test('passes for a native sidecar', () => {
  expect(problemsOf(injectedNeverEnds, planOf(ENDS, orderOn('mesh', true)))).toEqual([]);
});

test('passes for a Pod that serves', () => {
  expect(problemsOf(injectedNeverEnds, planOf({ containers: ENDS.containers }, orderOn('mesh')))).toEqual([]);
});
