import { beforeAll, describe, expect, test } from 'vitest';
import { Cluster } from './cluster/cluster';
import { readSettings } from './cluster/settings';
import { faultScenarios, type FaultScenario } from './faults/fault-scenarios';
import { recordFaults } from './faults/fault-results';
import { chosenByName, playScenario } from './support/play-scenario';

let cluster: Cluster;

beforeAll(() => {
  cluster = new Cluster(readSettings(process.env.E2E_KUBERNETES));
});

const chosen = chosenByName(faultScenarios(process.env.E2E_SEED!, Number(process.env.E2E_FAULTS)), process.env.E2E_ONLY ?? '');

test('there is something to play', () => {
  expect(chosen).not.toEqual([]);
});

describe.concurrent('random faults', { timeout: 900_000 }, () => {
  for (const scenario of chosen) test(scenario.name, () => play(scenario));
});

async function play(scenario: FaultScenario): Promise<void> {
  try {
    await playScenario(cluster, scenario);
  } finally {
    if (scenario.judged !== undefined) recordFaults(cluster.settings, scenario, scenario.judged);
  }
}
