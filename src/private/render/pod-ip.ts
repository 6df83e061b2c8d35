import { POD_IP_VARIABLE } from '../check-target';
import type { EnvVar } from '../manifest';
import type { ContainerOutline } from '../outline';
import type { ContainerPatch } from './patch';

const FIELD_PATH = 'status.podIP';

/**
 * The name of the variable with the Pod IP in a container: an existing one from the downward API, else an added
 * one. A variable of that name with another value stays unchanged.
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

/** A variable with the Pod IP. */
export function podIpVariable(name: string): EnvVar {
  return { name, valueFrom: { fieldRef: { fieldPath: FIELD_PATH } } };
}
