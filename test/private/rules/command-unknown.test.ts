import { expect, test } from 'vitest';
import { commandUnknown } from '../../../src/private/rules/command-unknown';
import { edge, planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const proxy = { name: 'proxy' };
const app = { name: 'app' };
const cure = 'set command in the manifest, or declare the entrypoint of the image: imageEntrypoint(["/bin/app"])';

test('fails when a dependent behind a guard has no command', () => {
  const plan = planOf(
    { containers: ['proxy', 'db', app] },
    { edges: ['app -> proxy', 'app -> db'], containers: { proxy: { check: READY } }, mechanism: 'guard' },
  );
  expect(problemsOf(commandUnknown, plan)).toEqual([
    { message: '"app" needs a guard because it waits for "db", "proxy", but its command is unknown: the manifest sets none', cure },
  ]);
});

test('fails when the state of a container without a command is needed', () => {
  const plan = planOf({ containers: [proxy, 'app'] }, { edges: [edge('app', 'proxy', { condition: 'started', mechanism: 'guard' })] });
  expect(problemsOf(commandUnknown, plan)).toEqual([
    { message: '"proxy" needs a guard because "app" waits until it has started, but its command is unknown: the manifest sets none', cure },
  ]);
});

test('fails when a sidecar that must end with the others has no command', () => {
  const plan = planOf(
    { containers: [proxy, app], restartPolicy: 'Never' },
    { containers: { proxy: { sidecar: true } }, kubernetesVersion: '1.28', runtimeImage: RUNTIME_IMAGE },
  );
  expect(problemsOf(commandUnknown, plan)).toEqual([
    { message: '"proxy" needs a guard because as a sidecar it must end when "app" has ended, but its command is unknown: the manifest sets none', cure },
    { message: '"app" needs a guard because the sidecars of the Pod must end when it has ended, but its command is unknown: the manifest sets none', cure },
  ]);
});

test('says nothing when the order says what the image runs', () => {
  const plan = planOf(
    { containers: ['proxy', app] },
    { edges: ['app -> proxy'], containers: { proxy: { check: READY }, app: { entrypoint: ['/app'] } }, mechanism: 'guard' },
  );
  expect(problemsOf(commandUnknown, plan)).toEqual([]);
});

test('says nothing of a container without a guard', () => {
  expect(problemsOf(
    commandUnknown, planOf({ containers: [proxy, app] }, { edges: ['app -> proxy'], containers: { proxy: { check: READY } } }),
  )).toEqual([]);
});
