import { Mechanism } from '../../src';
import type { Random } from './random';

/** What a container does that others wait for; a row of the matrix each. */
export const DELAYS = ['late', 'flaps'] as const;
export const BLOCKS = ['never ready', 'crashes', 'exits with 0', 'hangs', 'says failed', 'image missing', 'binary missing'] as const;
export type Behaviour = 'at once' | (typeof DELAYS)[number] | (typeof BLOCKS)[number];

/** What is done from outside. A new kind is added at the end: a run that is kept was drawn from the first ones. */
export const STRIKES = [
  'kill the dependency', 'kill the dependent', 'kill both', 'delete the Pod', 'restart the kubelet', 'restart containerd', 'kill the sandbox',
] as const;
export type StrikeKind = (typeof STRIKES)[number];

export interface DrawnContainer {
  readonly name: string;
  readonly behaviour: Behaviour;
  /** Until it is ready, where it ever is. */
  readonly warmUpMilliseconds: number;
}

export interface Gate {
  readonly dependent: string;
  readonly dependency: string;
  readonly mechanism: Mechanism;
}

export interface Strike {
  readonly kind: StrikeKind;
  /** Whose containers are meant. */
  readonly gate: Gate;
  /** After the dependency has started; `kill both` waits for the dependent instead. */
  readonly afterMilliseconds: number;
}

/** A Pod with its faults, as the seed has it. */
export interface DrawnPod {
  readonly containers: readonly DrawnContainer[];
  readonly gates: readonly Gate[];
  readonly strike: Strike | undefined;
  readonly sharedProcesses: boolean;
}

/** The hook is in it too, beside the others; what it lets through is counted apart. */
const WEIGHTED = [
  Mechanism.NATIVE, Mechanism.NATIVE, Mechanism.NATIVE, Mechanism.NATIVE_WAITER, Mechanism.NATIVE_WAITER, Mechanism.NATIVE_WAITER,
  Mechanism.GUARD, Mechanism.GUARD, Mechanism.GUARD, Mechanism.GUARD, Mechanism.POST_START,
  Mechanism.INIT_WAITER, Mechanism.INIT_WAITER, Mechanism.INIT_WAITER,
];

/** From how many of the strikes and of the mechanisms is drawn: a run that is kept was drawn from those of its day. */
export interface Kinds {
  readonly strikes: number;
  readonly mechanisms: number;
}

export const ALL_KINDS: Kinds = { strikes: STRIKES.length, mechanisms: WEIGHTED.length };

/**
 * Draws two to five containers, each of which but the first waits for one to three earlier ones.
 *
 */
export function drawPod(random: Random, kinds: Kinds = ALL_KINDS): DrawnPod {
  const weighted = WEIGHTED.slice(0, kinds.mechanisms);
  const names = Array.from({ length: random.between(2, 5) }, (_, index) => `c${index}`);
  // half of the Pods use one mechanism only
  const mechanism = random.chance(0.5) ? random.pick(weighted) : undefined;
  const gates = names.flatMap((dependent, place) => {
    const sure = random.between(0, place - 1);
    return names.slice(0, place)
      .filter((_, index) => index === sure || random.chance(0.25))
      .map((dependency): Gate => ({ dependent, dependency, mechanism: mechanism ?? random.pick(weighted) }));
  });
  const awaited = new Set(gates.map(({ dependency }) => dependency));
  // two that block would hide each other
  const blocking = random.chance(0.5) ? random.pick([...awaited]) : undefined;
  const behaviourOf = (name: string): DrawnContainer['behaviour'] => {
    if (name === blocking) {
      const fault = random.pick(BLOCKS);
      // an init container of ours has its waiter in its own image
      const isOwn = gates.some(({ dependency, mechanism: own }) => dependency === name && own === Mechanism.INIT_WAITER);
      return fault === 'binary missing' && isOwn ? 'never ready' : fault;
    }
    return awaited.has(name) ? random.pick(['at once', ...DELAYS, 'late']) : 'at once';
  };
  const containers = names.map((name): DrawnContainer => ({
    name,
    behaviour: behaviourOf(name),
    warmUpMilliseconds: random.between(500, 4000),
  }));
  return {
    containers,
    gates,
    strike: blocking === undefined && random.chance(0.7) ? drawStrike(random, gates, STRIKES.slice(0, kinds.strikes)) : undefined,
    sharedProcesses: random.chance(0.2),
  };
}

function drawStrike(random: Random, gates: readonly Gate[], kinds: readonly StrikeKind[]): Strike {
  return { kind: random.pick(kinds), gate: random.pick(gates), afterMilliseconds: random.between(0, 3000) };
}

/** The fault that never lets its dependents start, if there is one. */
export function blockingOf({ containers }: DrawnPod): DrawnContainer | undefined {
  return containers.find(({ behaviour }) => (BLOCKS as readonly string[]).includes(behaviour));
}

/** How many faults it has. */
export function faultsOf({ containers, strike }: DrawnPod): number {
  return containers.filter(({ behaviour }) => behaviour !== 'at once').length + (strike === undefined ? 0 : 1);
}

/** In words, for whoever has to repeat it. */
export function describePod({ containers, gates, strike, sharedProcesses }: DrawnPod): string {
  return [
    ...containers.map(({ name, behaviour, warmUpMilliseconds }) => `${name}: ${behaviour}${behaviour === 'late' || behaviour === 'flaps' ? ` (${warmUpMilliseconds} ms)` : ''}`),
    ...gates.map(({ dependent, dependency, mechanism }) => `${dependent} -> ${dependency} (${mechanism})`),
    ...(strike === undefined ? [] : [`${strike.kind} of ${strike.gate.dependent} -> ${strike.gate.dependency}, after ${strike.afterMilliseconds} ms`]),
    ...(sharedProcesses ? ['one process namespace'] : []),
  ].join('; ');
}
