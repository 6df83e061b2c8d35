import { withAllEdges } from '../../private/all-edges';
import { annotationText } from '../../private/annotation';
import { canonical } from '../../private/canonical';
import { checkOrder } from '../../private/decided-pods';
import type { OrderSettings } from '../../private/declaration/order-declaration';
import { edgeKey } from '../../private/edge-key';
import type { Finding } from '../../private/finding';
import type { Container } from '../../private/manifest';
import type { OrderModel } from '../../private/model';
import { outlineOf } from '../../private/outline';
import { ORDER_ANNOTATION } from '../../private/pod-names';
import type { PodTemplate } from '../../private/pod-template';
import { type Part, policyConflict, PolicyParts } from '../../private/policy/policy-parts';
import { EXCLUDE_ANNOTATION } from '../../private/policy/with-policies';
import { type Annotated, readAnnotation } from '../order/annotation';
import type { Reading } from '../order/reading';
import type { Workload } from '../order/workload';
import type { LoadedPolicy } from '../policy/policy-set';

const CURE = 'apply all policies in one run, --policy A --policy B, to the manifest before it has an order; '
  + `or exclude the workload with a reason: ${EXCLUDE_ANNOTATION}: "…"`;

/**
 * What the order of a workload, which is in its manifest already, lacks of what policies add. The timeouts of its
 * dependencies win.
 */
export function lackedParts(
  { workload, input }: Reading, policies: readonly LoadedPolicy[], defaults: OrderSettings,
): readonly Finding[] {
  const parts = new PolicyParts(policies.map(({ model }) => model));
  if (parts.conflicts.length > 0) return parts.conflicts;
  const { order: { edges: own }, template } = input;
  const { initContainers = [], containers = [] } = template.spec;
  const known = new Set(own.map(edgeKey));
  const added: OrderModel = {
    containers: new Map([...parts.containers].map(([name, { value }]) => [name, value])),
    sidecars: valuesOf(parts.sidecars), edges: valuesOf(parts.edges), all: valuesOf(parts.all),
  };
  const present = new Map([...initContainers, ...containers].map((container) => [container.name, container]));
  const others = added.sidecars.filter(({ container }) => differs(container, present.get(container.name)));
  if (others.length > 0) {
    return others.map(({ container: { name } }) => policyConflict(
      `the manifest has an order already, with another sidecar "${name}": its image, command or args differ from those of the policy`, CURE,
    ));
  }
  const lacked = [
    ...added.sidecars.map(({ container }) => container.name).filter((name) => !present.has(name)).map((name) => `the sidecar "${name}"`),
    ...withAllEdges(added, { initContainers, containers }).edges.filter((edge) => !known.has(edgeKey(edge)))
      .map(({ dependent, dependency }) => `the dependency of "${dependent}" on "${dependency}"`),
  ];
  if (lacked.length > 0) return [policyConflict(`the manifest has an order already, which lacks ${lacked.join(', ')}`, CURE)];
  return weakerWaits(workload, template, { ...defaults, ...added, sidecars: [] });
}

/** A dependency that waits for another condition, or asks another check by the same mechanism. */
function weakerWaits({ template: written }: Workload, template: PodTemplate, added: OrderModel): readonly Finding[] {
  const order = withAllEdges(added, template.spec);
  const wanted = dependenciesIn(annotationText(checkOrder(outlineOf(template, order, []), order, []).plan));
  const present = new Map(dependenciesIn(written.holder.metadata?.annotations?.[ORDER_ANNOTATION]).map((each) => [keyOf(each), each]));
  return wanted.flatMap((each) => {
    const own = present.get(keyOf(each));
    if (own === undefined) return [];
    const { condition, check, mechanism } = own;
    const other = condition === each.condition
      ? mechanism === each.mechanism && canonical(check) !== canonical(each.check) && `by another check than ${[each.check].flat().join(' ')}`
      : `until it is ${condition}, not ${each.condition}`;
    const waits = `"${each.container}" waits for "${each.dependsOn}"`;
    return other === false ? [] : [policyConflict(`the manifest has an order already, in which ${waits} ${other}`, CURE)];
  });
}

function dependenciesIn(annotation: string | undefined): readonly Annotated[] {
  const read = annotation === undefined ? undefined : readAnnotation(annotation);
  return read === undefined || 'wrong' in read ? [] : read.dependencies;
}

function keyOf({ container, dependsOn }: Annotated): string {
  return edgeKey({ dependent: container, dependency: dependsOn });
}

const FIELDS = ['image', 'command', 'args'] as const;

/** What an order adds to a container, as a guard, is taken out of the one in the manifest. */
function differs(wanted: Container, present: Container | undefined): boolean {
  if (present === undefined) return false;
  return FIELDS.some((field) => wanted[field] !== undefined && canonical(wanted[field]) !== canonical(present[field]));
}

function valuesOf<T>(parts: ReadonlyMap<string, Part<T>>): T[] {
  return [...parts.values()].map(({ value }) => value);
}
