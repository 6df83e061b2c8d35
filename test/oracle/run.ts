import { checkPod, type Violation } from './check-pod';
import { drawnPod, type DrawnPod } from './draw-pod';

/** Which Pods are played: those that the seed and these numbers stand for. */
export interface Range {
  readonly seed: string;
  /** The first number, from 1. */
  readonly from: number;
  readonly count: number;
}

/** What a range of Pods came to. */
export interface Counts {
  pods: number;
  /** The library took them. */
  accepted: number;
  plays: number;
  /** Starts that the declaration forbids, and the like, of which the library says it. */
  excused: number;
  /** The same, and the library says nothing. */
  violations: number;
}

export interface Found {
  readonly number: number;
  readonly drawn: DrawnPod;
  readonly violation: Violation;
}

/** Draws and plays Pods one after another. */
export function playRange({ seed, from, count }: Range, found: (found: Found) => void): Counts {
  const counts: Counts = { pods: 0, accepted: 0, plays: 0, excused: 0, violations: 0 };
  for (let number = from; number < from + count; number++) {
    const drawn = drawnPod(seed, number);
    const { refused, plays, excused, violations } = checkPod(drawn);
    counts.pods++;
    counts.accepted += refused === undefined ? 1 : 0;
    counts.plays += plays;
    counts.excused += excused.length;
    counts.violations += violations.length;
    for (const violation of violations) found({ number, drawn, violation });
  }
  return counts;
}

/** A Pod and its order in a few lines, without what does not matter. */
export function podText(drawn: DrawnPod): string {
  const { pod: spec, containers: declared, dependencies, programs: _, ...order } = drawn;
  const { containers, initContainers = [], volumes: __, ...pod } = spec;
  return [
    JSON.stringify({ ...order, ...pod }),
    ...initContainers.map((container) => `init container ${JSON.stringify(container)}`),
    ...containers.map((container) => `container ${JSON.stringify(container)}`),
    ...declared.filter((one) => Object.keys(one).length > 2 || one.asSidecar).map((one) => `declared ${JSON.stringify(one)}`),
    ...dependencies.map((dependency) => `depends ${JSON.stringify(dependency)}`),
  ].join('\n');
}
