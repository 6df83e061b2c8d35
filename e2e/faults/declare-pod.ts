import { Duration, type Chart } from 'cdk8s';
import { Check, Mechanism, StartOrder } from '../../src';
import { IMAGE } from '../images/images';
import { actor, pod, type Container } from '../support/gated-pod';
import { blockingOf, drawPod, type Behaviour, type DrawnContainer, type DrawnPod, type Kinds } from './drawn-pod';
import { Random } from './random';

const NEVER = ['-ready', '-1s'];

/** What the actor is told to do. */
const ARGUMENTS: Readonly<Record<Behaviour, (warmUp: string) => readonly string[]>> = {
  'at once': () => ['-ready', '0s'],
  'late': (warmUp) => ['-ready', warmUp],
  'flaps': (warmUp) => ['-ready', warmUp, '-unready', '8s', '-again', '4s'],
  'never ready': () => NEVER,
  'crashes': () => [...NEVER, '-exit', '1s', '-code', '1'],
  'exits with 0': () => [...NEVER, '-exit', '1s'],
  'hangs': () => [...NEVER, '-hang'],
  'says failed': () => [...NEVER, '-failed'],
  'image missing': () => [],
  'binary missing': (warmUp) => ['-ready', warmUp],
};

/** Long enough for everything that opens, short for what never does: its failure is waited for. */
const LONG = Duration.minutes(4);
const SHORT = Duration.seconds(4);

/** Declares the Pod and its order; the rules may refuse it at synthesis. */
export function declarePod(chart: Chart, drawn: DrawnPod): void {
  const order = StartOrder.of(pod(chart, drawn.containers.map(containerOf), drawn.sharedProcesses ? { shareProcessNamespace: true } : {}));
  const blocking = blockingOf(drawn);
  const awaited = new Set(drawn.gates.map(({ dependency }) => dependency));
  for (const [index, { name }] of drawn.containers.entries()) {
    if (awaited.has(name)) order.container(name).readyWhen(Check.httpGet('/ready', { port: portOf(index) }));
  }
  for (const { dependent, dependency, mechanism } of drawn.gates) {
    const timeout = dependency === blocking?.name ? SHORT : LONG;
    order.container(dependent).dependsOn(order.container(dependency), { mechanism, timeout });
  }
  for (const name of withoutWaiter(drawn)) order.container(name).waiterPath('/absent');
}

/** Where the waiter would have to be for the gates of the container that blocks. */
export function withoutWaiter(drawn: DrawnPod): string[] {
  const blocking = blockingOf(drawn);
  if (blocking?.behaviour !== 'binary missing') return [];
  return drawn.gates
    .filter(({ dependency }) => dependency === blocking.name)
    .map(({ dependent, dependency, mechanism }) => (mechanism === Mechanism.GUARD ? dependent : dependency));
}

function portOf(index: number): number {
  return 9000 + index;
}

function containerOf({ name, behaviour, warmUpMilliseconds }: DrawnContainer, index: number): Container {
  const args = ['-listen', `:${portOf(index)}`, ...ARGUMENTS[behaviour](`${warmUpMilliseconds}ms`)];
  return actor(name, args, behaviour === 'image missing' ? { image: IMAGE.absent } : {});
}

/**
 * The Pod that a seed and a number stand for: the first draw that the library takes.
 *
 * @param takes whether it can be synthesized
 */
export function drawDeclarable(seed: string, number: number, takes: (drawn: DrawnPod) => boolean, kinds?: Kinds): DrawnPod {
  for (let attempt = 0; attempt < 100; attempt++) {
    const drawn = drawPod(new Random(`${seed}/${number}/${attempt}`), kinds);
    if (takes(drawn)) return drawn;
  }
  throw new Error(`seed ${seed}, run ${number}: no draw of a hundred could be synthesized`);
}
