import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { Check, Delivery, Mechanism, StartOrder } from '../../src';
import { IMAGE } from '../images/images';
import { actor, podSpec, type Container } from '../support/gated-pod';

export const NAMESPACE = 'bench';

/** One way to keep an application waiting for its sidecar, as a Pod. */
export interface Variant {
  readonly name: string;
  /** @returns the manifest of one Pod of this name, whose sidecar is ready after this time */
  readonly manifest: (pod: string, warmUp: number) => string;
  /** Containers, from the application to the last that is waited for. @default ['app', 'sidecar'] */
  readonly chain?: readonly string[];
}

type Declare = (order: StartOrder) => void;

/** A Pod as a start order makes it. */
export function ordered(
  containersOf: (warmUp: number) => readonly Container[], declare: Declare, more: Readonly<Record<string, unknown>> = {},
): Variant['manifest'] {
  return (name, warmUp) => {
    const app = new App();
    const chart = new Chart(app, 'bench', { namespace: NAMESPACE, disableResourceNameHashes: true });
    const spec = podSpec(containersOf(warmUp), { terminationGracePeriodSeconds: 1, ...more });
    const order = StartOrder.of(new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec }));
    declare(order);
    return app.synthYaml();
  };
}

/** A Pod without a start order: what others do, and nothing at all. */
export function plain(specOf: (warmUp: number) => Readonly<Record<string, unknown>>): Variant['manifest'] {
  return (name, warmUp) => JSON.stringify({
    apiVersion: 'v1', kind: 'Pod',
    metadata: { name, namespace: NAMESPACE },
    spec: { ...podSpec([], { terminationGracePeriodSeconds: 1 }), ...specOf(warmUp) },
  });
}

/** The runtime on Node: it holds the waiter's request. */
export function ourSidecar(warmUp: number): Container {
  return actor(
    'sidecar', [], { image: IMAGE.sidecar, command: undefined, args: undefined, env: [{ name: 'WARM_UP_MS', value: `${warmUp}` }] },
  );
}

/** A server that knows nothing of us. */
export function stranger(warmUp: number, args: readonly string[] = [], more: Readonly<Record<string, unknown>> = {}): Container {
  return actor('sidecar', ['-listen', ':8080', '-ready', `${warmUp}ms`, ...args], more);
}

/** The first example of the README: what an order gets that says no more. */
export function byDefault(order: StartOrder): void {
  order.configure({ runtimeImage: IMAGE.waiter });
  waitsForSidecar(order);
}

function waitsForSidecar(order: StartOrder): void {
  const sidecar = order.container('sidecar').readyWhen(Check.httpGet('/ready', { port: 8080 }));
  order.container('app').dependsOn(sidecar, { timeout: Duration.minutes(2) });
}

/** `app` waits for `sidecar`; the waiter is in both images. */
export function waits(mechanism: Mechanism): Declare {
  return (order) => {
    waitsBy(mechanism)(order);
    if (mechanism === Mechanism.GUARD) order.container('app').waiterPath('/startgate');
    if (mechanism === Mechanism.NATIVE_WAITER || mechanism === Mechanism.POST_START) order.container('sidecar').waiterPath('/startgate');
  };
}

/** The same; the waiter comes into the containers that need it. @default delivery - an init container installs it */
export function waitsBy(mechanism: Mechanism, delivery = Delivery.INSTALL): Declare {
  return (order) => {
    order.configure({ mechanism, delivery, runtimeImage: IMAGE.waiter });
    waitsForSidecar(order);
  };
}
