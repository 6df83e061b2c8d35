import { Counter, Gauge, type Registry } from 'prom-client';
import type { HeldRequests } from './held-requests.ts';
import type { Readiness, ReadinessStatus } from './readiness.ts';

const STATUSES: readonly ReadinessStatus[] = ['starting', 'ready', 'failed', 'draining'];

/** Adds the metrics of one app to `registry`. */
export function registerMetrics(registry: Registry, readiness: Readiness, held: HeldRequests): void {
  const registers = [registry];
  new Gauge({
    name: 'startgate_status',
    help: 'The status of this sidecar: 1 for the one that it has, 0 for the others',
    labelNames: ['status'],
    registers,
    collect() {
      for (const status of STATUSES) this.set({ status }, readiness.state.status === status ? 1 : 0);
    },
  });
  new Gauge({
    name: 'startgate_held_requests',
    help: 'Requests that are held until readiness changes',
    registers,
    collect() {
      this.set(held.size);
    },
  });
  const changes = new Counter({
    name: 'startgate_status_changes_total',
    help: 'How often the status became this one',
    labelNames: ['status'],
    registers,
  });
  let before = readiness.state.status;
  readiness.subscribe(({ status }) => {
    if (status !== before) changes.inc({ status });
    before = status;
  });
}
