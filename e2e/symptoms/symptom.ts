/** What a person reads of a Pod whose gate has failed. Each text is a part of what kubectl prints. */
export interface Symptom {
  /** The column STATUS of `kubectl get pod`. @default - it says nothing of the failure */
  readonly status?: string;
  /** `kubectl describe pod`; blanks count once. @default - none that would help */
  readonly describe?: readonly string[];
  /** `kubectl get events`, by reason; an empty text is any. @default - none that would help */
  readonly events?: readonly (readonly [reason: string, text: string])[];
  /** `kubectl logs`, by container; what kubectl answers where there are no logs. @default - none that would help */
  readonly logs?: readonly (readonly [container: string, text: string])[];
}
