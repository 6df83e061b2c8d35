import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';

/** An object of Kubernetes. */
export interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** The objects of a stream of YAML documents. */
export function resourcesIn(text: string): Resource[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Resource | null).filter((resource) => resource !== null);
}

/**
 * Where objects differ from what they were, one line a part: `+` is new, `-` is gone, `^` is a list that goes on with what it was, `~` is
 * another value. A list of named items is told apart by the names.
 */
export function differences(before: string, after: string): string[] {
  return partsOf('', byName(before), byName(after));
}

function byName(text: string): Record<string, Resource> {
  return Object.fromEntries(resourcesIn(text).map((resource) => [`${resource.kind}/${resource.metadata.name}`, resource]));
}

function partsOf(path: string, before: unknown, after: unknown): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (before === undefined) return [`+ ${path}`];
  if (after === undefined) return [`- ${path}`];
  const [were, are] = [fieldsOf(before), fieldsOf(after)];
  if (were !== undefined && are !== undefined) {
    const keys = new Set([...Object.keys(were), ...Object.keys(are)]);
    return [...keys].flatMap((key) => partsOf(path === '' ? key : `${path} ${key}`, were[key], are[key]));
  }
  const goesOn = Array.isArray(before) && Array.isArray(after) && isDeepStrictEqual(after.slice(-before.length), before);
  return [`${goesOn ? '^' : '~'} ${path}`];
}

function fieldsOf(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return value as Record<string, unknown>;
  const named = value as { name?: string }[];
  return named.every(({ name }) => name !== undefined) ? Object.fromEntries(named.map((item) => [item.name!, item])) : undefined;
}

/**
 * The lines of a text that another one has with something put into them. All others are there as they were.
 *
 * @throws if a line is not there, or not in its order
 */
export function linesAddedTo(before: string, after: string): string[] {
  const lines = after.split('\n');
  const changed: string[] = [];
  let from = 0;
  for (const line of before.split('\n')) {
    const at = lines.findIndex((candidate, index) => index >= from && (candidate === line || goesInto(line, candidate)));
    if (at === -1) throw new Error(`this line is not there any more, or not in its order: ${line}`);
    if (lines[at] !== line) changed.push(line.trim());
    from = at + 1;
  }
  return changed;
}

/** Whether a line is another one with something put into it. */
function goesInto(line: string, longer: string): boolean {
  if (line.trim() === '' || longer.length <= line.length) return false;
  let front = 0;
  while (front < line.length && line[front] === longer[front]) front++;
  return longer.endsWith(line.slice(front));
}
