import { expect, onTestFinished, test, vi } from 'vitest';
import { requireScenarios, scenarioNames } from '../../e2e/support/scenario-names';

const NAMES = ['steps-fail', 'chain-guard', 'chain-init-waiter', 'chain-native', 'chain-native-waiter', 'chain-post-start'];

test.each(['', 'chain', 'chain-guard', 'steps,chain-native'])('scenarios that begin with "%s" are there', (words) => {
  expect(() => requireScenarios(NAMES, words)).not.toThrow();
});

test.each([['chian', 'chian'], ['chain,stepped', 'stepped']])('"%s" names no scenario, and those that there are', (words, wrong) => {
  expect(() => requireScenarios(NAMES, words)).toThrow(`--only: no scenario begins with "${wrong}"; there are chain, steps-fail`);
});

test('the names are those of all scenarios, and nothing else, also where no node could be', async () => {
  vi.stubEnv('E2E_HOME', `/${'x'.repeat(70)}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const names = await scenarioNames();
  expect(names).toContain('ready-late-guard');
  expect(names).toContain('kubelet-guard');
  expect(names.filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([]);
}, 60_000);
