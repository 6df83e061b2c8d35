import type { Severity } from './finding';
import { restartOpensGate } from './rules/restart-opens-gate';

/** A rule as it is listed and explained. */
export interface RuleInfo {
  readonly id: string;
  readonly severity: Severity;
  /** What it keeps from happening, in one line. */
  readonly title: string;
  readonly cure: string;
}

/** What synthesis alone says: what stops an order before it can be planned or written, and what is said once an app. */
export const SYNTHESIS_ONLY: readonly RuleInfo[] = [
  { id: 'no-pod-template', severity: 'error', title: 'an order needs a manifest with a Pod template that has containers', cure: 'declare the order on a Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob, or set podPath in StartOrder.of' },
  { id: 'item-gone', severity: 'error', title: 'a List must still have the workload when it is synthesized', cure: 'call StartOrder.find after the patch that renames the workload, or declare no order for it' },
  { id: 'not-rendered', severity: 'error', title: 'an order can be checked only if its workload can be rendered', cure: 'fix the workload; its order was not checked' },
  { id: 'annotations-too-large', severity: 'error', title: 'all annotations of a Pod template together must have at most 256 KiB', cure: 'remove dependencies that others imply, or shorten other annotations' },
  {
    id: 'policy-conflict', severity: 'error', title: 'policies must not contradict each other, or the Pods that they select',
    cure: 'give both policies the same values, change a selector, or exclude the workload: startgate.dev/policy-exclude: "reason"',
  },
  { id: 'policy-matches-nothing', severity: 'warning', title: 'a policy should select a workload', cure: 'change its selector, or remove the policy' },
  {
    id: 'policy-exclude-without-reason', severity: 'warning',
    title: 'an annotation excludes a workload from policies only with a reason', cure: 'write the reason as the value of the annotation',
  },
  restartOpensGate,
];

/** What only a manifest can have wrong: an order that is declared in code never has it. */
export const MANIFEST_ONLY: readonly RuleInfo[] = [
  { id: 'unreadable', severity: 'error', title: 'a file must be YAML or JSON within the size and nesting limits', cure: 'fix the place that the message names; render a template first' },
  { id: 'malformed-field', severity: 'error', title: 'a field must have the type that the Kubernetes API defines', cure: 'write the field as the Kubernetes API defines it; check ignored it' },
  { id: 'annotation-unreadable', severity: 'error', title: 'the annotation of an order must be as it was rendered', cure: 'render the manifest again, or remove the annotation' },
  { id: 'annotation-not-kept', severity: 'error', title: 'a manifest must match its annotation', cure: 'render the manifest again, or undo the change made after rendering' },
  { id: 'hook-forgotten', severity: 'warning', title: 'a kubelet restart skips the hook of a native sidecar without a startup probe', cure: 'add a startupProbe with the same check' },
  { id: 'waiter-goes-on', severity: 'warning', title: 'a waiter that starts its command after a timeout is no gate', cure: 'make the waiter fail after the timeout, so that the kubelet restarts it: --strict of wait-for-it, && or set -e in a script' },
  {
    id: 'ignore-without-reason', severity: 'warning',
    title: 'an annotation silences a rule only with a reason', cure: 'write the reason as the value of the annotation',
  },
  { id: 'ignore-error', severity: 'warning', title: 'an error can\'t be silenced if the rendered order differs from the declared order', cure: 'fix the error, and remove the annotation' },
  {
    id: 'ignore-unknown-rule', severity: 'warning', title: 'an annotation can silence only a rule that exists',
    cure: 'use a rule id that check prints, or remove the annotation',
  },
  { id: 'hook-is-no-gate', severity: 'info', title: 'an httpGet hook accepts any answer, even an error', cure: 'if the hook must be a gate, make the container a native sidecar with a startupProbe' },
  { id: 'sleep-is-no-check', severity: 'info', title: 'a hook that sleeps does not check readiness', cure: 'make the container a native sidecar with a startupProbe' },
];
