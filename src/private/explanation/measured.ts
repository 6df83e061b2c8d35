import type { MechanismName } from '../model';
import facts from './measured.json';

/** The mechanisms whose times were measured: those of `INIT_WAITER` were not, yet. */
export type TimedMechanism = Exclude<MechanismName, 'init-waiter'>;

/** Milliseconds. */
export interface Spread {
  readonly median: number;
  /** 95 % are within. */
  readonly p95: number;
}

/**
 * What real kubelets have shown: the one source of each time and verdict in `explain`, README and docs. `e2e/support/facts.ts` writes it,
 * from `bench/results.md` and `e2e/shown`. Times are medians in milliseconds, of one machine.
 */
export interface Measured {
  /** Where the times were taken. */
  readonly kubernetes: string;
  readonly machine: string;
  readonly rounds: number;
  /** From readiness of the dependency to the first instruction of the dependent; answers to the waiter carry `Startgate-Status`. */
  readonly ready: Readonly<Record<TimedMechanism, Spread>>;
  /** The same where they do not, and the waiter has to try again and again: the longer it has waited, the later. */
  readonly readyPolled: { readonly guard: Spread };
  /** From the start of a native sidecar without a startup probe to the first instruction of the container behind it. */
  readonly started: number;
  /** How much later the application starts, where its sidecar is ready at once and the binary is in the image. */
  readonly delay: Readonly<Record<TimedMechanism, number>>;
  /** What one more entry of the init phase takes, by what it is. */
  readonly phase: { readonly initContainer: number; readonly nativeSidecar: number };
  /** What the installer takes, by the mechanism that needs the binary. */
  readonly installer: { readonly 'guard': number; readonly 'native-waiter': number };
  /** The size of the native waiter. */
  readonly waiterBytes: number;
  /** The versions that have played the faults. */
  readonly played: readonly string[];
  /** The faults of docs/guarantees.md that open a gate, each with the versions where they do. */
  readonly opened: Readonly<Record<MechanismName, Readonly<Record<string, readonly string[]>>>>;
  /** The mechanisms that gate again when the dependent alone is restarted. */
  readonly gatesAgain: readonly string[];
}

export const MEASURED: Measured = facts;
