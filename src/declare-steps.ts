import type { Construct } from 'constructs';
import { isResolved, resolveCheck } from './private/resolved-check';
import type { Sidecar } from './sidecar';
import { StartOrder } from './start-order';
import type { StepPodProps } from './step-pod-props';

/** Declares the order of a Pod of steps: one after another, behind the sidecars that have a health. */
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
 * It can be waited for until it is healthy: by its check, or by a probe of its own. A port that can't be found is the business
 * of a rule.
 */
function hasHealth({ _model, _check }: Sidecar): boolean {
  const resolution = resolveCheck(_model.container, _check);
  return isResolved(resolution) || resolution.problem !== 'none';
}
