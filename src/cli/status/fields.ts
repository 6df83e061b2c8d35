import { isObject, type JsonObject } from '../../private/manifest';

/** Fields of JSON that anybody may have written: what has another type than it should have is not there. */
export function objectAt(from: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = from?.[key];
  return isObject(value) ? value : undefined;
}

export function objectsAt(from: JsonObject | undefined, key: string): JsonObject[] {
  const value = from?.[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textAt(from: JsonObject | undefined, key: string): string | undefined {
  const value = from?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** A list of nothing but texts; an empty one otherwise. */
export function textsAt(from: JsonObject | undefined, key: string): string[] {
  const value = from?.[key];
  return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : [];
}

export function numberAt(from: JsonObject | undefined, key: string): number | undefined {
  const value = from?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A time of the Kubernetes API as milliseconds since 1970. */
export function timeAt(from: JsonObject | undefined, key: string): number | undefined {
  const time = Date.parse(textAt(from, key) ?? '');
  return Number.isNaN(time) ? undefined : time;
}
