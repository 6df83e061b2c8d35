import { isObject, type JsonObject, type PodSpec } from '../../private/manifest';
import { ORDER_ANNOTATION } from '../../private/pod-names';
import { podTemplatePath, type PodTemplate, podTemplateOf, WORKLOAD_KINDS } from '../../private/pod-template';
import type { Path, Position } from '../read/document';
import type { Manifest } from '../read/manifest';
import { POD_SPEC } from './pod-schema';
import { type Malformed, OBJECT, TEXTS_BY_NAME } from './schema';

/** A manifest with a Pod in it. */
export interface Workload {
  readonly manifest: Manifest;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** A copy of the fields that are read; every part has the form of the Kubernetes API. */
  readonly template: PodTemplate;
  /** The malformed parts, which the copy omits. Paths begin at the object. */
  readonly malformed: readonly Malformed[];
  /** The path from the object to its Pod template, which has `metadata` and `spec`. */
  readonly holder: Path;
}

/** The Pod of a manifest; undefined if the manifest has none. */
export function workloadOf(manifest: Manifest): Workload | undefined {
  const { value } = manifest;
  const malformed: Malformed[] = [];
  const known = podTemplatePath(value);
  const holder = podTemplateOf(value, known) === undefined ? annotatedTemplatePath(value) ?? known : known;
  const found = podTemplateOf(value, holder) ?? brokenTemplateOf(value, holder, malformed);
  if (found === undefined) return undefined;
  const spec = POD_SPEC(found.spec, [...holder, 'spec'], malformed) as PodSpec;
  const textsOf = (field: 'annotations' | 'labels'): Record<string, string> | undefined => {
    const texts = isObject(found.holder.metadata) ? found.holder.metadata[field] : undefined;
    return TEXTS_BY_NAME(texts, [...holder, 'metadata', field], malformed) as Record<string, string> | undefined;
  };
  const annotations = textsOf('annotations');
  const labels = textsOf('labels');
  const { name, namespace } = namesOf(value);
  return {
    manifest,
    kind: found.kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    template: {
      ...found,
      holder: { metadata: { ...(annotations === undefined ? {} : { annotations }), ...(labels === undefined ? {} : { labels }) } },
      spec,
    },
    malformed,
    holder,
  };
}

/**
 * The malformed Pod template of a built-in workload kind, without the malformed parts. A partial manifest, such as
 * a patch, is no workload.
 */
function brokenTemplateOf(value: JsonObject, holder: Path, malformed: Malformed[]): PodTemplate | undefined {
  const { kind } = value;
  if (typeof kind !== 'string' || !WORKLOAD_KINDS.includes(kind)) return undefined;
  const path: (string | number)[] = [];
  let part: unknown = value;
  for (const step of [...holder, 'spec']) {
    path.push(step);
    part = (part as JsonObject)[step];
    if (part === undefined || part === null) return undefined;
    if (OBJECT(part, path, malformed) === undefined) return { kind, holder: {}, spec: {} };
  }
  const { containers, initContainers } = part as JsonObject;
  const some = containers ?? initContainers;
  return some === undefined || some === null ? undefined : { kind, holder: {}, spec: part as JsonObject };
}

/**
 * The path to the first Pod template that carries an order, in a custom resource that keeps its Pod at a place of its own: the annotation
 * is on the Pod template itself, so no option needs to name the place.
 */
function annotatedTemplatePath(value: JsonObject): readonly string[] | undefined {
  if (typeof value.kind !== 'string' || WORKLOAD_KINDS.includes(value.kind)) return undefined;
  const visit = (part: JsonObject, path: readonly string[]): readonly string[] | undefined => {
    const { metadata } = part;
    const annotations = isObject(metadata) ? metadata.annotations : undefined;
    if (isObject(annotations) && annotations[ORDER_ANNOTATION] !== undefined && podTemplateOf(value, path) !== undefined) return path;
    for (const [key, child] of Object.entries(part)) {
      const found = isObject(child) ? visit(child, [...path, key]) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return visit(value, []);
}

function namesOf({ metadata }: JsonObject): { name: string; namespace?: string } {
  if (!isObject(metadata)) return { name: '' };
  const { name, generateName, namespace } = metadata;
  const generated = typeof generateName === 'string' ? `${generateName}*` : '';
  const own = typeof name === 'string' ? name : generated;
  return { name: own, ...(typeof namespace === 'string' ? { namespace } : {}) };
}

/** The position of a container, or of its field; the Pod template without such a container. */
export function positionOf({ manifest, holder }: Workload, container?: string, field?: string): Position {
  if (container !== undefined) {
    const spec = at(manifest.value, [...holder, 'spec']);
    for (const list of ['initContainers', 'containers']) {
      const items = isObject(spec) ? spec[list] : undefined;
      const index = Array.isArray(items) ? items.findIndex((item: unknown) => isObject(item) && item.name === container) : -1;
      if (index >= 0) return manifest.position([...holder, 'spec', list, index, ...(field === undefined ? [] : field.split('.'))]);
    }
  }
  return manifest.position([]);
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, step) => (isObject(part) ? part[step] : undefined), value);
}
