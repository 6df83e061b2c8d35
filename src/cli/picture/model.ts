import type { NodeRole } from '../../private/pod-view';

/**
 * `closed`: no fault opens the gate early; `open`: a fault can; `none`: looks like a gate, but delays no container;
 * `rejected`: a finding is an error.
 */
export type PicturedVerdict = 'closed' | 'open' | 'none' | 'rejected';

/** The drawing of one workload, independent of our mechanisms. */
export interface PicturedWorkload {
  /** `Deployment "web"`. */
  readonly title: string;
  /** One line below the title: the place of the workload, and its size. */
  readonly subtitle: string;
  /** In the order in which the kubelet creates them; injected containers come first, targets outside of the Pod last. */
  readonly containers: readonly PicturedContainer[];
  readonly gates: readonly PicturedGate[];
}

export interface PicturedContainer {
  readonly name: string;
  readonly role: NodeRole;
  /** After its creation, a guard waits before its own process starts. */
  readonly guarded: boolean;
  /** The event that the kubelet waits for before it creates the next container. */
  readonly holds: Hold;
}

/**
 * `start`: only the start; `ready`: its startup probe has passed, or its postStart hook has finished; `phase`: the start for the next
 * init container, and readiness for the regular containers; `end`: the end of the container.
 */
export type Hold = 'start' | 'ready' | 'phase' | 'end';

/** An arrow from a dependency to its dependent. */
export interface PicturedGate {
  readonly dependency: string;
  readonly dependent: string;
  /** The required condition of the dependency: `started`, `healthy`, `completed`, `succeeded`. */
  readonly condition: string;
  /** How the gate is enforced, and its timeout: `native, 60s`. */
  readonly means: string;
  readonly verdict: PicturedVerdict;
}
