import type { Finding } from '../../private/finding';

/** Rules about what our own rendering can do. A manifest of others has been rendered, and asks nothing of it. */
export const ONLY_OURS: ReadonlySet<string> = new Set([
  'binary-missing', 'check-not-supported', 'check-unused', 'collision', 'command-unknown', 'condition-not-supported', 'hook-slot-taken',
  'init-container-not-sidecar', 'manifest-order-changed', 'mechanism-not-supported', 'policies-differ', 'policy-not-supported', 'started-waits-for-probe',
  'restart-policy-taken', 'startup-probe-taken',
  'timeout-not-enforced', 'windows',
]);

/** What to change in a manifest, where the library would be told something else. */
const CURES: Readonly<Record<string, string>> = {
  'no-check': 'give it a startupProbe, or a readinessProbe',
  'port-unknown': 'name a TCP port of the container in the probe, or give the probe a number',
  'no-containers-left': 'give the Pod a container',
  'kubernetes-too-old': 'move it to the containers of the Pod, or run it on Kubernetes 1.29 or newer',
  'completes-but-restarts': 'make it an init container, or use a Job',
  'fail-needs-an-end': 'move it to the initContainers with restartPolicy: Always, so that it ends with the others, or let the waiter wait for ever',
  'job-never-completes': 'move it to the initContainers with restartPolicy: Always, so that it ends with the others',
  'fail-never-ends': 'set activeDeadlineSeconds',
  'deadlock': 'move what is waited for in front of it, as a native sidecar, or let it not wait',
  'post-start-fails-open': 'move it to the initContainers with restartPolicy: Always and a startupProbe that asks the same (Kubernetes 1.29 or newer)',
  'hook-before-gate': 'let the command of the container do what the hook does, behind the waiter',
  'host-network-port': 'wait for a file or a unix socket, or leave the host network',
  'host-network-probe': 'let the probe run a command in the container, or leave the host network',
  'linear-wait': 'let those that don\'t wait for each other wait in their own commands, side by side',
  'not-gated-again': 'let its own command wait, if it matters',
  'timeout-within-chain': 'lengthen the timeout of the one that waits for both',
};

/** A finding for who writes manifests, not constructs. */
export function inWordsOfManifests(finding: Finding): Finding {
  const cure = CURES[finding.id];
  return cure === undefined ? finding : { ...finding, cure };
}
