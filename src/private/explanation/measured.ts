import { SIDECAR_FREE_MINOR } from '../kubernetes-version';
import type { MechanismName } from '../model';
import facts from './measured.json';

/** Milliseconds. */
export interface Spread {
  readonly median: number;
  /** 95 % are at most this. */
  readonly p95: number;
}

/**
 * The results of real kubelets: the only source of each time and verdict in `explain`, README and docs. `e2e/support/facts.ts` writes them
 * from `bench/results.md` and `e2e/shown`. Times are medians in milliseconds, of one machine.
 */
export interface Measured {
  /** Where the times were taken. */
  readonly kubernetes: string;
  readonly machine: string;
  readonly rounds: number;
  /** From readiness of the dependency to the first instruction of the dependent; answers to the waiter carry `Startgate-Status`. */
  readonly ready: Readonly<Record<MechanismName, Spread>>;
  /** The same without this header, if the waiter polls: the longer the wait, the later. */
  readonly readyPolled: { readonly guard: Spread };
  /** From the start of a native sidecar without a startup probe to the first instruction of the next container. */
  readonly started: number;
  /** The delay of the application, if its sidecar is ready at once and the image has the waiter. */
  readonly delay: Readonly<Record<MechanismName, number>>;
  /** The time of one more init container. */
  readonly initContainer: number;
  /** The time of the installer. */
  readonly installer: number;
  /** The time of the image volume that brings the waiter into a Pod without another volume. */
  readonly imageVolume: number;
  /** The size of the native waiter. */
  readonly waiterBytes: number;
  /** The versions that have played the faults. */
  readonly played: readonly string[];
  /** The faults of docs/guarantees.md that open a gate, each with its versions. */
  readonly opened: Readonly<Record<MechanismName, Readonly<Record<string, readonly string[]>>>>;
  /** The mechanisms that gate again when only the dependent is restarted. */
  readonly gatesAgain: readonly string[];
}

export const MEASURED: Measured = facts;

/**
 * The time of one more native sidecar without a startup probe before Kubernetes 1.36, in milliseconds: v1.34.4, by
 * `npm run e2e -- --bench --kubernetes 1.34`. From 1.36 on it takes none.
 */
const SIDECAR_PHASE = 663;

export function sidecarPhase(minor: number): number {
  return minor < SIDECAR_FREE_MINOR ? SIDECAR_PHASE : 0;
}
