/** What kubectl prints about a Pod with a failed gate. Each text is a part of the output. */
export interface Symptom {
  /** The column STATUS of `kubectl get pod`, or those of which it shows one. @default - the column does not show the failure */
  readonly status?: string | readonly string[];
  /** `kubectl describe pod`; blanks count once. @default - no text that helps */
  readonly describe?: readonly string[];
  /** `kubectl get events`, by reason; an empty text matches any. @default - no text that helps */
  readonly events?: readonly (readonly [reason: string, text: string])[];
  /** `kubectl logs`, by container; the answer of kubectl if there are no logs. @default - no text that helps */
  readonly logs?: readonly (readonly [container: string, text: string])[];
}

/** The texts of which the column STATUS shows one; none if it does not show the failure. */
export function statusesOf(status: Symptom['status']): readonly string[] {
  return typeof status === 'string' ? [status] : (status ?? []);
}
