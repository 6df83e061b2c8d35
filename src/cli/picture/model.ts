import type { ContainerRole } from '../../private/pod-view';

/** `outside`: not in the Pod, but something in it waits for it. */
export type PicturedRole = ContainerRole | 'outside';

/**
 * `closed`: no fault opens the gate early; `open`: one can; `none`: it looks like a gate and holds nothing back;
 * `rejected`: an error is in the way.
 */
export type PicturedVerdict = 'closed' | 'open' | 'none' | 'rejected';

/** What is drawn of one workload; nothing here is tied to a mechanism of ours. */
export interface PicturedWorkload {
  /** `Deployment "web"`. */
  readonly title: string;
  /** One line below it: where it stands, how large it is. */
  readonly subtitle: string;
  /** In the order in which the kubelet makes them; what is outside of the Pod comes last. */
  readonly containers: readonly PicturedContainer[];
  readonly gates: readonly PicturedGate[];
}

export interface PicturedContainer {
  readonly name: string;
  readonly role: PicturedRole;
  /** Its own process waits behind a guard, after it has been made. */
  readonly guarded: boolean;
  /** What of it must be over before the kubelet makes the next container. */
  readonly holds: Hold;
}

/**
 * `start`: nothing more than its start; `ready`: its startup probe or postStart hook; `phase`: the next one comes at its start, and the
 * regular containers when it is ready; `end`: it has ended.
 */
export type Hold = 'start' | 'ready' | 'phase' | 'end';

/** An arrow from what must come first to what waits for it. */
export interface PicturedGate {
  readonly dependency: string;
  readonly dependent: string;
  /** What must have happened to the dependency: `started`, `healthy`, `completed`, `succeeded`. */
  readonly condition: string;
  /** How it is enforced, and for how long: `native, 60s`. */
  readonly means: string;
  readonly verdict: PicturedVerdict;
}
