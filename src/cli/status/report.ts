import type { ContainerRole } from '../../private/pod-view';

/** Worse ones later. */
export const GATE_STATES = ['open', 'waiting', 'failed'] as const;

/**
 * `open`: past its gates. `waiting`: before one that may still open. `failed`: the last try ended badly, and the kubelet
 * has given up, or tries again only after a while.
 */
export type GateState = (typeof GATE_STATES)[number];

/** What one container waits for. */
export interface ContainerReport {
  readonly name: string;
  readonly role: ContainerRole;
  readonly state: GateState;
  /** The gate that it waits at, or its state after the gates. */
  readonly gate: string;
  /** The containers that it waits for. */
  readonly waitsFor: readonly string[];
  /** How long it has been so, where that can be told. */
  readonly forMs: number | undefined;
  /** The last answer at the gate, from any source. */
  readonly answer: string | undefined;
  readonly answerAgoMs: number | undefined;
  readonly next: string | undefined;
  readonly restarts: number;
}

export interface PodReport {
  readonly namespace: string;
  readonly name: string;
  readonly phase: string;
  readonly state: GateState;
  /** It carries an order of this library. */
  readonly ordered: boolean;
  readonly deleted: boolean;
  readonly containers: readonly ContainerReport[];
}

export function worst(states: readonly GateState[]): GateState {
  return GATE_STATES[Math.max(0, ...states.map((state) => GATE_STATES.indexOf(state)))]!;
}

/** What a shell sees: 0 all open, 2 waiting, 1 failed. */
export function exitCodeOf(state: GateState): 0 | 1 | 2 {
  return ({ open: 0, waiting: 2, failed: 1 } as const)[state];
}
