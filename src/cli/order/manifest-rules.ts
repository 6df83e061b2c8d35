import type { Finding } from '../../private/finding';

/**
 * Rules about options of a declared order and limits of our own rendering. A foreign manifest is already rendered; a deadlock
 * in such a manifest is a cycle, since each container waits for earlier ones.
 */
export const ONLY_OURS: ReadonlySet<string> = new Set([
  'binary-missing', 'check-not-supported', 'check-unused', 'collision', 'command-unknown', 'condition-not-supported',
  'deadlock', 'hook-slot-taken', 'image-volume-off', 'init-container-not-sidecar', 'injected-container', 'injected-never-ends', 'job-worker-becomes-sidecar', 'linear-wait', 'manifest-order-changed',
  'mechanism-not-supported', 'policies-differ', 'policy-not-supported', 'restart-policy-taken', 'sidecar-after-end',
  'started-waits-for-probe',
  'startup-probe-taken', 'step-restarts', 'step-result-unknown', 'step-timeout-over-deadline', 'step-when-not-earlier',
  'step-never-runs', 'step-without-row', 'optional-absent',
  'timeout-not-enforced', 'unknown-container', 'windows',
]);

/** Cures that change a manifest, if the cure of the rule changes a construct. */
const CURES: Readonly<Record<string, string>> = {
  'no-check': 'add a startupProbe or a readinessProbe to the container',
  'port-unknown': 'use a TCP port of the container in the probe, by its name or its number',
  'no-containers-left': 'add a container to the Pod',
  'kubernetes-too-old': 'move the container from initContainers to containers, or use Kubernetes 1.29 or newer',
  'completes-but-restarts': 'make the container an init container, or use a Job',
  'fail-needs-an-end': 'move the container to initContainers with restartPolicy: Always, so that it ends with the others',
  'job-never-completes': 'move the container to initContainers with restartPolicy: Always, so that it ends with the others',
  'fail-never-ends': 'set activeDeadlineSeconds',
  'post-start-fails-open': 'move the container to initContainers with restartPolicy: Always and a startupProbe with the same check (Kubernetes 1.29 or newer)',
  'hook-before-gate': 'move the work of the hook into the command of the container, after the waiter',
  'host-network-port': 'wait for a file or a unix socket, or remove hostNetwork',
  'host-network-probe': 'use an exec probe, or remove hostNetwork',
  'not-gated-again': 'make the command of the container wait, if it must wait again',
  'timeout-within-chain': 'raise the timeout of the container that waits for both',
};

/** In a manifest, a cure raises or removes what the library adds or has an option for. */
const BUDGET = 'give the startupProbe a larger failureThreshold, or shorten the timeout of the waiter';

/** A finding in the words of manifests, not of constructs. */
export function inWordsOfManifests(finding: Finding): Finding {
  const cure = finding.id === 'startup-budget' && /cdk8s-plus|OnTimeout/u.test(finding.cure) ? BUDGET : CURES[finding.id];
  return cure === undefined ? finding : { ...finding, cure };
}
