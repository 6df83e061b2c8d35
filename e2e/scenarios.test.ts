import { beforeAll, describe, expect, test } from 'vitest';
import { Cluster } from './cluster/cluster';
import { readSettings } from './cluster/settings';
import { SCENARIOS } from './scenarios';
import { chosenByName, playScenario } from './support/play-scenario';
import type { Scenario } from './support/scenario';
import { record } from './support/results';

let cluster: Cluster;

beforeAll(() => {
  cluster = new Cluster(readSettings(process.env.E2E_KUBERNETES));
});

const only = process.env.E2E_ONLY ?? '';
const chosen = chosenByName(SCENARIOS, only);

test('each scenario has a name of its own', () => {
  const names = SCENARIOS.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(chosen, `no scenario begins with "${only}"`).not.toEqual([]);
});

const alone = chosen.filter((scenario) => scenario.alone === true);
const together = chosen.filter((scenario) => scenario.alone !== true);

describe.runIf(together.length > 0).concurrent('side by side', () => {
  for (const scenario of together) test(scenario.name, () => play(scenario), scenario.milliseconds);
});

describe.runIf(alone.length > 0)('one at a time, as they stop parts of the node', () => {
  for (const scenario of alone) test(scenario.name, () => play(scenario), scenario.milliseconds);
});

async function play(scenario: Scenario): Promise<void> {
  const run = await playScenario(cluster, scenario);
  record(cluster.settings, SCENARIOS.indexOf(scenario), scenario, run);
}
