import { ApiObject, Duration, type Chart } from 'cdk8s';
import { Check, StartOrder, type DependencyOptions, type HttpGetCheckOptions, type Mechanism } from '../../src';
import { IMAGE } from '../images/images';

/** A container as the Kubernetes API spells it. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly [key: string]: unknown;
}

/** No privileges, no root, nothing to write: every scenario runs so, and its namespace enforces it. */
export const SECURE = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true };
export const POD_SECURE = { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } };

/** A container that does as its arguments say; see images/actor. */
export function actor(name: string, args: readonly string[] = [], more: Readonly<Record<string, unknown>> = {}): Container {
  return { name, image: IMAGE.actor, command: ['/actor'], args, imagePullPolicy: 'Never', securityContext: SECURE, ...more };
}

/** The spec of a Pod of such containers. */
export function podSpec(containers: readonly Container[], more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { containers, automountServiceAccountToken: false, terminationGracePeriodSeconds: 2, securityContext: POD_SECURE, ...more };
}

export function pod(chart: Chart, containers: readonly Container[], more: Readonly<Record<string, unknown>> = {}): ApiObject {
  return new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod' }, spec: podSpec(containers, more) });
}

export interface GatedPodOptions {
  readonly mechanism?: Mechanism;
  /** What the sidecar does; it listens on 8080. */
  readonly sidecar: readonly string[];
  /** What the application does. @default - it runs */
  readonly app?: readonly string[];
  /** @default - the actor */
  readonly sidecarImage?: string;
  /** @default - the image of the waiter */
  readonly runtimeImage?: string;
  /** @default 60 */
  readonly timeoutSeconds?: number;
  readonly dependency?: DependencyOptions;
  /** How `/ready` is checked, beside its port. */
  readonly check?: HttpGetCheckOptions;
  /** Added to the Pod's spec. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** The two containers that almost every scenario has: `app` waits until `sidecar` is healthy. */
export function gatedPod(chart: Chart, options: GatedPodOptions): StartOrder {
  const image = options.sidecarImage === undefined ? {} : { image: options.sidecarImage };
  const sidecar = actor('sidecar', ['-listen', ':8080', ...options.sidecar], image);
  return gatedContainers(chart, [sidecar, actor('app', options.app)], options);
}

/** The same with containers of another kind, which have these names. */
export function gatedContainers(chart: Chart, containers: readonly Container[], options: Omit<GatedPodOptions, 'sidecar'>): StartOrder {
  const order = StartOrder.of(pod(chart, containers, options.spec));
  order.configure({ mechanism: options.mechanism, runtimeImage: options.runtimeImage });
  order.container('app').dependsOn(order.container('sidecar').readyWhen(Check.httpGet('/ready', { port: 8080, ...options.check })), {
    timeout: Duration.seconds(options.timeoutSeconds ?? 60),
    ...options.dependency,
  });
  return order;
}
