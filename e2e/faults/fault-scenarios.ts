import { expect } from 'vitest';
import { appOf } from '../support/app-of';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';
import { declarePod, drawDeclarable } from './declare-pod';
import { describePod, faultsOf, type DrawnPod } from './drawn-pod';
import type { Judged } from './judge';
import { NodeLock } from './node-lock';
import { playPod } from './play-pod';

/** A random Pod as a scenario, and what its run has come to. */
export interface FaultScenario extends Scenario {
  readonly drawn: DrawnPod;
  readonly faults: number;
  /** Set when it has been played, whatever has come of it. */
  judged?: Judged;
}

/** So many Pods that the seed stands for. */
export function faultScenarios(seed: string, count: number): FaultScenario[] {
  const lock = new NodeLock();
  return Array.from({ length: count }, (_, index) => faultScenario(seed, index + 1, lock));
}

function faultScenario(seed: string, number: number, lock: NodeLock): FaultScenario {
  const drawn = drawDeclarable(seed, number, isTaken);
  const scenario: FaultScenario = {
    name: `fault-${number}`,
    drawn,
    faults: faultsOf(drawn),
    declare: (chart) => declarePod(chart, drawn),
    play: async (run: Run) => {
      try {
        scenario.judged = await playPod(run, drawn, lock);
        expect(scenario.judged.early, 'starts while a gate that fails closed was closed').toEqual([]);
      } catch (error) {
        throw new Error(`seed ${seed}, run ${number}: ${describePod(drawn)}\n${(error as Error).message}`, { cause: error });
      }
    },
  };
  return scenario;
}

/** Whether the rules let it pass: the library itself says which mixtures are possible. */
export function isTaken(drawn: DrawnPod): boolean {
  try {
    appOf({ name: 'draw', declare: (chart) => declarePod(chart, drawn) }).synthYaml();
    return true;
  } catch (error) {
    if (!(error as Error).message.startsWith('start order: ')) throw error;
    return false;
  }
}
