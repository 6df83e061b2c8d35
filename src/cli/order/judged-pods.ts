import { checkOrder, likenessOf } from '../../private/decided-pods';
import type { OrderModel } from '../../private/model';
import type { PodOutline } from '../../private/outline';
import type { Rule } from '../../private/rules/rule';

/** A plan, and what the rules say of it. */
export type Judged = ReturnType<typeof checkOrder>;

/** So many kinds of Pods are kept; where they come again less often than that, looking for them costs more than it saves. */
const MOST_KINDS = 200;

/** Judges Pods that are alike in all that a plan looks at once: many manifests differ in names and images alone. */
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
