import type { Finding } from '../../private/finding';

/**
 * Rules about what only a declared order asks for, and what our own rendering can do. A manifest of others has been rendered; a deadlock
 * in it is a cycle, since there everything waits for what stands in front.
 */
export const ONLY_OURS: ReadonlySet<string> = new Set([
  'binary-missing', 'check-not-supported', 'check-unused', 'collision', 'command-unknown', 'condition-not-supported',
  'deadlock', 'hook-slot-taken', 'init-container-not-sidecar', 'job-worker-becomes-sidecar', 'linear-wait', 'manifest-order-changed',
  'mechanism-not-supported', 'policies-differ', 'policy-not-supported', 'restart-policy-taken', 'sidecar-after-end',
  'started-waits-for-probe',
  'startup-probe-taken', 'step-restarts', 'step-result-unknown', 'step-timeout-over-deadline', 'step-when-not-earlier',
  'step-never-runs', 'step-without-row', 'optional-absent',
  'timeout-not-enforced', 'unknown-container', 'windows',
]);

/** What to change in a manifest, where the library would be told something else. */
const CURES: Readonly<Record<string, string>> = {
  'no-check': 'give it a startupProbe, or a readinessProbe',
  'port-unknown': 'name a TCP port of the container in the probe, or give the probe a number',
  'no-containers-left': 'give the Pod a container',
  'kubernetes-too-old': 'move it to the containers of the Pod, or run it on Kubernetes 1.29 or newer',
  'completes-but-restarts': 'make it an init container, or use a Job',
  'fail-needs-an-end': 'move it to the initContainers with restartPolicy: Always, so that it ends with the others',
  'job-never-completes': 'move it to the initContainers with restartPolicy: Always, so that it ends with the others',
  'fail-never-ends': 'set activeDeadlineSeconds',
  'post-start-fails-open': 'move it to the initContainers with restartPolicy: Always and a startupProbe that asks the same (Kubernetes 1.29 or newer)',
  'hook-before-gate': 'let the command of the container do what the hook does, behind the waiter',
  'host-network-port': 'wait for a file or a unix socket, or leave the host network',
  'host-network-probe': 'let the probe run a command in the container, or leave the host network',
  'not-gated-again': 'let its own command wait, if it matters',
  'timeout-within-chain': 'lengthen the timeout of the one that waits for both',
};

/** What the library adds, or takes an option for, is raised or removed in a manifest. */
const BUDGET = 'give the startupProbe a larger failureThreshold, or let the waiter give up sooner';

/** A finding for who writes manifests, not constructs. */
export function inWordsOfManifests(finding: Finding): Finding {
  const cure = finding.id === 'startup-budget' && /cdk8s-plus|OnTimeout/u.test(finding.cure) ? BUDGET : CURES[finding.id];
  return cure === undefined ? finding : { ...finding, cure };
}
