import { Mechanism } from '../../src';
import { declarePod, drawDeclarable } from '../../e2e/faults/declare-pod';
import type { DrawnPod, Gate, Kinds, StrikeKind } from '../../e2e/faults/drawn-pod';
import { isTaken } from '../../e2e/faults/fault-scenarios';
import { compilePod } from './model/compile';
import { Judge, type Early } from './model/judge';
import { Kubelet, type Strike as ModelStrike, type TimedStrike } from './model/kubelet';
import { recordedPod } from './recorded-pod';

/** The Pod that a seed and a number stand for in the end-to-end suite, drawn from so many kinds of strikes and mechanisms. */
export function drawnFault(seed: string, number: number, kinds: Kinds): DrawnPod {
  return drawDeclarable(seed, number, isTaken, kinds);
}

/** Plays it as the suite does; returns every start that a gate should have held back, with the gate. */
export function playDrawn(drawn: DrawnPod, minor: number): (Early & { readonly gate: Gate })[] {
  const { pod, programs } = recordedPod((chart) => declarePod(chart, drawn), minor);
  const compiled = compilePod(pod, programs, minor);
  const judge = new Judge(drawn.gates.map(({ dependent, dependency, mechanism }) => ({
    dependent, dependency, condition: 'healthy', again: mechanism === Mechanism.GUARD,
  })));
  const strike = strikeOf(drawn);
  new Kubelet(compiled, { started: judge.started, hooked: judge.hooked, ...(strike === undefined ? {} : { strike }) }).play();
  return judge.early.map((early) => ({
    ...early,
    gate: drawn.gates.find(({ dependent, dependency }) => dependent === early.of.dependent && dependency === early.of.dependency)!,
  }));
}

/** The same in the words of the model. A sandbox is made anew as after a restart of the node. */
const STRIKE_OF: Readonly<Record<StrikeKind, ModelStrike>> = {
  'kill the dependency': 'killed',
  'kill the dependent': 'killed',
  'kill both': 'killed',
  'delete the Pod': 'pod deleted',
  'restart the kubelet': 'kubelet restarts',
  'restart containerd': 'containerd restarts',
  'kill the sandbox': 'node restarts',
};

function strikeOf({ strike }: DrawnPod): TimedStrike | undefined {
  if (strike === undefined) return undefined;
  const { kind, gate: { dependent, dependency }, afterMilliseconds } = strike;
  const names = {
    'kill the dependency': [dependency], 'kill the dependent': [dependent], 'kill both': [dependency, dependent],
  }[kind as string] ?? [];
  const awaited = kind === 'kill both' ? dependent : dependency;
  return {
    strike: STRIKE_OF[kind],
    names,
    due: ({ states, now }) => {
      const started = states.find(({ is }) => is.name === awaited)!.startedAt;
      if (started < 0) return -1;
      const due = started + afterMilliseconds;
      // a container that is to be killed is waited for
      return due > now || names.every((name) => states.find(({ is }) => is.name === name)!.running) ? due : -1;
    },
  };
}
