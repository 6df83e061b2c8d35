import { missesSidecarPorts } from '../kubernetes-version';
import type { Plan, PlannedContainer } from '../plan';
import type { ServiceOutline, ServiceTarget } from '../services';
import type { Problem, Rule } from './rule';

export const servicePortOfSidecar: Rule = {
  id: 'service-port-of-sidecar',
  severity: 'error',
  title: 'before Kubernetes 1.33 a Service does not find a port of a native sidecar by its name',
  cure: 'set targetPort of the Service to the number of the port',
  check: (plan) => {
    const { services } = plan.pod.outline;
    if (services === undefined || !missesSidecarPorts(plan.minor)) return [];
    return services.flatMap((service) => service.targets.flatMap((target) => problemsOf(plan, service, target)));
  },
};

/** The first container that declares the port gives its number, and only the regular ones are looked at. */
function problemsOf(plan: Plan, service: ServiceOutline, { port, protocol }: ServiceTarget): Problem[] {
  const numberIn = ({ container }: PlannedContainer): number | undefined =>
    container.ports?.find((declared) => declared.name === port && (declared.protocol ?? 'TCP') === protocol)?.containerPort;
  const owners = [...plan.byName.values()].filter((planned) => numberIn(planned) !== undefined);
  const sidecar = owners.find(({ placement }) => placement === 'native');
  if (sidecar === undefined || owners.some(({ placement }) => placement === 'regular')) return [];
  return [{
    container: sidecar.name,
    field: 'ports',
    message: `the Service "${service.name}" has no endpoint: Kubernetes 1.${plan.minor} does not find the port "${port}" of the native sidecar "${sidecar.name}" by its name`,
    cure: `set targetPort: ${numberIn(sidecar)!} in the Service "${service.name}"`,
  }];
}
