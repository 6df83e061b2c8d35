import { isObject } from '../../private/manifest';
import type { Path } from '../read/document';

/** A part of a manifest that does not have the form of the Kubernetes API. */
export interface Malformed {
  readonly path: Path;
  readonly allowed: string;
  readonly got: string;
}

/**
 * The required form of a part. The result is `undefined` for an absent, null or malformed part. The path is one list, which
 * grows on the way in and shrinks on the way out: only a refused part gets a copy.
 */
export type Shape = (value: unknown, path: (string | number)[], malformed: Malformed[]) => unknown;

/** Records a malformed part and returns undefined. */
function refuse(allowed: string, value: unknown, path: Path, malformed: Malformed[]): unknown {
  malformed.push({ path: [...path], allowed, got: kindOf(value) });
  return undefined;
}

function scalar(allowed: string, holds: (value: unknown) => boolean): Shape {
  return (value, path, malformed) => {
    if (value === undefined || value === null) return undefined;
    return holds(value) ? value : refuse(allowed, value, path, malformed);
  };
}

export const TEXT = scalar('a string', (value) => typeof value === 'string');
export const NUMBER = scalar('a number', (value) => typeof value === 'number' && Number.isFinite(value));
export const FLAG = scalar('true or false', (value) => typeof value === 'boolean');
export const PORT = scalar('a number, or the name of a port', (value) => typeof value === 'string' || Number.isInteger(value));
/** Any object, unchanged. */
export const OBJECT = scalar('an object', isObject);

function at(step: string | number, shape: Shape, part: unknown, path: (string | number)[], malformed: Malformed[]): unknown {
  path.push(step);
  const read = shape(part, path, malformed);
  path.pop();
  return read;
}

export function list(of: Shape): Shape {
  return (value, path, malformed) => {
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) return refuse('a list', value, path, malformed);
    const read: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      const item = at(index, of, value[index], path, malformed);
      if (item !== undefined) read.push(item);
    }
    return read;
  };
}

/** Only the named fields. An object without a required field is undefined. */
export function fields(shapes: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  const entries = Object.entries(shapes);
  return (value, path, malformed) => {
    if (value === undefined || value === null) return undefined;
    if (!isObject(value)) return refuse('an object', value, path, malformed);
    const read: Record<string, unknown> = {};
    for (const [name, shape] of entries) {
      const part = value[name];
      if (part === undefined) continue;
      const own = at(name, shape, part, path, malformed);
      if (own !== undefined) read[name] = own;
    }
    for (const name of required) {
      if (read[name] !== undefined) continue;
      // a present malformed field has already been refused
      if (value[name] !== undefined && value[name] !== null) return undefined;
      return refuse(`an object with ${required.join(' and ')}`, value, path, malformed);
    }
    return read;
  };
}

/** A map of strings. */
export const TEXTS_BY_NAME: Shape = (value, path, malformed) => {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) return refuse('an object', value, path, malformed);
  const entries = Object.entries(value).filter((entry) => at(entry[0], TEXT, entry[1], path, malformed) !== undefined);
  return Object.fromEntries(entries);
};

function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'a string';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? 'an object without fields' : 'an object';
  return typeof value === 'number' && !Number.isInteger(value) ? `the number ${value}` : String(value);
}
