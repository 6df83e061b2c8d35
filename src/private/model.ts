/**
 * A start order as plain data: what the user declared, before any manifest is looked at.
 * The construct classes write it, everything under `private/` reads it.
 */
import type { LockedImages } from './image-lock';
import type { Container, JsonObject, Volume } from './manifest';

export type ConditionName = 'started' | 'healthy' | 'completed' | 'succeeded';
export type MechanismName = 'native' | 'native-waiter' | 'init-waiter' | 'guard' | 'post-start';
export type DeliveryName = 'image-volume' | 'install';
export type PullPolicyName = 'Always' | 'IfNotPresent' | 'Never';
export type OnTimeoutName = 'fail' | 'block' | 'continue';
export type ListensOnName = 'all' | 'loopback' | 'pod-ip';

export const DEFAULT_TIMEOUT_MS = 60_000;

/** A port by number or by name; undefined: the only port that the container declares. */
export type PortReference = number | string | undefined;

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** How a check runs. */
export interface CheckTimes {
  /** How long one attempt may take; 1 s without it. */
  readonly timeoutMs?: number;
  /** From the start of one attempt to the start of the next; the mechanism decides without it. */
  readonly intervalMs?: number;
}

export type SingleCheck = CheckTimes & (
  | {
    readonly kind: 'httpGet'; readonly path: string; readonly port: PortReference; readonly tls: boolean; readonly host?: string;
    readonly headers: readonly Header[]; readonly listensOn: ListensOnName;
    /** The statuses that open the gate, each once, the lowest first. */
    readonly statuses?: readonly number[];
  }
  | { readonly kind: 'tcpSocket'; readonly port: PortReference; readonly host?: string; readonly listensOn: ListensOnName }
  | { readonly kind: 'grpc'; readonly port: PortReference; readonly host?: string; readonly service?: string; readonly listensOn: ListensOnName }
  | { readonly kind: 'unixSocket'; readonly path: string; readonly httpPath?: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'command'; readonly command: readonly string[] }
);

export type CheckModel = SingleCheck | {
  /** Every one of two or more must hold. */
  readonly kind: 'all'; readonly checks: readonly SingleCheck[];
};

export interface EdgeModel {
  readonly dependent: string;
  readonly dependency: string;
  readonly condition?: ConditionName;
  readonly timeoutMs?: number;
  readonly onTimeout?: OnTimeoutName;
  readonly mechanism?: MechanismName;
  readonly regate?: boolean;
  readonly optional?: boolean;
}

/** A dependency of all containers of a Pod but the sidecars. */
export type AllEdgeModel = Omit<EdgeModel, 'dependent'>;

export type StepConditionModel = {
  readonly step: string;
  readonly equal: boolean;
} & ({ readonly kind: 'exit-code'; readonly code: number } | { readonly kind: 'result'; readonly result: string; readonly value: string });

/** How a step of a row runs. */
export interface StepModel {
  readonly timeoutMs?: number;
  readonly onError?: 'stop' | 'continue';
  readonly when?: readonly StepConditionModel[];
  readonly results?: readonly string[];
  readonly resultsLimit?: number;
}

/** What a container waits for, and the order does not render: a container that is injected at admission, or a target outside of the Pod. */
export type ForeignModel =
  | {
    readonly kind: 'injected';
    /** It is injected as a native sidecar, in front of the init containers of the manifest. */
    readonly native: boolean;
  }
  | { readonly kind: 'outside' };

export interface ContainerModel {
  readonly name: string;
  readonly foreign?: ForeignModel;
  readonly check?: CheckModel;
  readonly sidecar?: boolean;
  readonly step?: boolean;
  readonly stepOptions?: StepModel;
  readonly waiterPath?: string;
  readonly entrypoint?: readonly string[];
}

/** A container that the order itself brings into the Pod. */
export interface SidecarModel {
  readonly container: Container;
  /** Its security context gets what Pod Security `restricted` asks for, unless it says otherwise. */
  readonly restricted?: true;
  readonly volumes: readonly Volume[];
}

/** What images run, from a file of the user. */
export interface ImageLockModel {
  readonly path: string;
  readonly images: LockedImages;
}

export interface OrderModel {
  /** Where a custom resource keeps its Pod template: `spec.jobTargetRef.template`. */
  readonly podPath?: string;
  readonly kubernetesVersion?: string;
  readonly mechanism?: MechanismName;
  readonly runtimeImage?: string;
  readonly delivery?: DeliveryName;
  readonly runtimePullPolicy?: PullPolicyName;
  /** Names of Secrets. */
  readonly runtimePullSecrets?: readonly string[];
  /** As the Kubernetes API spells them. */
  readonly runtimeResources?: JsonObject;
  /** False: a guarded container without probes is ready while its guard waits. */
  readonly readiness?: boolean;
  readonly imageLock?: ImageLockModel;
  /** The lowest severity that fails the synthesis; errors if not given. */
  readonly failOn?: 'error' | 'warning';
  readonly containers: ReadonlyMap<string, ContainerModel>;
  readonly edges: readonly EdgeModel[];
  /** What all containers but the sidecars wait for. */
  readonly all?: readonly AllEdgeModel[];
  readonly sidecars: readonly SidecarModel[];
  /** Why rules are silent in this Pod, by their ids. */
  readonly ignored?: ReadonlyMap<string, string>;
}
