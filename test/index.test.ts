import { expect, test } from 'vitest';
import * as library from '../src';

test('these names are exported, and no others', () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "Check",
      "Condition",
      "Delivery",
      "Injected",
      "KplusSidecar",
      "ListensOn",
      "Mechanism",
      "OnError",
      "OnTimeout",
      "OrderedContainer",
      "PullPolicy",
      "Sidecar",
      "StartOrder",
      "StartOrderValidation",
      "Step",
      "StepJob",
      "StepPod",
      "When",
    ]
  `);
});
