import { expect, test } from 'vitest';
import * as library from '../src';

test('these names are exported, and no others', () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "Check",
      "Condition",
      "KplusSidecar",
      "ListensOn",
      "Mechanism",
      "OnTimeout",
      "OrderedContainer",
      "Sidecar",
      "StartOrder",
      "StartOrderValidation",
    ]
  `);
});
