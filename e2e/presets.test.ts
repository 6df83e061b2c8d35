import { beforeAll, describe, test } from 'vitest';
import { Cluster } from './cluster/cluster';
import { readSettings } from './cluster/settings';
import { PRESET_SCENARIOS } from './presets/preset-scenarios';
import { chosenByName, playScenario } from './support/play-scenario';

let cluster: Cluster;

beforeAll(() => {
  cluster = new Cluster(readSettings(process.env.E2E_KUBERNETES));
});

describe.concurrent('real programs with their presets', () => {
  for (const scenario of chosenByName(PRESET_SCENARIOS, process.env.E2E_ONLY ?? '')) {
    test(scenario.name, () => playScenario(cluster, scenario));
  }
});
