import { missesSidecarPorts } from '../kubernetes-version';
import type { Plan, PlannedContainer } from '../plan/plan';
import type { ServiceOutline, ServiceTarget } from '../services';
import type { Problem, Rule } from './rule';

export const servicePortOfSidecar: Rule = {
  id: 'service-port-of-sidecar',
  severity: 'error',
  title: 'a Service does not find a named port of an init container or, before Kubernetes 1.33, of a native sidecar',
  cure: 'set targetPort of the Service to the port number',
  check: (plan) => (plan.pod.outline.services ?? [])
    .flatMap((service) => service.targets.flatMap((target) => problemsOf(plan, service, target))),
};

/** The first container that declares the port gives its number. Only containers that stay running count. */
function problemsOf(plan: Plan, service: ServiceOutline, { port, protocol }: ServiceTarget): Problem[] {
  const numberIn = ({ container }: PlannedContainer): number | undefined =>
    container.ports?.find((declared) => declared.name === port && (declared.protocol ?? 'TCP') === protocol)?.containerPort;
  const owners = [...plan.byName.values()].filter((planned) => numberIn(planned) !== undefined);
  const [first] = owners;
  if (first === undefined || owners.some(({ placement }) => placement === 'regular')) return [];
  const sidecar = owners.find(({ placement }) => placement === 'native');
  if (sidecar === undefined) return [endedProblem(first.name, service.name, port)];
  if (!missesSidecarPorts(plan.minor)) return [];
  return [{
    container: sidecar.name,
    field: 'ports',
    message: `the Service "${service.name}" has no endpoint: Kubernetes 1.${plan.minor} does not find the named port "${port}" of the native sidecar "${sidecar.name}"`,
    cure: `set targetPort: ${numberIn(sidecar)!} in the Service "${service.name}"`,
  }];
}

function endedProblem(container: string, service: string, port: string): Problem {
  return {
    container,
    field: 'ports',
    message: `the Service "${service}" has no endpoint: only the init container "${container}" declares the port "${port}", and it has ended when the Pod is ready`,
    cure: `set targetPort of the Service "${service}" to a port of a container that runs`,
  };
}
