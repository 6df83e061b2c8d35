import { Check, Condition, Delivery, Mechanism } from '../../src';
import { IMAGE } from '../images/images';
import { actor, type Container } from '../support/gated-pod';
import { byDefault, ordered, ourSidecar, plain, stranger, waits, waitsBy, type Variant } from './bench-pod';

const { GUARD, INIT_WAITER, NATIVE, NATIVE_WAITER, POST_START } = Mechanism;
const app = () => actor('app');
const pair = (warmUp: number) => [ourSidecar(warmUp), app()];
const strangers = (warmUp: number) => [stranger(warmUp), app()];

const hooked = (...command: string[]) => plain((warmUp) => ({
  containers: [stranger(warmUp, [], { lifecycle: { postStart: { exec: { command } } } }), app()],
}));

/** The seed sample's hook: a request every 500 ms. */
const seedSample = hooked('/peer', 'poll', 'http://localhost:8080/ready', '500ms');

/** What the kubelet takes for any hook. */
const hookOnly = hooked('/peer', 'nothing', '-', '0s');

/** An entrypoint that looks for a file once a second, as Tekton's does. */
const shared = { volumeMounts: [{ name: 'shared', mountPath: '/shared' }] };
const VOLUME = { volumes: [{ name: 'shared', emptyDir: {} }] };
const tektonLike = plain((warmUp) => ({
  containers: [
    stranger(warmUp, ['-touch', '/shared/ready'], shared),
    actor('app', ['file', '/shared/ready', '1s', '/actor'], { command: ['/peer'], ...shared }),
  ],
  ...VOLUME,
}));

/** A native sidecar by hand, with the kubelet's default period. */
const probe = { restartPolicy: 'Always', startupProbe: { httpGet: { path: '/ready', port: 8080 }, failureThreshold: 30 } };
const defaultPeriod = plain((warmUp) => ({ initContainers: [{ ...ourSidecar(warmUp), ...probe }], containers: [app()] }));

const CHAIN = ['app', 'second', 'first', 'sidecar'];

/** `app` waits for `second`, that for `first`, and that for the sidecar; the two between are ready at once. */
function chainOf(condition: Condition): Variant['manifest'] {
  const between = (name: string, port: number): Container => actor(name, ['-listen', `:${port}`]);
  return ordered((warmUp) => [ourSidecar(warmUp), between('first', 9001), between('second', 9002), app()], (order) => {
    order.configure({ mechanism: GUARD, runtimeImage: IMAGE.waiter });
    order.container('sidecar').readyWhen(Check.httpGet('/ready', { port: 8080 }));
    if (condition === Condition.HEALTHY) {
      ['first', 'second'].forEach((name, index) => void order.container(name).readyWhen(Check.httpGet('/ready', { port: 9001 + index })));
    }
    order.container('first').dependsOn(order.container('sidecar'));
    order.container('second').dependsOn(order.container('first'), { condition });
    order.container('app').dependsOn(order.container('second'), { condition });
    for (const name of CHAIN.slice(0, 3)) order.container(name).waiterPath('/startgate');
  });
}

/** From readiness to the application's first instruction, where there is an aim in milliseconds: each alone on the node. */
export const EXACT: readonly Variant[] = [
  { name: '`GUARD`', manifest: ordered(pair, waits(GUARD)) },
  { name: 'chain of three `GUARD`s, each by `STARTED`', manifest: chainOf(Condition.STARTED), chain: CHAIN },
  { name: 'chain of three `GUARD`s, each by `HEALTHY`', manifest: chainOf(Condition.HEALTHY), chain: CHAIN },
  { name: '`NATIVE_WAITER`', manifest: ordered(pair, waits(NATIVE_WAITER)) },
];

/** The same, where it takes so long that three may run side by side. */
export const COARSE: readonly Variant[] = [
  { name: '`GUARD`, a sidecar that is not ours', manifest: ordered(strangers, waits(GUARD)) },
  { name: '`POST_START`', manifest: ordered(pair, waits(POST_START)) },
  { name: '`INIT_WAITER`', manifest: ordered(pair, waits(INIT_WAITER)) },
  { name: '`NATIVE` (httpGet startup probe, period 1)', manifest: ordered(pair, waits(NATIVE)) },
  { name: 'peer: postStart hook that polls every 500 ms (seed sample)', manifest: seedSample },
  { name: 'peer: entrypoint that looks for a file every second (as Tekton)', manifest: tektonLike },
  { name: 'peer: httpGet startup probe, period 10 (the default)', manifest: defaultPeriod },
];

/** From `kubectl apply` to the application's first instruction, where the sidecar is ready at once. The first one is the measure. */
export const APPLIED: readonly Variant[] = [
  { name: 'no gate at all', manifest: plain(() => ({ containers: strangers(0) })) },
  { name: 'no gate, a volume in the Pod', manifest: plain(() => ({ containers: [stranger(0), actor('app', [], shared)], ...VOLUME })) },
  { name: '`GUARD`, the waiter in the image', manifest: ordered(strangers, waits(GUARD)) },
  { name: 'the default: `GUARD`, the waiter by image volume', manifest: ordered(strangers, byDefault) },
  { name: '`GUARD`, the waiter installed', manifest: ordered(strangers, waitsBy(GUARD)) },
  {
    name: '`GUARD`, native sidecar, the waiter in the image',
    manifest: ordered(strangers, (order) => {
      waits(GUARD)(order);
      order.container('sidecar').asSidecar();
    }),
  },
  {
    name: '`GUARD`, native sidecar, the waiter by image volume',
    manifest: ordered(strangers, (order) => {
      waitsBy(GUARD, Delivery.IMAGE_VOLUME)(order);
      order.container('sidecar').asSidecar();
    }),
  },
  { name: 'no gate, and a postStart hook that does nothing', manifest: hookOnly },
  { name: '`POST_START`, the waiter in the image', manifest: ordered(strangers, waits(POST_START)) },
  { name: '`INIT_WAITER`, the sidecar ready at once', manifest: ordered(strangers, waits(INIT_WAITER)) },
  { name: '`NATIVE`', manifest: ordered(strangers, waits(NATIVE)) },
  { name: '`NATIVE_WAITER`, the waiter in the image', manifest: ordered(strangers, waits(NATIVE_WAITER)) },
  { name: '`NATIVE_WAITER`, the waiter installed', manifest: ordered(strangers, waitsBy(NATIVE_WAITER)) },
];
