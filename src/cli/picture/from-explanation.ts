import type { ExplainedContainer, ExplainedGate } from '../../private/explanation/explanation-model';
import type { EdgeMechanism } from '../../private/plan/mechanism-choice';
import type { NodeRole } from '../../private/pod-view';
import type { ExplainedWorkload } from '../explain/model';
import type { Hold, PicturedWorkload } from './model';

/** The drawn part of an explanation. */
export function picturedWorkload(workload: ExplainedWorkload): PicturedWorkload {
  const { kind, name, namespace, origin, containers, gates } = workload;
  const outside = [...new Set(gates.filter((gate) => gate.outside).map(({ dependency }) => dependency))];
  return {
    title: `${kind} "${name}"`,
    subtitle: [
      ...(namespace === undefined ? [] : [`namespace ${namespace}`]),
      countText(containers.length, 'container'),
      countText(gates.length, 'gate'),
      origin === 'annotation' ? 'as declared' : 'inferred from the manifest',
    ].join(', '),
    containers: [
      ...containers.map((container) => ({
        name: container.name, role: container.place, guarded: container.guarded, holds: holdOf(container, gates),
      })),
      ...outside.map((target) => ({ name: target, role: 'outside', guarded: false, holds: 'start' } as const)),
    ],
    gates: gates.map((gate) => ({
      dependency: gate.dependency, dependent: gate.dependent, condition: gate.condition, means: meansText(gate), verdict: gate.verdict,
    })),
  };
}

/** A probe or hook without a declared dependent also delays later containers; then the next container in the list has a gate. */
function holdOf({ name, place }: ExplainedContainer, gates: readonly ExplainedGate[]): Hold {
  if (place === 'init') return 'end';
  const holding = gates.filter(({ dependency, condition, verdict }) => dependency === name && condition === 'healthy' && verdict !== 'none');
  if (holding.some(({ mechanism }) => HOLDING[place].includes(mechanism))) return 'ready';
  return holding.some(({ mechanism }) => mechanism === 'init-waiter') ? 'phase' : 'start';
}

const HOLDING: Readonly<Record<Exclude<NodeRole, 'init'>, readonly EdgeMechanism[]>> = {
  native: ['native', 'native-waiter'], regular: ['post-start'], injected: [], outside: [],
};

const MEANS: Readonly<Record<EdgeMechanism, string>> = {
  'native': 'startup probe',
  'native-waiter': 'waiter in startup probe',
  'init-waiter': 'waiting init container',
  'guard': 'guard',
  'post-start': 'postStart hook',
  'order': 'order of init containers',
};

function meansName({ mechanism, waiter, condition }: ExplainedGate): string {
  if (waiter !== 'startgate' && waiter !== 'kubelet') return waiter;
  return condition === 'started' && mechanism !== 'guard' ? 'order of containers' : MEANS[mechanism];
}

function meansText(gate: ExplainedGate): string {
  const { timeout } = gate;
  const name = meansName(gate);
  if (timeout.clockless) return name;
  if (timeout.seconds === undefined) return `${name}, for ever`;
  return timeout.onTimeout === 'continue' ? `${name}, anyway after ${timeout.seconds}s` : `${name}, ${timeout.seconds}s`;
}

function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
