import { expect } from 'vitest';
import { Mechanism, type StartOrder } from '../../src';
import { symptomOf } from '../symptoms/failures';
import { shows } from '../symptoms/shows';
import { gatedPod, type GatedPodOptions } from './gated-pod';
import type { Run } from './run';
import type { Scenario, Verdict } from './scenario';
import { earlyStarts } from './starts';

export const MECHANISMS = [Mechanism.NATIVE, Mechanism.NATIVE_WAITER, Mechanism.INIT_WAITER, Mechanism.GUARD, Mechanism.POST_START];

/** Nothing starts the application early. */
export const CLOSED: Readonly<Record<Mechanism, Verdict>> = {
  'native': 'closed', 'native-waiter': 'closed', 'init-waiter': 'closed', 'guard': 'closed', 'post-start': 'closed',
};

/** A hook that fails, for whatever reason, opens its gate. */
export const HOOK_OPENS: Readonly<Record<Mechanism, Verdict>> = { ...CLOSED, 'post-start': 'open' };

/** What happens when an application that has run is started once more: only the guard is in its own container, and runs again. */
export const NEXT_START: Readonly<Record<Mechanism, Verdict>> = {
  'native': 'not gated again', 'native-waiter': 'not gated again', 'init-waiter': 'not gated again', 'guard': 'gated again',
  'post-start': 'not gated again',
};

/** A fault of the sidecar, the same Pod under every mechanism. */
export interface Fault {
  /** A DNS label. */
  readonly name: string;
  /** The row of the table. */
  readonly fault: string;
  readonly verdicts: Readonly<Record<Mechanism, Verdict>>;
  /** @default - all */
  readonly mechanisms?: readonly Mechanism[];
  readonly alone?: boolean;
  /** How long it may take. @default - as the suite says */
  readonly milliseconds?: number;
  readonly pod: Omit<GatedPodOptions, 'mechanism'>;
  /** Adds to the declaration. @default - nothing */
  readonly declare?: (order: StartOrder, mechanism: Mechanism) => void;
  /** What is done to the node or the Pod. @default - the Pod has its fault by itself */
  readonly strikes?: (run: Run) => Promise<void>;
  /** Where the gate holds: resolves when the fault has had its whole effect, which the kubelet shows. */
  readonly happens: (run: Run, mechanism: Mechanism) => Promise<void>;
}

/** One scenario for each mechanism. */
export function acrossMechanisms(fault: Fault): Scenario[] {
  return (fault.mechanisms ?? MECHANISMS).map((mechanism) => {
    const verdict = fault.verdicts[mechanism];
    return {
      name: `${fault.name}-${mechanism}`,
      cell: { fault: fault.fault, mechanism, verdict },
      alone: fault.alone ?? false,
      ...(fault.milliseconds === undefined ? {} : { milliseconds: fault.milliseconds }),
      declare: (chart) => {
        const order = gatedPod(chart, { ...fault.pod, mechanism });
        fault.declare?.(order, mechanism);
      },
      play: async (run) => {
        const symptom = symptomOf(`${fault.name}-${mechanism}`, mechanism);
        await Promise.all([happens(run, fault, mechanism), symptom === undefined ? undefined : shows(run, symptom)]);
        judge(run, verdict);
      },
    };
  });
}

async function happens(run: Run, fault: Fault, mechanism: Mechanism): Promise<void> {
  await fault.strikes?.(run);
  if (fault.verdicts[mechanism] === 'open') await run.said('app', 'started', 1, 90_000);
  else await fault.happens(run, mechanism);
}

/** Compares every start of the application's process with what its sidecar says of itself. */
function judge(run: Run, verdict: Verdict): void {
  const starts = run.starts();
  const early = earlyStarts(starts);
  if (verdict === 'closed' || verdict === 'gated again') {
    expect(early, 'starts of the application while its sidecar was not ready').toEqual([]);
  }
  if (verdict === 'open') expect(early.length, 'the documented hole: starts of the application while its sidecar was not ready').toBeGreaterThan(0);
  if (verdict === 'not gated again') {
    expect(early.some(({ attempt }) => attempt === 0), 'its first start is gated').toBe(false);
    expect(early.length, 'starts after the first one while its sidecar was not ready').toBeGreaterThan(0);
  }
}

/** The container that ends when the time of its gate is over. @default - the sidecar */
const GIVES_UP: Readonly<Partial<Record<Mechanism, string>>> = { 'guard': 'app', 'init-waiter': 'startgate-wait' };

/** Waits until the gate has failed a whole time and is closed once more. */
export async function triedAgain(run: Run, mechanism: Mechanism): Promise<void> {
  await run.status(GIVES_UP[mechanism] ?? 'sidecar', 'is started again', ({ restartCount }) => restartCount > 0, 90_000);
}
