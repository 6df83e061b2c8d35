import { canonical } from '../../private/canonical';
import { isObject } from '../../private/manifest';

/** Whether two values are the same; the order of keys does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/** A value without the fields that are null: for Kubernetes they are not there. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null).map(([key, part]) => [key, withoutNulls(part)]));
}

/** For each item of a list after a change, where it was before; undefined for one that is new. */
export type Origins = readonly (number | undefined)[];

/** Items are told apart by their names, as Kubernetes does, or by their whole value; of several alike the first that is left. */
export function originsOf(before: readonly unknown[], after: readonly unknown[]): Origins {
  const places = new Map<string, number[]>();
  before.forEach((item, index) => {
    const key = identityOf(item);
    places.set(key, [...places.get(key) ?? [], index]);
  });
  return after.map((item) => places.get(identityOf(item))?.shift());
}

/** An item that is new, and the place before of the one that it comes in front of; undefined: it comes last. */
export interface NewItem {
  readonly index: number;
  readonly next: number | undefined;
}

export function newItems(origins: Origins): NewItem[] {
  return origins.flatMap((origin, index) =>
    (origin === undefined ? [{ index, next: origins.slice(index).find((each) => each !== undefined) }] : []));
}

/** Whether every item before is still there, in its order. */
export function onlyAdds(count: number, origins: Origins): boolean {
  const kept = origins.filter((origin) => origin !== undefined);
  return kept.length === count && kept.every((origin, index) => origin === index);
}

function identityOf(item: unknown): string {
  return isObject(item) && typeof item.name === 'string' ? `name ${item.name}` : `value ${canonical(item)}`;
}
