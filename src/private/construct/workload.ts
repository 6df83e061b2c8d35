import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { isObject, type JsonObject } from '../manifest';
import { valueText } from '../option';
import { WORKLOAD_KINDS } from '../pod-template';

/** A workload of an app: an ApiObject, or one item of an ApiObject of kind List. */
export interface Workload {
  readonly object: ApiObject;
  readonly kind: string;
  readonly name: string;
  /** It is the item of a List that has this kind and name, and this namespace. */
  readonly item?: { readonly namespace?: string };
}

/** What a workload is looked for by. */
export interface WorkloadQuery {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Tells the manifest of an object as it is without any order in it. */
export type ManifestReader = (object: ApiObject) => unknown;

/**
 * Refuses what is no construct, as an import that is undefined, where no compiler does.
 *
 * @param needs the start of the message: what needs which value
 */
export function requireConstruct(needs: string, value: unknown): void {
  if (Array.isArray((value as { node?: { children?: unknown } } | null | undefined)?.node?.children)) return;
  throw new Error(`${needs}; got ${valueText(value)}`);
}

/** The scope of a construct of ours: `super` takes it before anything else can look at it. */
export function requireScope(of: string, scope: Construct): Construct {
  requireConstruct(`${of} needs a construct as its scope, such as a Chart`, scope);
  return scope;
}

/**
 * The one workload of a construct: itself, or the only one among its descendants. A kind that Kubernetes does not know is taken
 * when there is no other ApiObject. An item of a List is none: it is taken by its name.
 */
export function workloadOf(construct: IConstruct, read: ManifestReader): Workload {
  const objects = apiObjectsOf(construct);
  const known = objects.filter((object) => WORKLOAD_KINDS.includes(object.kind));
  const inLists = objects.filter(isList).flatMap((list) => itemsOf(list, read).map(identityOf)
    .filter(({ kind }) => WORKLOAD_KINDS.includes(kind))
    .map((item) => ({ list, item })));
  if (inLists.length > 0) throw new Error(severalText(construct, known, inLists));
  const candidates = known.length > 0 ? known : objects;
  const [found, second] = candidates;
  if (found === undefined || second !== undefined) {
    const has = found === undefined ? 'no ApiObject' : candidates.map((object) => `${object.kind} at "${object.node.path}"`).join(', ');
    throw new Error(`StartOrder.of needs a construct with one workload; "${construct.node.path}" has ${has}; pass the workload itself`);
  }
  if (isList(found) && itemsOf(found, read).length > 0) {
    throw new Error(`StartOrder.of needs one workload; ${found.kind} at "${found.node.path}" is a list of workloads; choose one with StartOrder.find(scope, kind, name)`);
  }
  return { object: found, kind: found.kind, name: found.name };
}

interface ListedItem {
  readonly list: ApiObject;
  readonly item: Identity;
}

function severalText(construct: IConstruct, known: readonly ApiObject[], inLists: readonly ListedItem[]): string {
  const { kind, name, namespace } = inLists[0]!.item;
  const has = [
    ...known.map((object) => `${object.kind} "${object.name}" at "${object.node.path}"`),
    ...inLists.map(({ list, item }) => `${item.kind} "${item.name}"${item.namespace === undefined ? '' : ` in namespace "${item.namespace}"`} in the ${list.kind} at "${list.node.path}"`),
  ];
  const options = namespace === undefined ? '' : `, { namespace: "${namespace}" }`;
  return `StartOrder.of needs one workload; "${construct.node.path}" has ${has.join(', ')}; choose one by its name: StartOrder.find(scope, "${kind}", "${name}"${options})`;
}

/** All workloads under a scope that have this kind and name, also inside Lists. */
export function findWorkloads(scope: IConstruct, query: WorkloadQuery, read: ManifestReader): Workload[] {
  return apiObjectsOf(scope).flatMap((object) => {
    if (isList(object)) return findItems(object, query, read);
    if (object.kind !== query.kind || object.name !== query.name) return [];
    const matches = query.namespace === undefined || object.metadata.namespace === query.namespace;
    return matches ? [{ object, kind: query.kind, name: query.name }] : [];
  });
}

/**
 * What a scope has instead of a workload that is not found, for the message: the names of its kind, with their namespaces if one
 * was asked for; those of the kind in another spelling if there is none.
 */
export function insteadOf(scope: IConstruct, { kind, namespace }: WorkloadQuery, read: ManifestReader): string {
  const all = apiObjectsOf(scope).flatMap((object) => (isList(object)
    ? itemsOf(object, read).map(identityOf)
    : [{ kind: object.kind, name: object.name, namespace: object.metadata.namespace }]));
  const kinds = all.map((candidate) => candidate.kind);
  const spelling = kinds.includes(kind) ? kind : kinds.find((candidate) => candidate.toLowerCase() === kind.toLowerCase());
  if (spelling === undefined) return `no ${kind}`;
  const names = all.filter((candidate) => candidate.kind === spelling).map((candidate) => {
    if (namespace === undefined) return `"${candidate.name}"`;
    return candidate.namespace === undefined
      ? `"${candidate.name}" without a namespace`
      : `"${candidate.name}" in namespace "${candidate.namespace}"`;
  });
  return `${spelling === kind ? '' : `no ${kind}, but `}${spelling} ${names.sort().join(', ')}${spelling === kind ? '' : '; kinds are case-sensitive'}`;
}

/** Every object and item of a List in a manifest. */
export function workloadsIn(object: ApiObject, manifest: JsonObject): Workload[] {
  if (!isList(object)) return [{ object, kind: object.kind, name: object.name }];
  return itemsIn(manifest).map((item) => {
    const { kind, name, namespace } = identityOf(item);
    return { object, kind, name, item: namespace === undefined ? {} : { namespace } };
  });
}

/** Every workload of Kubernetes under a scope, also inside Lists. */
export function allWorkloads(scope: IConstruct, read: ManifestReader): Workload[] {
  return apiObjectsOf(scope)
    .flatMap((object) => (isList(object) ? workloadsIn(object, { items: itemsOf(object, read) }) : workloadsIn(object, {})))
    .filter(({ kind }) => WORKLOAD_KINDS.includes(kind));
}

/** The manifest of a workload inside that of its object; undefined when a List has no such item. */
export function manifestIn(manifest: JsonObject, { kind, name, item }: Workload): JsonObject | undefined {
  if (item === undefined) return manifest;
  return itemsIn(manifest).find((candidate) => {
    const metadata = metadataOf(candidate);
    return candidate.kind === kind && metadata.name === name && metadata.namespace === item.namespace;
  });
}

/** Every ApiObject under a construct, and the construct itself if it is one. */
export function apiObjectsOf(construct: IConstruct, found: ApiObject[] = []): ApiObject[] {
  if (ApiObject.isApiObject(construct)) found.push(construct);
  for (const child of construct.node.children) apiObjectsOf(child, found);
  return found;
}

function findItems(object: ApiObject, { kind, name, namespace }: WorkloadQuery, read: ManifestReader): Workload[] {
  return itemsOf(object, read).flatMap((candidate) => {
    const metadata = metadataOf(candidate);
    const matches = candidate.kind === kind && metadata.name === name && (namespace === undefined || metadata.namespace === namespace);
    return matches ? [{ object, kind, name, item: typeof metadata.namespace === 'string' ? { namespace: metadata.namespace } : {} }] : [];
  });
}

function itemsOf(object: ApiObject, read: ManifestReader): JsonObject[] {
  const manifest = read(object);
  return isObject(manifest) ? itemsIn(manifest) : [];
}

export function itemsIn({ items }: JsonObject): JsonObject[] {
  return Array.isArray(items) ? items.filter(isObject) : [];
}

interface Identity {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

function identityOf(item: JsonObject): Identity {
  const { name, namespace } = metadataOf(item);
  return { kind: String(item.kind), name: String(name), ...(typeof namespace === 'string' ? { namespace } : {}) };
}

function metadataOf(manifest: JsonObject): JsonObject {
  return isObject(manifest.metadata) ? manifest.metadata : {};
}

/** `List`, or a typed one such as `DeploymentList`. */
export function isList(object: ApiObject): boolean {
  return object.kind.endsWith('List');
}
