import { readFileSync } from 'node:fs';
import type { Severity } from '../private/finding';
import { groupBy } from '../private/group-by';
import { checkManifest, type LocatedFinding, unreadFinding } from './check/checked';
import { AlikePods } from './order/judged-pods';
import { documentsOf } from './read/documents';
import { type Manifest, manifestsOf, type Unread } from './read/manifest';
import { isUnread } from './read/read-manifests';
import { servicesAmong } from './read/services-first';

/** What cdk8s-cli gives to a validation plugin, as far as it is used. */
export interface ValidationContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata?: Record<string, string>): void;
  };
}

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly ViolatingResource[];
}

interface ViolatingResource {
  readonly resourceName: string;
  readonly locations: readonly string[];
  readonly manifestPath: string;
}

export interface ValidationOptions {
  readonly failOn: Exclude<Severity, 'info'>;
  readonly kubernetesVersion?: string;
}

/** Checks what was synthesized, and reports errors and warnings; infos are not reported. */
export function validate(context: ValidationContext, { failOn, kubernetesVersion }: ValidationOptions): void {
  const findings: LocatedFinding[] = [];
  const alike = new AlikePods();
  const reads = context.manifests.flatMap(readsOf);
  const services = servicesAmong(reads);
  let workloads = 0;
  for (const read of reads) {
    if (isUnread(read)) {
      findings.push(unreadFinding(read));
      continue;
    }
    const found = checkManifest(read, { kubernetesVersion, alike, services });
    if (found === undefined) continue;
    workloads++;
    findings.push(...found);
  }
  const counted = findings.filter(({ severity, silenced }) => severity !== 'info' && silenced === undefined);
  for (const group of groupBy(counted, ({ id, cure }) => `${id} ${cure}`).values()) context.report.addViolation(violationOf(group));
  const failed = counted.some(({ severity }) => severity === 'error' || failOn === 'warning');
  context.report.submit(failed ? 'failure' : 'success', { workloads: String(workloads) });
}

function readsOf(file: string): (Manifest | Unread)[] {
  const documents = [...documentsOf(readFileSync(file))];
  return documents.flatMap((document): (Manifest | Unread)[] =>
    ('failure' in document ? [{ file, ...document }] : manifestsOf(file, document)));
}

/** The same rule with the same cure is one violation, in all its places. */
function violationOf(group: readonly LocatedFinding[]): Violation {
  const { id, severity, cure } = group[0]!;
  return {
    ruleName: `startgate/${id}`,
    recommendation: `${severity}: ${[...new Set(group.map(({ message }) => message))].join('; ')}`,
    fix: cure,
    violatingResources: group.map(({ workload, message, file, line, column }) => ({
      resourceName: workload?.name ?? '',
      locations: [line === undefined ? message : `${line}:${column ?? 1} ${message}`],
      manifestPath: file,
    })),
  };
}
