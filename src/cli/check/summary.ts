import type { Severity } from '../../private/finding';
import type { LocatedFinding } from './checked';

/** Worse ones first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** What `check` comes to. */
export interface Summary {
  readonly workloads: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly silenced: number;
  /** The least that is shown. */
  readonly severity: Severity;
}

/** Of all findings, also of those that are not shown. */
export function summaryOf(findings: readonly LocatedFinding[], workloads: number, severity: Severity): Summary {
  const counts = { error: 0, warning: 0, info: 0 };
  let silenced = 0;
  for (const finding of findings) {
    if (finding.silenced === undefined) counts[finding.severity]++;
    else silenced++;
  }
  return { workloads, errors: counts.error, warnings: counts.warning, infos: counts.info, silenced, severity };
}

/** Whether something of this severity is shown, and counts. */
export function isShown(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

export function summaryText({ workloads, errors, warnings, infos, silenced, severity }: Summary): string {
  const parts = ([[errors, 'error'], [warnings, 'warning'], [infos, 'info']] as const).map(([count, noun]) => {
    const hint = count === 0 || isShown(noun, severity) ? '' : ` (shown with --severity ${noun})`;
    return `${plural(count, noun)}${hint}`;
  });
  return `${plural(workloads, 'workload')}: ${parts.join(', ')}${silenced === 0 ? '' : `, ${silenced} silenced`}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
