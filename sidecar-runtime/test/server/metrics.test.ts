import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { HeldRequests } from '../../src/server/held-requests.ts';
import { registerMetrics } from '../../src/server/metrics.ts';
import { createReadiness } from '../../src/server/readiness.ts';
import { ManualTimers } from '../support/manual-timers.ts';

test('the metrics tell the status, the changes and what is held', async () => {
  const registry = new Registry();
  const readiness = createReadiness();
  const held = new HeldRequests(readiness, new ManualTimers(), 10);
  registerMetrics(registry, readiness, held);
  readiness.ready();
  readiness.notReady('one');
  readiness.notReady('two');
  held.hold(10, () => undefined);
  expect(await registry.metrics()).toMatchInlineSnapshot(`
    "# HELP startgate_status The status of this sidecar: 1 for the one that it has, 0 for the others
    # TYPE startgate_status gauge
    startgate_status{status="starting"} 1
    startgate_status{status="ready"} 0
    startgate_status{status="failed"} 0
    startgate_status{status="draining"} 0

    # HELP startgate_held_requests Requests that are held until readiness changes
    # TYPE startgate_held_requests gauge
    startgate_held_requests 1

    # HELP startgate_status_changes_total How often the status became this one
    # TYPE startgate_status_changes_total counter
    startgate_status_changes_total{status="ready"} 1
    startgate_status_changes_total{status="starting"} 1
    "
  `);
});
