import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepClone, type PodSpec } from '../../src/private/manifest';
import type { Plan, PlannedEdge } from '../../src/private/plan';
import { scenario, type Scenario } from './arbitrary-order';
import { analyzed, write } from './rendered';
import { type Fault, SimulatedKubelet } from './simulated-kubelet';

const RUNS = { seed: 20_240_903, numRuns: 600 };

/** A Pod that no rule refuses, rendered. */
interface Accepted extends Scenario {
  readonly plan: Plan;
  readonly spec: PodSpec;
}

function accept(given: Scenario): Accepted | undefined {
  const { findings } = analyzed(given.pod, given.order);
  if (findings.some(({ severity }) => severity === 'error')) return undefined;
  const { plan, template } = write(given.pod, given.order);
  return { ...given, plan, spec: deepClone(template.spec) };
}

function startedUnder({ spec, programs }: Accepted, fault: Fault): string[] {
  return new SimulatedKubelet(spec, programs, fault).started;
}

/** Every way in which the condition of an edge can stay false. */
function denials({ condition, dependency }: PlannedEdge): Fault[] {
  switch (condition) {
    case 'started': return [{ stuck: dependency }];
    case 'healthy': return [{ sick: dependency }];
    case 'completed': return [{ endless: dependency }];
    case 'succeeded': return [{ endless: dependency }, { failing: dependency }];
  }
}

/** Proves a statement for each edge of each accepted Pod; at least a quarter of the random Pods must be accepted. */
function proveForEdges(statement: (accepted: Accepted, edge: PlannedEdge) => void): void {
  let accepted = 0;
  fc.assert(fc.property(scenario, (given) => {
    const pod = accept(given);
    if (pod === undefined) return;
    accepted++;
    for (const edge of pod.plan.edges) statement(pod, edge);
  }), RUNS);
  expect(accepted).toBeGreaterThan(RUNS.numRuns / 4);
}

function explained(pod: Accepted, edge: PlannedEdge, fault: Fault): string {
  return `${edge.dependent} -> ${edge.dependency} (${edge.condition}, ${edge.mechanism}) under ${JSON.stringify(fault)} in ${JSON.stringify(pod.spec, null, 1)}`;
}

test('no dependent starts while its condition is false', () => {
  proveForEdges((pod, edge) => {
    for (const fault of denials(edge)) {
      const kubelet = new SimulatedKubelet(pod.spec, pod.programs, fault);
      if (fault.stuck !== undefined && !kubelet.waitsBehindGuard(fault.stuck)) {
        expect(kubelet.started.indexOf(edge.dependency), explained(pod, edge, fault)).toBeLessThan(kubelet.started.indexOf(edge.dependent));
      } else {
        expect(kubelet.started, explained(pod, edge, fault)).not.toContain(edge.dependent);
      }
    }
  });
});

test('no dependent starts when the image of its dependency is missing, except behind a postStart hook', () => {
  proveForEdges((pod, edge) => {
    if (edge.mechanism === 'post-start') return;
    const fault = { missingImage: edge.dependency };
    expect(startedUnder(pod, fault), explained(pod, edge, fault)).not.toContain(edge.dependent);
  });
});

test('no dependent starts when the kubelet restarts in mid-gate, except behind a postStart hook', () => {
  proveForEdges((pod, edge) => {
    if (edge.mechanism === 'post-start' || edge.condition !== 'healthy') return;
    const fault = { sick: edge.dependency, kubeletRestarts: true };
    expect(startedUnder(pod, fault), explained(pod, edge, fault)).not.toContain(edge.dependent);
  });
});

test('every container starts when all goes well', () => {
  fc.assert(fc.property(scenario, (given) => {
    const pod = accept(given);
    if (pod === undefined) return;
    expect(startedUnder(pod, {}).toSorted(), JSON.stringify(pod.spec, null, 1)).toEqual([...pod.spec.initContainers ?? [], ...pod.spec.containers ?? []].map(({ name }) => name).sort());
  }), RUNS);
});
