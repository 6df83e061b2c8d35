import type { Finding, Severity } from '../finding';
import type { EdgeMechanism } from '../plan/mechanism-choice';
import type { Plan } from '../plan/plan';

/** What a rule says of one place. */
export interface Problem {
  /** What is wrong, where, and what was got; lower case, no full stop, names in quotes. */
  readonly message: string;
  /**
   * What to change.
   *
   * @default - the cure of the rule
   */
  readonly cure?: string;
  /**
   * The container that must be changed, or looked at.
   *
   * @default - the whole Pod
   */
  readonly container?: string;
  /** The field of that container, as `lifecycle.postStart`. */
  readonly field?: string;
}

/** A statement that a start order must keep; pure, over one planned Pod. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** What it keeps from happening, in one line. */
  readonly title: string;
  /** What to change, in general. */
  readonly cure: string;
  /**
   * The mechanisms that it speaks of; it is not asked about a Pod that uses none of them.
   *
   * @default - every Pod
   */
  readonly concerns?: readonly EdgeMechanism[];
  check(plan: Plan): readonly Problem[];
}

/** A rule's problems as findings. */
export function applyRule(rule: Rule, plan: Plan): Finding[] {
  if (rule.concerns?.some((mechanism) => plan.mechanisms.has(mechanism)) === false) return [];
  const problems = rule.check(plan);
  // nearly always: a rule is asked about every Pod
  return problems.length === 0 ? [] : problems.map(({ message, cure, container, field }) => ({
    id: rule.id, severity: rule.severity, message, cure: cure ?? rule.cure,
    ...(container === undefined ? {} : { container }),
    ...(field === undefined ? {} : { field }),
  }));
}

/** Names as a reader wants them: `"a", "b"`; `none` when there are none. */
export function quoted(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');
}

/** `"a" waits`, `"a", "b" wait`. */
export function wait(names: readonly string[]): string {
  return `${quoted(names)} ${names.length === 1 ? 'waits' : 'wait'}`;
}

/** Names by code unit, each once: the same text whatever the order in which they were found. */
export function sorted(names: Iterable<string>): string[] {
  return [...new Set(names)].sort();
}
