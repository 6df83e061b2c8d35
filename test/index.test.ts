import { expect, test } from 'vitest';
import * as library from '../src';

test('these names are exported, and no others', () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "Check",
      "CloudSqlProxy",
      "Condition",
      "ConfigSidecar",
      "Dapr",
      "Delivery",
      "Envoy",
      "FluentBit",
      "GitSync",
      "HaProxy",
      "Injected",
      "KplusSidecar",
      "ListensOn",
      "Mechanism",
      "Nginx",
      "OAuth2Proxy",
      "OnError",
      "OnTimeout",
      "OpenBaoAgent",
      "OpenTelemetryCollector",
      "OrderedContainer",
      "PgBouncer",
      "PullPolicy",
      "Redis",
      "Sidecar",
      "StartOrder",
      "StartOrderValidation",
      "StatsdExporter",
      "Step",
      "StepJob",
      "StepPod",
      "VaultAgent",
      "When",
    ]
  `);
});
