/**
 * The part of a Kubernetes manifest that a start order reads and writes, as plain JSON.
 * Fields that are not named here pass through untouched.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */

export interface Probe {
  httpGet?: HttpGetAction;
  tcpSocket?: TcpSocketAction;
  grpc?: GrpcAction;
  exec?: { command?: string[] };
  initialDelaySeconds?: number;
  periodSeconds?: number;
  timeoutSeconds?: number;
  failureThreshold?: number;
}

export interface HttpGetAction {
  path?: string;
  port: number | string;
  host?: string;
  scheme?: string;
  httpHeaders?: { name: string; value: string }[];
}

export interface TcpSocketAction {
  port: number | string;
  host?: string;
}

export interface GrpcAction {
  port: number;
  service?: string;
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules */
export interface ContainerRestartRule {
  action?: string;
  exitCodes?: { operator?: string; values?: number[] };
}

export interface VolumeMount {
  name: string;
  mountPath: string;
  subPath?: string;
  subPathExpr?: string;
  readOnly?: boolean;
}

export interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: { fieldRef?: { fieldPath?: string } };
}

export interface ContainerPort {
  name?: string;
  containerPort: number;
  protocol?: string;
}

export interface Container {
  name: string;
  image?: string;
  imagePullPolicy?: string;
  command?: string[];
  args?: string[];
  workingDir?: string;
  env?: EnvVar[];
  ports?: ContainerPort[];
  volumeMounts?: VolumeMount[];
  restartPolicy?: string;
  restartPolicyRules?: ContainerRestartRule[];
  startupProbe?: Probe;
  readinessProbe?: Probe;
  livenessProbe?: Probe;
  lifecycle?: { postStart?: Record<string, unknown>; preStop?: Record<string, unknown> };
  securityContext?: Record<string, unknown>;
  resources?: Record<string, unknown>;
}

export interface Volume {
  name: string;
  [source: string]: unknown;
}

export interface PodSpec {
  containers?: Container[];
  initContainers?: Container[];
  volumes?: Volume[];
  imagePullSecrets?: { name?: string }[];
  restartPolicy?: string;
  hostNetwork?: boolean;
  shareProcessNamespace?: boolean;
  activeDeadlineSeconds?: number;
  os?: { name?: string };
  securityContext?: { runAsUser?: number };
}

export interface Metadata {
  name?: string;
  namespace?: string;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

/** A JSON object whose shape is not known. */
export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A copy to add properties to, which shares its values. After `{ ...value }` V8 gives each object a hidden class of its own with the
 * first property that is added, and what looks at it later misses the caches of lookups.
 */
export function shallowClone<T extends object>(value: T): T {
  return Object.hasOwn(value, '__proto__') ? { ...value } : Object.assign({}, value);
}

/** A part of a manifest as a copy that shares nothing but what JSON doesn't have, as a Date. */
export function deepClone<T>(value: T): T {
  if (typeof value !== 'object' || value === null || !isData(value)) return value;
  const copy = Array.isArray(value) ? [...value] as T & object : shallowClone(value);
  // for…in: it takes the keys from the hidden class, which copies share
  for (const key in copy) {
    const part = copy[key];
    if (typeof part === 'object') copy[key] = deepClone(part);
  }
  return copy;
}

/** A list, or an object that is no more than its properties. */
function isData(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
    || Object.prototype.toString.call(value) === '[object Object]';
}
