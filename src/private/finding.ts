export type Severity = 'error' | 'warning' | 'info';

/** What a rule found in one workload. */
export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, where, and what was got; lower case, no full stop. */
  readonly message: string;
  /** What to change. */
  readonly cure: string;
  /** The container that it speaks of; undefined for the whole Pod. */
  readonly container?: string;
  /** The field of that container, as `lifecycle.postStart`. */
  readonly field?: string;
  /** Why it does not count: the reason that an annotation gives. */
  readonly silenced?: string;
}

/** The findings of one workload, with the place where a reader finds it. */
export interface WorkloadFindings {
  /** The construct path, for example `chart/web/Resource`. */
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** All errors of an app as one text. */
export function formatErrors(workloads: readonly WorkloadFindings[]): string {
  const count = workloads.reduce((sum, workload) => sum + workload.findings.length, 0);
  const lines = [`start order: ${plural(count, 'error')} in ${plural(workloads.length, 'workload')}`];
  for (const workload of workloads) {
    lines.push('', `[${workload.path}] ${workload.kind} "${workload.name}"`);
    for (const finding of workload.findings) {
      lines.push(`  ${finding.severity} ${finding.id}: ${finding.message}`, `    cure: ${finding.cure}`);
    }
  }
  return lines.join('\n');
}

/** One warning of a workload as one line. */
export function formatWarning({ path, kind, name }: Omit<WorkloadFindings, 'findings'>, finding: Finding): string {
  return `[${path}] ${kind} "${name}" ${finding.id}: ${finding.message}; cure: ${finding.cure}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
