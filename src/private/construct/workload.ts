import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isObject, type JsonObject } from '../manifest';
import { WORKLOAD_KINDS } from '../pod-template';

/** A workload of an app: an ApiObject, or one item of an ApiObject of kind List. */
export interface Workload {
  readonly object: ApiObject;
  /** Index in the `items` of a List. */
  readonly item?: number;
  readonly kind: string;
  readonly name: string;
}

/**
 * The one workload of a construct: itself, or the only one among its descendants. A kind that Kubernetes does not know is taken
 * when there is no other ApiObject.
 */
export function workloadOf(construct: IConstruct): Workload {
  const objects = apiObjectsOf(construct);
  const known = objects.filter((object) => WORKLOAD_KINDS.includes(object.kind));
  const [found, second] = known.length > 0 ? known : objects;
  if (found === undefined || second !== undefined) {
    const has = objects.length === 0 ? 'no ApiObject' : objects.map((object) => `${object.kind} at "${object.node.path}"`).join(', ');
    throw new Error(`StartOrder.of needs a construct with one workload; "${construct.node.path}" has ${has}; pass the workload itself`);
  }
  return { object: found, kind: found.kind, name: found.name };
}

export interface WorkloadQuery {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Tells the manifest of an object as it is without any order in it. */
export type ManifestReader = (object: ApiObject) => unknown;

/** All workloads under a scope that have this kind and name, also inside Lists. */
export function findWorkloads(scope: IConstruct, query: WorkloadQuery, read: ManifestReader): Workload[] {
  return apiObjectsOf(scope).flatMap((object) => {
    if (isList(object)) return findItems(object, query, read);
    if (object.kind !== query.kind || object.name !== query.name) return [];
    const matches = query.namespace === undefined || object.metadata.namespace === query.namespace;
    return matches ? [{ object, kind: query.kind, name: query.name }] : [];
  });
}

/** What a scope has of a kind, for the message when a name is not found. */
export function namesOfKind(scope: IConstruct, kind: string, read: ManifestReader): string[] {
  const objects = apiObjectsOf(scope);
  const plain = objects.filter((object) => object.kind === kind).map((object) => object.name);
  const listed = objects.filter(isList).flatMap((object) =>
    itemsOf(object, read).filter((item) => item.kind === kind && isObject(item.metadata)).map((item) => String((item.metadata as JsonObject).name)));
  return [...plain, ...listed].sort();
}

function apiObjectsOf(construct: IConstruct): ApiObject[] {
  return construct.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node));
}

function findItems(object: ApiObject, query: WorkloadQuery, read: ManifestReader): Workload[] {
  return itemsOf(object, read).flatMap((item, index) => {
    const metadata = isObject(item.metadata) ? item.metadata : {};
    const matches = item.kind === query.kind && metadata.name === query.name && (query.namespace === undefined || metadata.namespace === query.namespace);
    return matches ? [{ object, item: index, kind: query.kind, name: query.name }] : [];
  });
}

function itemsOf(object: ApiObject, read: ManifestReader): JsonObject[] {
  const manifest = read(object);
  const items = isObject(manifest) ? manifest.items : undefined;
  return Array.isArray(items) ? items.map((item: unknown) => (isObject(item) ? item : {})) : [];
}

/** `List`, or a typed one such as `DeploymentList`. */
function isList(object: ApiObject): boolean {
  return object.kind.endsWith('List');
}
