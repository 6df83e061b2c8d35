import type { Finding } from '../../private/finding';

/** Cures that change a policy, where the cure of the rule changes a construct. */
const CURES: Readonly<Record<string, string>> = {
  'binary-missing': 'set spec.defaults.runtimeImage in the policy',
  'command-unknown': 'set command in the manifest; or lock the image: cdk8s-startgate lock FILE…, and set spec.defaults.imageLock in the policy',
  'no-check': 'give the sidecar readyWhen in the policy, or the dependency condition: started',
  'restart-opens-gate': 'set spec.defaults.runtimeImage in the policy: a guard or an init container then waits and stays closed; or set mechanism: native',
  'unknown-container': 'name a sidecar of the policy or a container of each Pod; set optional: true where the container may be absent',
  'kubernetes-too-old': 'set spec.defaults.kubernetesVersion to "1.29" or newer, or spec.defaults.runtimeImage',
  'post-start-fails-open': 'set spec.defaults.runtimeImage in the policy, so that a guard or an init container waits',
  'policy-matches-nothing': 'change spec.select of the policy',
};

/** A finding in the words of policies, not of constructs. */
export function inWordsOfPolicies<T extends Finding>(finding: T): T {
  const cure = CURES[finding.id];
  return cure === undefined ? finding : { ...finding, cure };
}
