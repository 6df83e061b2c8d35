import { expect, test } from 'vitest';
import * as library from '../src';

test('these names are exported, and no others', () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "AllContainers",
      "Check",
      "CloudSqlProxy",
      "Condition",
      "ConfigSidecar",
      "Dapr",
      "Delivery",
      "Envoy",
      "FailOn",
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
      "Severity",
      "Sidecar",
      "StartOrder",
      "StartOrderPolicy",
      "StartOrderValidation",
      "StatsdExporter",
      "Step",
      "StepCronJob",
      "StepJob",
      "StepPod",
      "VaultAgent",
      "When",
    ]
  `);
});
