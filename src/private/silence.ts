import { ruleOf } from './catalogue';
import type { Finding } from './finding';

/** An annotation of this name, with the id of a rule behind it, silences the rule in its workload; its value says why. */
export const IGNORE_PREFIX = 'startgate.dev/ignore.';

/** Annotations as they are written. */
export type Annotations = Readonly<Record<string, unknown>>;

/** The reasons for which rules are silent, by their ids, and what is wrong with the annotations that give them. */
export interface Silence {
  readonly reasons: ReadonlyMap<string, string>;
  readonly wrong: readonly { readonly annotation: string; readonly finding: Finding }[];
}

/** Errors that are a judgement: the order is still enforced as it was declared. */
const JUDGEMENTS: ReadonlySet<string> = new Set([
  'port-of-another-container', 'host-network-port', 'sidecar-after-end', 'annotation-not-kept',
]);
const NOTHING: Silence = { reasons: new Map(), wrong: [] };

/** Whether a rule may be silenced. Any other error proves that what would be rendered is not what was declared. */
export function canBeSilenced({ id, severity }: Pick<Finding, 'id' | 'severity'>): boolean {
  return severity !== 'error' || JUDGEMENTS.has(id);
}

/** Reads annotations: those of a Pod template, or of a workload. */
export function silenceOf(annotations: Annotations | undefined): Silence {
  const names = Object.keys(annotations ?? {}).filter((name) => name.startsWith(IGNORE_PREFIX));
  if (names.length === 0) return NOTHING;
  const reasons = new Map<string, string>();
  const wrong: { annotation: string; finding: Finding }[] = [];
  for (const name of names) {
    const id = name.slice(IGNORE_PREFIX.length);
    const reason = annotations![name];
    const finding = wrongWith(id, name, reason);
    if (finding === undefined) reasons.set(id, (reason as string).trim());
    else wrong.push({ annotation: name, finding });
  }
  return { reasons, wrong };
}

/** Findings with the reasons that silence them. */
export function silence<F extends Finding>(findings: readonly F[], reasons: ReadonlyMap<string, string>): readonly F[] {
  if (reasons.size === 0) return findings;
  return findings.map((finding) => {
    const reason = reasons.get(finding.id);
    return reason === undefined ? finding : { ...finding, silenced: reason };
  });
}

function wrongWith(id: string, name: string, reason: unknown): Finding | undefined {
  const rule = ruleOf(id);
  if (rule === undefined) return { ...warningOf('ignore-unknown-rule'), message: `the annotation ${name} names an unknown rule` };
  if (!canBeSilenced(rule)) return { ...warningOf('ignore-error'), message: `the annotation ${name} has no effect: "${id}" is an error` };
  if (typeof reason === 'string' && reason.trim() !== '') return undefined;
  return { ...warningOf('ignore-without-reason'), message: `the annotation ${name} has no reason, so the rule is not silenced`, cure: `write the reason: ${name}: "…"` };
}

function warningOf(id: string): Pick<Finding, 'id' | 'severity' | 'cure'> {
  return { id, severity: 'warning', cure: ruleOf(id)!.cure };
}
