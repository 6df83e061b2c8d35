import type { Severity } from './finding';

/** A rule as it is listed and explained. */
export interface RuleInfo {
  readonly id: string;
  readonly severity: Severity;
  /** What it keeps from happening, in one line. */
  readonly title: string;
  readonly cure: string;
}

/** What stands in the way before an order can be planned, or written: `check` never comes to it. */
export const SYNTHESIS_ONLY: readonly RuleInfo[] = [
  { id: 'no-pod-template', severity: 'error', title: 'an order needs a manifest with a Pod template that has containers', cure: 'declare the order on a Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob' },
  { id: 'item-gone', severity: 'error', title: 'a workload of a List must still be there when the List is synthesized', cure: 'find it after the patch that renames it, or declare no order for it' },
  { id: 'not-rendered', severity: 'error', title: 'an order can only be proved in a workload that can be rendered', cure: 'mend the workload; its order was not looked at' },
  { id: 'annotations-too-large', severity: 'error', title: 'the annotations of a Pod template must have at most 256 KiB in all', cure: 'remove dependencies that others imply, or shorten other annotations' },
];

/** What only a manifest can have wrong: an order that is declared in code never comes to it. */
export const MANIFEST_ONLY: readonly RuleInfo[] = [
  { id: 'unreadable', severity: 'error', title: 'a file must be YAML or JSON, and of a size and depth that ends', cure: 'mend it where the message says; a template must be rendered first' },
  { id: 'malformed-field', severity: 'error', title: 'a field must be of the form that the Kubernetes API has for it', cure: 'write it as the Kubernetes API has it; it was left out here' },
  { id: 'annotation-unreadable', severity: 'error', title: 'the annotation that carries an order must be as it was written', cure: 'render the manifest again, or remove the annotation' },
  { id: 'annotation-not-kept', severity: 'error', title: 'a manifest must keep what its annotation says', cure: 'render the manifest again, or undo the change that was made to it after it was rendered' },
  { id: 'hook-forgotten', severity: 'warning', title: 'a restart of the kubelet forgets the hook of a native sidecar that has no startup probe', cure: 'give it a startupProbe, which asks the same: the kubelet keeps it' },
  { id: 'waiter-goes-on', severity: 'warning', title: 'a waiter that starts its command although its time is over is no gate', cure: 'let it give up instead, so that the kubelet tries again: --strict of wait-for-it, && or set -e in a script' },
  {
    id: 'ignore-without-reason', severity: 'warning',
    title: 'a rule is silenced with a reason, or not at all', cure: 'say why in the annotation',
  },
  { id: 'ignore-error', severity: 'warning', title: 'an error that makes the order another one than was declared can\'t be silenced', cure: 'mend what the error says, and remove the annotation' },
  {
    id: 'ignore-unknown-rule', severity: 'warning', title: 'an annotation can only silence a rule that there is',
    cure: 'use the id that check says, or remove the annotation',
  },
  { id: 'hook-is-no-gate', severity: 'info', title: 'an httpGet hook takes any answer, also one that says no', cure: 'if it is meant as a gate, make it a native sidecar with a startupProbe' },
  { id: 'sleep-is-no-check', severity: 'info', title: 'a hook that sleeps knows nothing of readiness', cure: 'make it a native sidecar with a startupProbe, which is ready when it is ready' },
];
