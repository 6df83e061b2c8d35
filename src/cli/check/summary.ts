import type { LocatedFinding } from './checked';

/** What `check` comes to. */
export interface Summary {
  readonly workloads: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly silenced: number;
}

export function summaryOf(findings: readonly LocatedFinding[], workloads: number): Summary {
  const counts = { error: 0, warning: 0, info: 0 };
  let silenced = 0;
  for (const { severity, silenced: reason } of findings) {
    if (reason === undefined) counts[severity]++;
    else silenced++;
  }
  return { workloads, errors: counts.error, warnings: counts.warning, infos: counts.info, silenced };
}

export function summaryText({ workloads, errors, warnings, infos, silenced }: Summary): string {
  const parts = [[errors, 'error'], [warnings, 'warning'], [infos, 'info']] as const;
  const found = parts.map(([count, noun]) => plural(count, noun)).join(', ');
  return `${plural(workloads, 'workload')}: ${found}${silenced === 0 ? '' : `, ${silenced} silenced`}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
