import type { Container, JsonObject, Metadata, PodSpec } from '../../src/private/manifest';
import { IMAGE_LOCK_FILE, type LockedPlatform } from '../../src/private/image-lock';
import type { CheckModel, ContainerModel, EdgeModel, ImageLockModel, OrderModel, SidecarModel } from '../../src/private/model';
import { outlineOf } from '../../src/private/outline';
import { type Plan, planOrder } from '../../src/private/plan/plan';
import { podTemplateOf } from '../../src/private/pod-template';
import { viewPod } from '../../src/private/pod-view';
import { applyRule, type Rule } from '../../src/private/rules/rule';

/** A container: a name alone has a command, so that a guard can wrap it. */
export type ContainerInput = string | (Partial<Container> & { readonly name: string });

/** A Pod spec in short, and what of its workload a start order looks at. */
export interface PodInput extends Omit<PodSpec, 'containers' | 'initContainers'> {
  readonly containers?: readonly ContainerInput[];
  readonly initContainers?: readonly ContainerInput[];
  /** @default Deployment under restartPolicy Always, else Job */
  readonly kind?: string;
  /** Fields beside the template: `spec.progressDeadlineSeconds` and the like. */
  readonly workload?: JsonObject;
  readonly metadata?: Metadata;
}

/** An order in short: an edge `app -> proxy` may be written as text. */
export interface OrderInput extends Omit<OrderModel, 'containers' | 'edges' | 'sidecars' | 'ignored'> {
  readonly edges?: readonly (string | EdgeModel)[];
  readonly containers?: Readonly<Record<string, Omit<ContainerModel, 'name'>>>;
  readonly sidecars?: readonly SidecarModel[];
}

export const RUNTIME_IMAGE = 'registry.example/startgate:0.1.0';

export const DIGEST = `sha256:${'1'.repeat(64)}`;

/** An image lock: what each image runs on linux/amd64. */
export function lockOf(images: Readonly<Record<string, LockedPlatform>>, path = IMAGE_LOCK_FILE): ImageLockModel {
  return {
    path,
    images: new Map(Object.entries(images).map(([name, runs]) => [name, { digest: DIGEST, platforms: { 'linux/amd64': runs } }])),
  };
}

/** The check that most tests use. */
export const READY: Extract<CheckModel, { kind: 'httpGet' }> = {
  kind: 'httpGet', path: '/ready', port: 8080, tls: false, headers: [], listensOn: 'all',
};

/** What an injector adds to the Pod at admission. */
export const MESH = { check: READY, foreign: { kind: 'injected', native: false } } as const;

/** Something outside of the Pod. */
export const DATABASE = { check: { kind: 'tcpSocket', host: 'db', port: 5432, listensOn: 'all' }, foreign: { kind: 'outside' } } as const;

/** A dependency with what is not a default. */
export function edge(dependent: string, dependency: string, options: Omit<EdgeModel, 'dependent' | 'dependency'> = {}): EdgeModel {
  return { dependent, dependency, ...options };
}

export function containerOf(input: ContainerInput): Container {
  return typeof input === 'string' ? { name: input, image: `${input}:1`, command: [`/${input}`] } : { image: `${input.name}:1`, ...input };
}

export function orderOf(input: OrderInput): OrderModel {
  const { edges = [], containers = {}, sidecars = [], ...rest } = input;
  return {
    ...rest,
    sidecars,
    edges: edges.map((each) => {
      if (typeof each !== 'string') return each;
      const [dependent, dependency] = each.split(' -> ');
      return edge(dependent!, dependency!);
    }),
    containers: new Map(Object.entries(containers).map(([name, declared]) => [name, { name, ...declared }])),
  };
}

export function manifestOf(input: PodInput): JsonObject {
  const { containers, initContainers, workload = {}, metadata, ...spec } = input;
  const kind = input.kind ?? ((input.restartPolicy ?? 'Always') === 'Always' ? 'Deployment' : 'Job');
  delete (spec as { kind?: string }).kind;
  const pod = {
    ...spec,
    ...(containers === undefined ? {} : { containers: containers.map(containerOf) }),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(containerOf) }),
  };
  const own = { kind, metadata: { name: 'web' } };
  return kind === 'Pod'
    ? { ...own, metadata: { name: 'web', ...metadata }, spec: pod }
    : { ...own, spec: { ...workload, template: { ...(metadata === undefined ? {} : { metadata }), spec: pod } } };
}

/** Plans an order for a Pod, as an analysis does. */
export function planOf(pod: PodInput, order: OrderInput = {}): Plan {
  const model = orderOf(order);
  return planOrder(model, viewPod(outlineOf(podTemplateOf(manifestOf(pod))!, model), model));
}

/** What a rule says, without what is the same for each of its findings. */
export function problemsOf(rule: Rule, plan: Plan): { message: string; cure: string }[] {
  return applyRule(rule, plan).map(({ message, cure }) => ({ message, cure }));
}
