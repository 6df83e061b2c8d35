import { ApiObject, type Chart } from 'cdk8s';
import { Mechanism } from '../../src';
import { IMAGE } from '../images/images';
import { forCluster } from '../support/for-cluster';
import { actor, type Container, podSpec } from '../support/gated-pod';
import { throughHelm } from '../support/helm-chart';
import { acrossMechanisms, type Fault } from '../support/matrix';
import type { Scenario } from '../support/scenario';
import { CONTAINERD_RESTARTS, KUBELET_RESTARTS } from './component-restart';
import { CRASH } from './crash-before-ready';
import { NEVER_READY } from './never-ready';
import { READY_LATE } from './ready-late';

/** The same order as a policy: the sidecar comes with it, where the matrix has it in the Pod. */
function policyOf({ pod }: Fault, mechanism: Mechanism): object {
  return {
    apiVersion: 'startgate.dev/v1alpha1', kind: 'StartOrderPolicy', metadata: { name: 'sidecar' },
    spec: {
      defaults: { ...forCluster(), runtimeImage: IMAGE.waiter, mechanism },
      sidecars: [{ container: actor('sidecar', ['-listen', ':8080', ...pod.sidecar]), readyWhen: { httpGet: { path: '/ready', port: 8080 } } }],
      dependencies: [{ dependsOn: 'sidecar', timeout: `${pod.timeoutSeconds ?? 60}s` }],
    },
  };
}

function deployment(chart: Chart, containers: readonly Container[]): ApiObject {
  const labels = { app: 'web' };
  return new ApiObject(chart, 'web', {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec(containers) } },
  });
}

/** Faults of the matrix for the Deployment of a chart, whose order `apply` writes. */
function fromChart(fault: Fault): Scenario[] {
  const mechanisms = [Mechanism.GUARD, Mechanism.INIT_WAITER];
  // by another name: the page of symptoms speaks of the Pod of the matrix
  return acrossMechanisms({ ...fault, name: `helm-${fault.name}`, mechanisms }).map(({ cell: _ofAnotherPod, ...scenario }, index) => ({
    ...scenario,
    declare: (chart) => void deployment(chart, [actor('app', fault.pod.app)]),
    render: (manifest) => throughHelm(manifest, policyOf(fault, mechanisms[index]!)),
  }));
}

export const fromCharts: readonly Scenario[] = [READY_LATE, NEVER_READY, CRASH, KUBELET_RESTARTS, CONTAINERD_RESTARTS].flatMap(fromChart);
