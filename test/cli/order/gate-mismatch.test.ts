import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOrder } from '../../../src/cli/order/reading';
import { workloadOf } from '../../../src/cli/order/workload';
import { writeOrder } from '../../../src/private/apply-order';
import { Decisions } from '../../../src/private/decided-pods';
import type { JsonObject } from '../../../src/private/manifest';
import type { CheckModel, MechanismName } from '../../../src/private/model';
import { scenario } from '../../private/arbitrary-order';
import { edge, manifestOf, orderOf, type OrderInput, type PodInput, READY, RUNTIME_IMAGE } from '../../private/support';

/** The manifest as an order is rendered into it; undefined when the order has an error. */
function rendered(pod: PodInput, order: OrderInput): JsonObject | undefined {
  const manifest = { apiVersion: 'v1', ...manifestOf(pod) };
  return writeOrder(manifest, orderOf(order), new Decisions()).some(({ severity }) => severity === 'error') ? undefined : manifest;
}

function notKept(value: JsonObject): string[] {
  const { findings } = readOrder(workloadOf({ value, file: 'web.yaml' } as never)!);
  return findings.filter(({ id }) => id === 'annotation-not-kept').map(({ message }) => message);
}

test('no error is found in any order as it was rendered', () => {
  let count = 0;
  fc.assert(fc.property(scenario, ({ pod, order }) => {
    const manifest = rendered(pod, order);
    if (manifest === undefined) return;
    count++;
    const { findings } = readOrder(workloadOf({ value: manifest, file: 'web.yaml' } as never)!);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  }), { seed: 20_261_129, numRuns: 2000 });
  expect(count).toBeGreaterThan(300);
});

const POD: PodInput = {
  containers: [
    { name: 'proxy', image: 'proxy', ports: [{ containerPort: 8080 }, { containerPort: 9090 }] },
    { name: 'app', image: 'app', command: ['/app'] },
  ],
};
const ORDER: OrderInput = { edges: ['app -> proxy'], containers: { proxy: { check: READY } }, runtimeImage: RUNTIME_IMAGE };

/** What is said when a text of the rendered manifest is changed. */
function changed(order: OrderInput, from: string, to: string, pod = POD): string[] {
  const text = JSON.stringify(rendered(pod, order)!);
  const annotation = /"startgate\.dev\/order":"(?:[^"\\]|\\.)*"/u.exec(text)![0];
  const spoilt = text.replace(annotation, '"annotation":""').replace(from, to);
  expect(spoilt).toContain(to);
  return notKept(JSON.parse(spoilt.replace('"annotation":""', annotation)) as JsonObject);
}

function says(mechanism: string, what: string): string[] {
  return [`the annotation says that "app" waits for "proxy" with ${mechanism}, but ${what}`];
}

describe('an init container that waits', () => {
  const waits = { ...ORDER, mechanism: 'init-waiter' } as const;
  const says1 = (what: string): string[] => says('init-waiter', what);

  test('is seen when it looks elsewhere', () => {
    expect(changed(waits, 'localhost:8080/ready', 'localhost:8080/live')).toEqual(
      says1('the init container "startgate-wait" checks http://localhost:8080/live, not http://localhost:8080/ready'),
    );
  });

  test('is seen when it waits for less time', () => {
    expect(changed(waits, '"60s"', '"5s"')).toEqual(says1('the init container "startgate-wait" waits 5s, not 60s'));
  });

  test('is missed when it has another name', () => {
    expect(changed(waits, 'startgate-wait', 'something-else')).toEqual(says1('no init container between "proxy" and "app" waits for it'));
  });

  test('holds nothing back when it is a native sidecar', () => {
    expect(changed(waits, '"name":"startgate-wait"', '"name":"startgate-wait","restartPolicy":"Always"')).toEqual(
      says1('no init container between "proxy" and "app" waits for it'),
    );
  });
});

test('a file that is the mount of its volume is kept by an init container that waits', () => {
  const proxy = { name: 'proxy', image: 'proxy', volumeMounts: [{ name: 'shared', mountPath: '/shared' }] };
  const pod = { containers: [proxy, { name: 'app', image: 'app' }], volumes: [{ name: 'shared' }] };
  const order: OrderInput = { ...ORDER, mechanism: 'init-waiter', containers: { proxy: { check: { kind: 'file', path: '/shared' } } } };
  expect(notKept(rendered(pod, order)!)).toEqual([]);
});

