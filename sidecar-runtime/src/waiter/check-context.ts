import type { Platform } from '../platform/platform.ts';

/** What a check needs to know beside its gate. */
export interface CheckContext {
  readonly platform: Platform;
  /** The directory that the states of the Pod's containers are in. */
  readonly state: string;
  /** Milliseconds until the gate's timeout, `Infinity` if it has none: an answer is held no longer. */
  readonly remaining: () => number;
}
