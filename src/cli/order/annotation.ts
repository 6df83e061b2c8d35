import { parseDuration } from '../../../sidecar-runtime/src/waiter/duration';
import type { ForeignPlace } from '../../private/annotation';
import { kubernetesMinor } from '../../private/kubernetes-version';
import { isObject } from '../../private/manifest';
import type { ConditionName, OnTimeoutName } from '../../private/model';
import type { EdgeMechanism } from '../../private/plan/mechanism-choice';
import { asWaiterReads } from './as-waiter-reads';

/** One dependency, as the annotation of a Pod template says it. */
export interface Annotated {
  readonly container: string;
  readonly dependsOn: string;
  /** Where it is, if the order did not find it in the manifest. */
  readonly place?: ForeignPlace;
  readonly condition: ConditionName;
  readonly check?: string;
  readonly timeoutMs: number;
  readonly onTimeout: OnTimeoutName;
  readonly mechanism: EdgeMechanism;
}

/** An optional dependency that became no gate, since the Pod did not have the other container. */
export type Absent = Pick<Annotated, 'container' | 'dependsOn'>;

/** What an annotation says. */
export interface AnnotatedOrder {
  /** The version that it was rendered for, where one was given. */
  readonly kubernetesVersion?: string;
  readonly dependencies: readonly Annotated[];
  readonly absent: readonly Absent[];
}

/** What a container itself waits for. */
export function waitsOf(name: string, dependencies: readonly Annotated[]): { readonly waitsFor: readonly Annotated[] } {
  return { waitsFor: dependencies.filter(({ container }) => container === name) };
}

const PLACES: readonly unknown[] = ['injected', 'injected-native', 'outside'] satisfies ForeignPlace[];

const WORDS = {
  condition: ['started', 'healthy', 'completed', 'succeeded'],
  onTimeout: ['fail', 'block', 'continue'],
  mechanism: ['native', 'native-waiter', 'init-waiter', 'guard', 'post-start', 'order'],
} as const;

/** What the annotation's text says, or what is wrong with it. */
export function readAnnotation(text: string): AnnotatedOrder | { readonly wrong: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { wrong: 'it is not JSON' };
  }
  if (!isObject(value)) return { wrong: 'it is not an object' };
  if (value.version !== 1) return { wrong: `its version is ${value.version === undefined ? 'not given' : JSON.stringify(value.version)}, but this program supports only version 1` };
  if (!Array.isArray(value.dependencies)) return { wrong: 'it has no list "dependencies"' };
  const { kubernetesVersion } = value;
  if (kubernetesVersion !== undefined && (typeof kubernetesVersion !== 'string' || kubernetesMinor(kubernetesVersion) === undefined)) {
    return { wrong: 'its "kubernetesVersion" is no Kubernetes version, such as "1.35"' };
  }
  const read: Annotated[] = [];
  for (const [index, each] of value.dependencies.entries()) {
    const dependency = readDependency(each);
    if (typeof dependency === 'string') return { wrong: `dependency ${index + 1} has no ${dependency}` };
    read.push(dependency);
  }
  const absent = value.absent === undefined ? [] : absentOf(value.absent);
  if (absent === undefined) return { wrong: 'its "absent" is no list of objects with "container" and "dependsOn"' };
  return { ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }), dependencies: read, absent };
}

/** Undefined when it is of another form. */
function absentOf(value: unknown): readonly Absent[] | undefined {
  const isAbsent = (each: unknown): each is Absent =>
    isObject(each) && typeof each.container === 'string' && typeof each.dependsOn === 'string';
  return Array.isArray(value) && value.every(isAbsent) ? value.map(({ container, dependsOn }) => ({ container, dependsOn })) : undefined;
}

/** The dependency, or the name of the field that is missing or wrong. */
function readDependency(value: unknown): Annotated | string {
  if (!isObject(value)) return 'fields';
  const { container, dependsOn, check, timeout, place } = value;
  if (typeof container !== 'string') return '"container"';
  if (typeof dependsOn !== 'string') return '"dependsOn"';
  const timeoutMs = typeof timeout === 'string' ? asWaiterReads(() => parseDuration('timeout', timeout)) : undefined;
  if (typeof timeoutMs !== 'number') return '"timeout", such as "60s"';
  if (place !== undefined && !PLACES.includes(place)) return `"place": ${PLACES.join(', ')}`;
  if (check !== undefined && typeof check !== 'string') return '"check", such as "http://localhost:8080/ready"';
  for (const field of ['condition', 'onTimeout', 'mechanism'] as const) {
    if (!(WORDS[field] as readonly unknown[]).includes(value[field])) return `"${field}": ${WORDS[field].join(', ')}`;
  }
  return {
    container, dependsOn, timeoutMs,
    condition: value.condition as ConditionName,
    onTimeout: value.onTimeout as OnTimeoutName,
    mechanism: value.mechanism as EdgeMechanism,
    ...(place === undefined ? {} : { place: place as ForeignPlace }),
    ...(check === undefined ? {} : { check }),
  };
}