test('the image volume of an order is read back, and the version that it was declared for', () => {
  const manifest = rendered(POD, { ...ORDER, mechanism: 'guard', kubernetesVersion: '1.36' })!;
  const { input } = readOrder(workloadOf({ value: manifest, file: 'web.yaml' } as never)!);
  expect(input.order).toMatchObject({ runtimeImage: RUNTIME_IMAGE, delivery: 'image-volume', kubernetesVersion: '1.36' });
});

describe('a guard', () => {
  const guarded = { ...ORDER, mechanism: 'guard' } as const;

  test.each([
    ['path', 'localhost:8080/ready', 'localhost:8080/live', 'http://localhost:8080/live'],
    ['port', 'localhost:8080/ready', 'localhost:9090/ready', 'http://localhost:9090/ready'],
    ['host', '//localhost:8080/ready', '//db.example:8080/ready', 'http://db.example:8080/ready'],
    ['scheme', 'http://localhost:8080/ready', 'tcp://localhost:8080', 'tcp://localhost:8080'],
  ])('with another %s', (_what, from, to, seen) => {
    expect(changed(guarded, from, to)).toEqual(says('guard', `the guard of "app" checks ${seen}, not http://localhost:8080/ready`));
  });

  test('with another timeout', () => {
    expect(changed(guarded, '"60s"', '"5s"')).toEqual(says('guard', 'the guard of "app" waits 5s, not 60s'));
  });

  test('that goes on when its time is over', () => {
    expect(changed(guarded, '"60s"', '"60s","--on-timeout","continue"')).toEqual(says(
      'guard', 'the guard of "app" has --on-timeout continue, not fail',
    ));
  });

  test('whose words the waiter refuses', () => {
    expect(changed(guarded, '"60s"', '"60"')).toEqual(says(
      'guard', 'the waiter refuses the command of "app": --timeout has no unit in "60": write "60s" for seconds or "60ms" for milliseconds',
    ));
  });

  test('that waits for less', () => {
    const order = {
      ...guarded, edges: [edge('app', 'proxy', { condition: 'completed' })], containers: { proxy: { entrypoint: ['/proxy'] } },
    };
    const job = { ...POD, restartPolicy: 'Never' };
    expect(changed(order, 'proxy=completed', 'proxy=started', job)).toEqual(says('guard', 'the guard of "app" waits until "proxy" is started, not completed'));
  });
});

test('a waiter in a startupProbe with another path', () => {
  expect(changed({ ...ORDER, mechanism: 'native-waiter' }, '/ready', '/live'))
    .toEqual(says('native-waiter', 'the startupProbe of "proxy" checks http://localhost:8080/live, not http://localhost:8080/ready'));
});

test('a startupProbe that no longer runs the waiter', () => {
  expect(changed({ ...ORDER, mechanism: 'native-waiter' }, '/startgate/bin/startgate","wait', '/bin/true","wait-not'))
    .toEqual(says('native-waiter', 'the startupProbe of "proxy" does not run the waiter'));
});

test('a postStart hook with another timeout', () => {
  expect(changed(
    { ...ORDER, mechanism: 'post-start', kubernetesVersion: '1.28' }, '"60s"', '"5s"',
  )).toEqual(says('post-start', 'the postStart hook of "proxy" waits 5s, not 60s'));
});

describe('a startupProbe of the kubelet', () => {
  test.each([
    ['path', '"path":"/ready"', '"path":"/live"', 'http://localhost:8080/live'],
    ['port', '"port":8080', '"port":9090', 'http://localhost:9090/ready'],
    ['host', '"port":8080', '"port":8080,"host":"127.0.0.1"', 'http://127.0.0.1:8080/ready'],
    ['scheme', '"port":8080', '"port":8080,"scheme":"HTTPS"', 'https://localhost:8080/ready'],
  ])('with another %s', (_what, from, to, seen) => {
    expect(changed({ ...ORDER, mechanism: 'native' }, from, to)).toEqual(says('native', `the startupProbe of "proxy" checks ${seen}, not http://localhost:8080/ready`));
  });
});

