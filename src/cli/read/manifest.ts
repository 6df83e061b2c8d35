import { isObject, type JsonObject } from '../../private/manifest';
import type { Document, Path, Position } from './document';

/** One object of Kubernetes, and its position. */
export interface Manifest {
  readonly file: string;
  /** Counted from 1 within its file. */
  readonly document: number;
  readonly value: JsonObject;
  /** Where it is in its document: in a list, not at the root. */
  readonly path: Path;
  /** The position of a part in its file. */
  readonly position: (path: Path) => Position;
}

/** Why an input could not be read. */
export interface Unread {
  readonly file: string;
  readonly failure: string;
  readonly position?: Position;
}

/** A cluster accepts no list in a list. */
const LIST_DEPTH = 4;

/** The manifests of a document: the object itself, or each item of a `kind: List`; none in an empty document. */
export function manifestsOf(file: string, document: Document): (Manifest | Unread)[] {
  const { value } = document;
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return [{ file, failure: 'is a list, not a Kubernetes object: put the list into items of a kind: List', position: document.position([]) }];
  if (!isObject(value)) return [{ file, failure: `is a ${typeof value}, not a Kubernetes object`, position: document.position([]) }];
  return objectsOf(file, document);
}

function objectsOf(file: string, document: Document): Manifest[] {
  const found: Manifest[] = [];
  const visit = (value: unknown, path: Path, kind: string | undefined): void => {
    if (!isObject(value)) return;
    const { items } = value;
    if (Array.isArray(items) && path.length < 2 * LIST_DEPTH && isList(value)) {
      const item = String(value.kind).slice(0, -'List'.length);
      items.forEach((part: unknown, index) => visit(part, [...path, 'items', index], item === '' ? undefined : item));
      return;
    }
    const own = value.kind === undefined && kind !== undefined ? { ...value, kind } : value;
    found.push({ file, document: document.number, value: own, path, position: (rest) => document.position([...path, ...rest]) });
  };
  visit(document.value, [], undefined);
  return found;
}

/** `List`, or `PodList`, whose items may omit their kind. */
function isList({ kind }: JsonObject): boolean {
  return typeof kind === 'string' && kind.endsWith('List');
}
