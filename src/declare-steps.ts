import type { Construct } from 'constructs';
import { isResolved, resolveCheck } from './private/resolved-check';
import type { Sidecar } from './sidecar';
import { StartOrder } from './start-order';
import type { StepPodProps } from './step-pod-props';

/** Declares the order of a Pod of steps: one after another, after the sidecars that can be healthy. */
export function declareSteps(workload: Construct, { steps, sidecars = [], runtimeImage, kubernetesVersion }: StepPodProps): StartOrder {
  const order = StartOrder.of(workload).configure({
    ...(runtimeImage === undefined ? {} : { runtimeImage }),
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
  });
  order.steps(steps.map(({ name }) => name));
  for (const { name, timeout, onError, when, results, resultsLimit } of steps) {
    order.container(name).asStep({ timeout, onError, when, results, resultsLimit });
  }
  for (const sidecar of sidecars) {
    const beside = order.addSidecar(sidecar);
    if (hasHealth(sidecar)) order.container(steps[0]!.name).dependsOn(beside);
  }
  return order;
}

/**
 * The sidecar has a check or a probe, so that a step can wait until it is healthy. A rule reports a port that can't be found.
 */
function hasHealth({ _model, _check }: Sidecar): boolean {
  const resolution = resolveCheck(_model.container, _check);
  return isResolved(resolution) || resolution.problem !== 'none';
}
