import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { waitFor } from '../cluster/wait-for';
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
  const policy = new ApiObject(chart, 'policy', {
    apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingAdmissionPolicy', metadata: { name },
    spec: {
      failurePolicy: 'Fail',
      reinvocationPolicy: 'Never',
      matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }] },
      mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression: patchOf(place, container) } }],
    },
  });
  const binding = new ApiObject(chart, 'binding', {
    apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingAdmissionPolicyBinding', metadata: { name },
    spec: {
      policyName: name,
      matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': chart.namespace! } } },
    },
  });
  // both are of no namespace
  for (const object of [policy, binding]) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}

/** Waits until the policy is in force, and removes it afterwards: it is of no namespace. */
export async function whileInjecting(run: Run, place: InjectedPlace | undefined, work: () => Promise<void>): Promise<void> {
  const { kubectl } = run.cluster;
  const name = policyOf(run.namespace);
  try {
    const injects = async () => ((await injectedNames(run)).includes('mesh') ? true : undefined);
    if (place !== undefined) await waitFor('the policy injects', injects);
    await work();
  } finally {
    const made = [`mutatingadmissionpolicybinding/${name}`, `mutatingadmissionpolicy/${name}`];
    if (place !== undefined) await kubectl.run(['delete', '--ignore-not-found', ...made]);
  }
}

/** The containers that a Pod would have. */
async function injectedNames(run: Run): Promise<string[]> {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'asked' }, spec: podSpec([actor('app')]) };
  const ask = ['-n', run.namespace, 'create', '--dry-run=server', '-o', 'json', '-f', '-'];
  const answer = await run.cluster.kubectl.run(ask, { input: JSON.stringify(pod) });
  const { containers, initContainers = [] } = (JSON.parse(answer) as { spec: { containers: Container[]; initContainers?: Container[] } }).spec;
  return [...initContainers, ...containers].map(({ name }) => name);
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
