import { groupBy } from '../../private/group-by';
import { type LocatedFinding, locatedFinding, unreadFinding } from '../check/checked';
import { findingLines } from '../check/text';
import type { Paint } from '../colours';
import { positionOf } from '../order/workload';
import { visible } from '../printable';
import type { Manifest, Unread } from '../read/manifest';
import { isUnread, placeText } from '../read/read-manifests';
import type { Applied, Outcome, PolicyApplier } from './applied';

/** What policies would make of the workloads of an input. */
export interface Coverage {
  readonly workloads: readonly CoveredWorkload[];
  readonly unread: readonly LocatedFinding[];
}

export interface CoveredWorkload {
  readonly outcome: Outcome;
  readonly policies: readonly string[];
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** Why it is excluded. */
  readonly reason?: string;
  /** Why it can't have the order: the errors. */
  readonly findings: readonly LocatedFinding[];
}

export async function coverageOf(
  reads: AsyncIterable<Manifest | Unread> | Iterable<Manifest | Unread>, applier: PolicyApplier,
): Promise<Coverage> {
  const workloads: CoveredWorkload[] = [];
  const unread: LocatedFinding[] = [];
  for await (const read of reads) {
    if (isUnread(read)) {
      unread.push(unreadFinding(read));
      continue;
    }
    const applied = applier.apply(read);
    if (applied !== undefined) workloads.push(covered(applied));
  }
  return { workloads, unread };
}

function covered({ workload, outcome, policies, reason, findings }: Applied): CoveredWorkload {
  const { manifest: { file }, kind, name, namespace } = workload;
  return {
    outcome, policies: policies.map(({ model }) => model.name), file, ...positionOf(workload, undefined, undefined), kind, name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(reason === undefined ? {} : { reason }),
    findings: outcome === 'refused' ? findings.filter(({ severity }) => severity === 'error').map((finding) => locatedFinding(workload, finding)) : [],
  };
}

/** In the order of the summary. */
const WORDS: Readonly<Record<Outcome, string>> = {
  kept: 'has the order', changed: 'gets the order', refused: 'can\'t get the order', excluded: 'is excluded', outside: 'is not selected',
};
const COUNTED: Readonly<Record<Outcome, string>> = {
  kept: 'with the order', changed: 'to get the order', refused: 'that can\'t get the order', excluded: 'excluded', outside: 'not selected',
};

export function coverageText({ workloads, unread }: Coverage, paint: Paint): string {
  const byOutcome = groupBy(workloads, ({ outcome }) => outcome);
  const counts = (Object.keys(WORDS) as Outcome[]).map((outcome) => `${byOutcome.get(outcome)?.length ?? 0} ${COUNTED[outcome]}`);
  return [
    ...unread.flatMap((finding) => findingLines(finding, paint)),
    ...workloads.flatMap((workload) => linesOf(workload, paint)),
    `${workloads.length} ${workloads.length === 1 ? 'workload' : 'workloads'}: ${counts.join(', ')}`, '',
  ].join('\n');
}

function linesOf({ outcome, policies, file, line, column, kind, name, reason, findings }: CoveredWorkload, paint: Paint): string[] {
  const by = policies.length === 0 ? '' : ` of ${policies.map((policy) => `"${policy}"`).join(' and ')}`;
  const why = reason === undefined ? '' : `: ${reason}`;
  const colour = { kept: paint.green, changed: paint.blue, refused: paint.red, excluded: paint.yellow, outside: paint.dim }[outcome];
  const words = outcome === 'outside' || outcome === 'excluded' ? `${WORDS[outcome]}${why}` : `${WORDS[outcome]}${by}`;
  return [
    `${paint.bold(visible(placeText({ file, position: { line, column } })))}: ${colour(visible(words))} ${paint.dim(visible(`[${kind} ${name}]`))}`,
    ...findings.flatMap((finding) => findingLines(finding, paint).map((text) => `  ${text}`)),
  ];
}

export function coverageJson({ workloads, unread }: Coverage): string {
  return `${JSON.stringify({ version: 1, workloads, unread }, null, 2)}\n`;
}
