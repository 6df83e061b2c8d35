import { Gauge, type Registry } from 'prom-client';
import { nodePlatform } from '../platform/node.ts';
import { PlatformError } from '../platform/platform.ts';
import type { Phase } from '../waiter/record.ts';
import { type ContainerState, readStates } from '../waiter/states.ts';

/** Reads what the guards of this Pod published. */
export type GateReader = () => Promise<readonly ContainerState[]>;

const PHASES: readonly Phase[] = ['waiting', 'started', 'ended'];

/** Reads the records of a state directory. Rejects with a `PlatformError` when the directory can't be read. */
export function gatesIn(directory: string): GateReader {
  const platform = nodePlatform([], {});
  return () => readStates(platform, directory);
}

/**
 * Adds the gates of the Pod to a registry: a guard becomes the application, so that it can serve no metrics of its own.
 * They are read at each scrape.
 */
export function registerGateMetrics(registry: Registry, read: GateReader): void {
  let reading: Promise<void> | undefined;
  // The gauges of one scrape are collected at the same time: all wait for one and the same reading.
  const collect = (): Promise<void> => (reading ??= refresh().finally(() => (reading = undefined)));
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]): Gauge<L> =>
    new Gauge({ name, help, labelNames, registers: [registry], collect });

  const readable = gauge('startgate_state_readable', 'Whether the state directory of the Pod could be read (1) or not (0)', []);
  const known = gauge('startgate_container_readable', 'Whether the state of a container of this Pod could be read (1) or not (0)', ['container']);
  const open = gauge('startgate_gate_open', 'Whether a gate of a container of this Pod is open (1) or not (0)', ['container', 'target']);
  const phase = gauge(
    'startgate_container_phase',
    'The phase of a guarded container of this Pod: 1 for the current phase, 0 for the others',
    ['container', 'phase'],
  );
  const waited = gauge(
    'startgate_container_waited_seconds',
    'How long a guarded container of this Pod waited at its gates before it was started',
    ['container'],
  );

  async function refresh(): Promise<void> {
    const states = await readOrNothing(read);
    for (const each of [known, open, phase, waited]) each.reset();
    readable.set(states === undefined ? 0 : 1);
    for (const state of states ?? []) {
      const container = state.name;
      known.set({ container }, 'record' in state ? 1 : 0);
      if (!('record' in state)) continue;
      const { gates, phase: current, waitedMs } = state.record;
      for (const { target, state } of gates) open.set({ container, target }, state === 'open' ? 1 : 0);
      for (const each of PHASES) phase.set({ container, phase: each }, each === current ? 1 : 0);
      if (waitedMs !== undefined) waited.set({ container }, waitedMs / 1000);
    }
  }
}

/** `undefined` when the directory can't be read: that is a figure too, and no reason to lose the others. */
async function readOrNothing(read: GateReader): Promise<readonly ContainerState[] | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PlatformError) return undefined;
    throw error;
  }
}
