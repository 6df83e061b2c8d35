import type { Container, JsonObject, Metadata } from '../manifest';
import { type PodTemplate, WORKLOAD_KINDS } from '../pod-template';
import type { SelectorModel } from './policy-model';

/** Whether a policy can select a kind at all: a custom resource only if its kind is named. */
export function selectsKind({ kinds = WORKLOAD_KINDS }: SelectorModel, kind: string): boolean {
  return kinds.includes(kind);
}

/**
 * Whether a selector selects a workload.
 *
 * @param manifest of the workload
 * @param template its Pod template
 */
export function selects(selector: SelectorModel, manifest: JsonObject, template: PodTemplate): boolean {
  const metadata = (manifest.metadata ?? {}) as Metadata;
  const { namespaces, names, containers, images, labels = {} } = selector;
  if (!selectsKind(selector, String(manifest.kind))) return false;
  if (namespaces !== undefined && !anyMatches(namespaces, [metadata.namespace ?? 'default'])) return false;
  if (names !== undefined && !anyMatches(names, [metadata.name ?? ''])) return false;
  for (const label in labels) {
    const [own, ofPod] = [metadata.labels, template.holder.metadata?.labels].map((all) => all?.[label]);
    if (own !== labels[label] && ofPod !== labels[label]) return false;
  }
  if (containers === undefined && images === undefined) return true;
  const all: Container[] = [...(template.spec.initContainers ?? []), ...(template.spec.containers ?? [])];
  return (containers === undefined || anyMatches(containers, all.map(({ name }) => name)))
    && (images === undefined || anyMatches(images, all.map(({ image = '' }) => image)));
}

function anyMatches(patterns: readonly string[], texts: readonly string[]): boolean {
  return patterns.some((pattern) => texts.some((text) => matches(pattern, text)));
}

function matches(pattern: string, text: string): boolean {
  const [start, ...rest] = pattern.split('*') as [string, ...string[]];
  const end = rest.pop();
  if (end === undefined) return pattern === text;
  if (!text.startsWith(start) || !text.endsWith(end) || text.length < start.length + end.length) return false;
  let at = start.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - end.length) return false;
    at = found + part.length;
  }
  return true;
}
