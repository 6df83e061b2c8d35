import { Duration } from 'cdk8s';
import { expect } from 'vitest';
import { Check, Mechanism, StartOrder } from '../../src';
import { actor, pod } from '../support/gated-pod';
import { MECHANISMS } from '../support/matrix';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';

type Edges = readonly (readonly [dependent: string, dependency: string])[];

/** Every container listens on a port of its own and is ready a second after its start. */
function declareGraph(order: StartOrder, mechanism: Mechanism, names: readonly string[], edges: Edges): void {
  order.configure({ mechanism });
  for (const [index, name] of names.entries()) {
    if (edges.some(([, dependency]) => dependency === name)) {
      order.container(name).readyWhen(Check.httpGet('/ready', { port: 9000 + index }));
    }
  }
  for (const [dependent, dependency] of edges) {
    order.container(dependent).dependsOn(order.container(dependency), { timeout: Duration.minutes(2) });
  }
}

function graph(name: string, names: readonly string[], edges: Edges, mechanisms: readonly Mechanism[]): Scenario[] {
  return mechanisms.map((mechanism) => ({
    name: `${name}-${mechanism}`,
    declare: (chart) => {
      const containers = names.map((container, index) => actor(container, ['-listen', `:${9000 + index}`, '-ready', '1s']));
      declareGraph(StartOrder.of(pod(chart, containers)), mechanism, names, edges);
    },
    play: async (run) => {
      for (const container of names) await run.said(container, 'started', 1, 120_000);
      for (const [dependent, dependency] of edges) expectAfter(run, dependent, dependency);
    },
  }));
}

function expectAfter(run: Run, dependent: string, dependency: string): void {
  const early = earlyStarts(run.starts(dependent, dependency));
  expect(early, `starts of "${dependent}" while "${dependency}" was not ready`).toEqual([]);
}

const MANY = Array.from({ length: 20 }, (_, index) => `c${index}`);
const IN_A_ROW: Edges = MANY.slice(1).map((name, index) => [name, MANY[index]!] as const);

export const graphs: readonly Scenario[] = [
  ...graph('chain', ['app', 'middle', 'last'], [['app', 'middle'], ['middle', 'last']], MECHANISMS),
  ...graph(
    'diamond', ['app', 'left', 'right', 'root'], [['app', 'left'], ['app', 'right'], ['left', 'root'], ['right', 'root']], MECHANISMS,
  ),
  ...graph('twenty', MANY, IN_A_ROW, [Mechanism.GUARD]),
];
