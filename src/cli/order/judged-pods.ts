import { checkOrder, likenessOf } from '../../private/decided-pods';
import type { OrderModel } from '../../private/model';
import type { PodOutline } from '../../private/outline';
import type { Rule } from '../../private/rules/rule';

/** A plan, and the findings of the rules. */
export type Judged = ReturnType<typeof checkOrder>;

/** The number of cached kinds of Pods. If equal Pods are further apart, the cache costs more than it saves. */
const MOST_KINDS = 200;

/** Judges Pods once if they are equal in all fields that a plan reads: many manifests differ only in names and images. */
export class AlikePods {
  private readonly kinds = new Map<string, Judged>();
  private again = 0;

  judge(outline: PodOutline, order: OrderModel, rules: readonly Rule[]): Judged {
    const full = this.kinds.size >= MOST_KINDS;
    const likeness = full && this.again < MOST_KINDS ? undefined : likenessOf(outline, order);
    if (likeness === undefined) return checkOrder(outline, order, rules);
    const key = `${rules.length} ${likeness}`;
    const before = this.kinds.get(key);
    if (before !== undefined) {
      this.again++;
      return before;
    }
    const judged = checkOrder(outline, order, rules);
    if (!full) this.kinds.set(key, judged);
    return judged;
  }
}
