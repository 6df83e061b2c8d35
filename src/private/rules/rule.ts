import type { Finding, Severity } from '../finding';
import type { EdgeMechanism } from '../plan/mechanism-choice';
import type { Plan } from '../plan/plan';

/** What a rule reports about one place. */
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
   * The container to change or to check.
   *
   * @default - the whole Pod
   */
  readonly container?: string;
  /** The field of that container, as `lifecycle.postStart`. */
  readonly field?: string;
}

/** A statement that must be true of a start order; a pure function of one planned Pod. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** The statement in one line. */
  readonly title: string;
  /** What to change, in general. */
  readonly cure: string;
  /**
   * The mechanisms that the rule is about. A Pod without any of them is not checked.
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
  // nearly always: a rule checks every Pod
  return problems.length === 0 ? [] : problems.map(({ message, cure, container, field }) => ({
    id: rule.id, severity: rule.severity, message, cure: cure ?? rule.cure,
    ...(container === undefined ? {} : { container }),
    ...(field === undefined ? {} : { field }),
  }));
}

/** Names for a message: `"a", "b"`; `none` without any. */
export function quoted(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');
}

/** `"a" waits`, `"a", "b" wait`. */
export function wait(names: readonly string[]): string {
  return `${quoted(names)} ${names.length === 1 ? 'waits' : 'wait'}`;
}

/** Names by code unit, each once: the text does not depend on the order in which they were found. */
export function sorted(names: Iterable<string>): string[] {
  return [...new Set(names)].sort();
}