describe('the times of a check', () => {
  const times = { timeoutMs: 3000, intervalMs: 2500 };
  const timed: OrderInput = { ...ORDER, containers: { proxy: { check: { ...READY, ...times } } } };
  const words = 'http://localhost:8080/ready --request-timeout 3s --interval 2500ms';

  test.each<[MechanismName, string]>([
    ['guard', 'the guard of "app"'], ['init-waiter', 'the init container "startgate-wait"'], ['native-waiter', 'the startupProbe of "proxy"'],
    ['post-start', 'the postStart hook of "proxy"'],
  ])('are kept by %s, and missed', (mechanism, place) => {
    const order: OrderInput = { ...timed, mechanism, ...(mechanism === 'post-start' ? { kubernetesVersion: '1.28' } : {}) };
    expect(notKept(rendered(POD, order)!)).toEqual([]);
    expect(changed(order, '"--request-timeout","3s",', '')).toEqual(says(mechanism, `${place} checks http://localhost:8080/ready --interval 2500ms, not ${words}`));
    expect(changed(order, '"--interval","2500ms"', '"--interval","9s"')).toEqual(says(mechanism, `${place} checks http://localhost:8080/ready --request-timeout 3s --interval 9s, not ${words}`));
  });

  test('are kept by native in whole seconds, and missed', () => {
    const order: OrderInput = { ...timed, mechanism: 'native' };
    const [place, promised] = ['the startupProbe of "proxy"', 'http://localhost:8080/ready --request-timeout 3s --interval 3s'];
    expect(notKept(rendered(POD, order)!)).toEqual([]);
    expect(changed(order, '"timeoutSeconds":3,', '')).toEqual(says('native', `${place} checks http://localhost:8080/ready --interval 3s, not ${promised}`));
    expect(changed(order, '"periodSeconds":3', '"periodSeconds":1')).toEqual(says('native', `${place} checks http://localhost:8080/ready --request-timeout 3s --interval 1s, not ${promised}`));
  });
});

test('the statuses of a check are kept, and missed', () => {
  const order: OrderInput = { ...ORDER, mechanism: 'guard', containers: { proxy: { check: { ...READY, statuses: [200, 401] } } } };
  expect(notKept(rendered(POD, order)!)).toEqual([]);
  expect(changed(order, '"--status","200,401",', '')).toEqual(says('guard', 'the guard of "app" checks http://localhost:8080/ready, not http://localhost:8080/ready --status 200,401'));
  expect(changed(order, '"--status","200,401"', '"--status","200-401"')).toHaveLength(1);
});

test.each<[MechanismName, string, string]>([
  ['native', 'the startupProbe of "proxy"', ',"httpHeaders":[{"name":"Host","value":"shop.example"}]'],
  ['guard', 'the guard of "app"', '"--header","Host: shop.example",'],
])('the host of a check is kept by %s, and missed', (mechanism, place, words) => {
  const check = { ...READY, headers: [{ name: 'Host', value: 'shop.example' }] };
  const order: OrderInput = { ...ORDER, mechanism, containers: { proxy: { check } } };
  expect(notKept(rendered(POD, order)!)).toEqual([]);
  expect(changed(order, words, '')).toEqual(says(mechanism, `${place} checks http://localhost:8080/ready, not http://localhost:8080/ready --header Host: shop.example`));
});

test.each<[MechanismName, string]>([
  ['guard', 'the guard of "app"'], ['init-waiter', 'the init container "startgate-wait"'], ['native-waiter', 'the startupProbe of "proxy"'],
  ['post-start', 'the postStart hook of "proxy"'],
])('every one of several checks is kept by %s, and missed', (mechanism, place) => {
  const check: CheckModel = { kind: 'all', checks: [READY, { ...READY, port: 9090, intervalMs: 5000 }] };
  const order: OrderInput = {
    ...ORDER, mechanism, containers: { proxy: { check } }, ...(mechanism === 'post-start' ? { kubernetesVersion: '1.28' } : {}),
  };
  const second = `${mechanism === 'guard' ? '' : ','}"proxy=http://localhost:9090/ready","--interval","5s","--timeout","60s"${mechanism === 'guard' ? ',' : ''}`;
  expect(notKept(rendered(POD, order)!)).toEqual([]);
  expect(changed(order, second, '')).toEqual(says(mechanism, `${place} checks http://localhost:8080/ready, not http://localhost:8080/ready http://localhost:9090/ready --interval 5s`));
  expect(changed(order, '"--interval","5s","--timeout","60s"', '"--interval","5s","--timeout","9s"')).toEqual(says(mechanism, `${place} waits 9s, not 60s`));
});
