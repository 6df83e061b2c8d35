import { POD_IP_VARIABLE } from '../check-target';
import type { EnvVar } from '../manifest';
import type { ContainerOutline } from '../outline';
import type { ContainerPatch } from './patch';

const FIELD_PATH = 'status.podIP';

/**
 * The name of the variable that holds the Pod's address in a container: one that it has from the downward API, else one that
 * is added. A variable of that name with another meaning is left alone.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export function renderPodIp(container: ContainerOutline, patch: ContainerPatch): string {
  const { variables = [] } = container;
  const added = patch.env ?? [];
  const present = variables.find(({ fieldPath }) => fieldPath === FIELD_PATH)
    ?? added.find(({ valueFrom }) => valueFrom?.fieldRef?.fieldPath === FIELD_PATH);
  if (present !== undefined) return present.name;
  const taken = new Set([...variables, ...added].map(({ name }) => name));
  let name = POD_IP_VARIABLE;
  while (taken.has(name)) name = `STARTGATE_${name}`;
  patch.env = [...added, podIpVariable(name)];
  return name;
}

/** A variable that holds the Pod's address. */
export function podIpVariable(name: string): EnvVar {
  return { name, valueFrom: { fieldRef: { fieldPath: FIELD_PATH } } };
}
