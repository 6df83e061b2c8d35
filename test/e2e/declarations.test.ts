import { expect, test } from 'vitest';
import { faultScenarios } from '../../e2e/faults/fault-scenarios';
import { SCENARIOS } from '../../e2e/scenarios';
import { appOf } from '../../e2e/support/app-of';

/** All but those whose order comes by `apply`. */
const DECLARED = [...SCENARIOS, ...faultScenarios('ci', 50)].filter(({ render }) => render === undefined);

test.each(DECLARED.map((scenario) => [scenario.name, scenario] as const))('the order of %s is one that synthesis accepts', (_name, scenario) => {
  expect(appOf(scenario).synthYaml()).toContain('startgate.dev/order');
});
