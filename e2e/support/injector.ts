import type { Chart } from 'cdk8s';
import { addPolicy, admit, whileInForce } from './admission-policy';
import { type Container, actor, podSpec } from './gated-pod';
import type { Run } from './run';

/** Where an injector puts its container: among the regular containers, or as a native sidecar among the init containers. */
export type InjectedPlace = 'first' | 'last' | 'native first' | 'native last';

/**
 * A policy that adds a container to every Pod of the namespace at admission.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/
 */
export function injects(chart: Chart, place: InjectedPlace, container: Container): void {
  const name = policyOf(chart.namespace!);
  const apiVersion = 'admissionregistration.k8s.io/v1';
  addPolicy(chart, {
    apiVersion, kind: 'MutatingAdmissionPolicy', metadata: { name },
    spec: {
      failurePolicy: 'Fail',
      reinvocationPolicy: 'Never',
      matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }] },
      mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression: patchOf(place, container) } }],
    },
  }, { apiVersion, kind: 'MutatingAdmissionPolicyBinding', metadata: { name }, spec: { policyName: name } });
}

/** Does the work while the policy adds a container of this name. */
export function whileInjecting(run: Run, container: string, work: () => Promise<void>): Promise<void> {
  const isInjected = async () => {
    const { code, stdout, stderr } = await admit(run, 'asked', podSpec([actor('app')]));
    if (code !== 0) throw new Error(stderr);
    return stdout.includes(`"name": "${container}"`);
  };
  return whileInForce(run, `mutatingadmissionpolicy/${policyOf(run.namespace)}`, isInjected, work);
}

function policyOf(namespace: string): string {
  return `${namespace}.e2e.startgate.dev`;
}

function patchOf(place: InjectedPlace, container: Container): string {
  if (place === 'first' || place === 'last') return `[${add(`/spec/containers/${place === 'first' ? '0' : '-'}`, object('Object.spec.containers', container))}]`;
  const native = object('Object.spec.initContainers', { ...container, restartPolicy: 'Always' });
  const present = add(`/spec/initContainers/${place === 'native first' ? '0' : '-'}`, native);
  return `has(object.spec.initContainers) && size(object.spec.initContainers) > 0 ? [${present}] : [${add('/spec/initContainers', `[${native}]`)}]`;
}

function add(path: string, value: string): string {
  return `JSONPatch{op: "add", path: "${path}", value: ${value}}`;
}

/** A value as CEL writes it: an object has its type in front. */
function object(type: string, value: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${literal(`${type}.${name}`, field)}`);
  return `${type}{${fields.join(', ')}}`;
}

function literal(type: string, value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
  return typeof value === 'object' && value !== null ? object(type, value as Record<string, unknown>) : JSON.stringify(value);
}
