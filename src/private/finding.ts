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
  /** The lowest severity that fails the synthesis; errors if not given. */
  readonly failOn?: 'error' | 'warning';
}

/** Whether a finding of a workload fails the synthesis. */
export function fails({ failOn }: Pick<WorkloadFindings, 'failOn'>, { severity }: Finding): boolean {
  return severity === 'error' || (severity === 'warning' && failOn === 'warning');
}

/** All findings that fail the synthesis of an app as one text. */
export function formatErrors(workloads: readonly WorkloadFindings[]): string {
  const counts = (['error', 'warning'] as const).flatMap((severity) => {
    const count = workloads.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);
    return count === 0 ? [] : [{ severity, count }];
  });
  const all = counts.map(({ severity, count }) => plural(count, severity)).join(' and ');
  const why = counts.some(({ severity }) => severity === 'warning') ? ', which fails by failOn' : '';
  const lines = [`start order: ${all} in ${plural(workloads.length, 'workload')}${why}`];
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
