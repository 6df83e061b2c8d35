import { expect, test } from 'vitest';
import * as library from '../src';

test('these names are exported, and no others', () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "AllContainers",
      "Check",
      "Condition",
      "Delivery",
      "FailOn",
      "KplusSidecar",
      "ListensOn",
      "Mechanism",
      "OnError",
      "OnTimeout",
      "OrderedContainer",
      "PullPolicy",
      "Severity",
      "Sidecar",
      "StartOrder",
      "StartOrderPolicy",
      "StartOrderValidation",
      "Step",
      "StepCronJob",
      "StepJob",
      "StepPod",
      "When",
    ]
  `);
});
