import { App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { faultScenarios } from '../../e2e/faults/fault-scenarios';
import { SCENARIOS } from '../../e2e/scenarios';

/** All but those whose order comes by `apply`. */
const DECLARED = [...SCENARIOS, ...faultScenarios('ci', 50)].filter(({ render }) => render === undefined);

test.each(DECLARED.map((scenario) => [scenario.name, scenario] as const))('the order of %s is one that synthesis accepts', (name, { declare }) => {
  const app = new App();
  declare(new Chart(app, name, { namespace: name, disableResourceNameHashes: true }));
  expect(app.synthYaml()).toContain('startgate.dev/order');
});
