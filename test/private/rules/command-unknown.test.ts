import { expect, test } from 'vitest';
import type { LockedPlatform } from '../../../src/private/image-lock';
import type { Container } from '../../../src/private/manifest';
import { commandUnknown } from '../../../src/private/rules/command-unknown';
import { edge, lockOf, planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

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
    {
      message: '"proxy" needs a guard because as a sidecar it must end when "app" has ended, but its command is unknown: the manifest sets none',
      cure: `${cure}, or lock the image: cdk8s-startgate lock --image proxy:1, and configure({ imageLock: "startgate.images.json" })`,
    },
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

const LOCKED = '"app" needs a guard because it waits for "proxy", but its command is unknown: the manifest sets none, and "startgate.images.json"';

test.each<[string, Partial<Container>, Readonly<Record<string, LockedPlatform>>, string]>([
  ['lacks the image', {}, { 'app:2': { entrypoint: ['/app'] } }, 'does not have the image "app:1"'],
  ['has an image that runs nothing', {}, { 'app:1': { user: '65532' } }, 'says that the image "app:1" has neither an entrypoint nor a cmd'],
  ['has an image without an entrypoint, and the manifest has args', { args: ['--in'] }, { 'app:1': { cmd: ['/app'] } },
    'says that the image "app:1" has no entrypoint for the args of the manifest'],
])('fails when the image lock %s', (_what, fields, images, said) => {
  const plan = planOf(
    { containers: ['proxy', { ...app, ...fields }] },
    { edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'guard', imageLock: lockOf(images) },
  );
  expect(problemsOf(commandUnknown, plan).map(({ message }) => message)).toEqual([`${LOCKED} ${said}`]);
});

test('the cure names another lock file than the default one', () => {
  const plan = planOf(
    { containers: ['proxy', app] },
    { edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'guard', imageLock: lockOf({}, 'deploy/images.json') },
  );
  expect(problemsOf(commandUnknown, plan)[0]?.cure).toBe(`${cure}, or lock the image: cdk8s-startgate lock --file deploy/images.json --image app:1`);
});

test('the cure of an image that is locked is no second lock', () => {
  const plan = planOf(
    { containers: ['proxy', app] },
    { edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'guard', imageLock: lockOf({ 'app:1': {} }) },
  );
  expect(problemsOf(commandUnknown, plan)[0]?.cure).toBe(cure);
});

test('says nothing when the image lock knows the command', () => {
  const plan = planOf(
    { containers: ['proxy', app] },
    {
      edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'guard', imageLock: lockOf({ 'app:1': { entrypoint: ['/app'] } }),
    },
  );
  expect(problemsOf(commandUnknown, plan)).toEqual([]);
});
