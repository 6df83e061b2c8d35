import { ApiObject, type ApiObjectProps, type Chart, JsonPatch } from 'cdk8s';
import type { Finished } from '../cluster/command';
import { waitFor } from '../cluster/wait-for';
import type { Run } from './run';

/** A policy or its binding. */
export interface PolicyManifest extends ApiObjectProps {
  readonly spec: object;
}

/** Adds an admission policy and its binding, which are of no namespace. The policy is for the Pods of the chart's namespace alone. */
export function addPolicy(chart: Chart, policy: PolicyManifest, binding: PolicyManifest): void {
  const matchResources = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': chart.namespace! } } };
  for (const manifest of [policy, { ...binding, spec: { ...binding.spec, matchResources } }]) {
    new ApiObject(chart, manifest.kind, manifest).addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}

/** What the API server makes of a Pod that it need not create, as JSON. */
export function admit(run: Run, name: string, spec: object, annotations: Readonly<Record<string, string>> = {}): Promise<Finished> {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name, annotations }, spec };
  const ask = ['-n', run.namespace, 'create', '--dry-run=server', '-o', 'json', '-f', '-'];
  return run.cluster.kubectl.attempt(ask, { input: JSON.stringify(pod) });
}

/**
 * Waits until a policy is in force, and removes it with its binding after the work.
 *
 * @param policy its kind and name, as kubectl has them
 */
export async function whileInForce(run: Run, policy: string, inForce: () => Promise<boolean>, work: () => Promise<void>): Promise<void> {
  try {
    await waitFor('the policy is in force', async () => ((await inForce()) ? true : undefined));
    await work();
  } finally {
    await run.cluster.kubectl.run(['delete', '--ignore-not-found', policy.replace('/', 'binding/'), policy]);
  }
}
