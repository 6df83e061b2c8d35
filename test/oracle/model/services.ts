import type { Container, Pod } from './pod';

/** From this minor version on the named ports of native sidecars are found. @see https://github.com/kubernetes/kubernetes/issues/127958 */
const SEES_SIDECARS = 33;

/** The port to which a Service sends what it gets; undefined: it has no endpoint. */
export function endpointPort({ containers, initContainers = [] }: Pod, targetPort: number | string, minor: number): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  const sidecars = minor >= SEES_SIDECARS ? initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always') : [];
  return named([...containers, ...sidecars], targetPort);
}

function named(containers: readonly Container[], name: string): number | undefined {
  for (const { ports = [] } of containers) for (const port of ports) if (port.name === name) return port.containerPort;
  return undefined;
}
