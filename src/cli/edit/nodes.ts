import { isMap, isScalar, isSeq, type Pair, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';

export type MapNode = YAMLMap.Parsed;
export type SeqNode = YAMLSeq.Parsed;
export type Node = ParsedNode | null;
export type Entry = Pair<ParsedNode, ParsedNode | null>;

export function isBlock(node: Node): node is MapNode | SeqNode {
  return (isMap(node) || isSeq(node)) && node.flow !== true;
}

/** The entry of a key; of a key that is merged, none. */
export function entryOf(node: MapNode, key: string): Entry | undefined {
  return (node.items as Entry[]).find((entry) => keyOf(entry) === key);
}

/** The key of an entry as a text; undefined for one that is an alias or a collection. */
function keyOf({ key }: Entry): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

/** Whether an entry stays when its map becomes another: so does one that merges a map, or whose value is null and does not count. */
export function isLeft(entry: Entry, before: object, after: object): boolean {
  const key = keyOf(entry);
  return key === '<<' || (key !== undefined && (Object.hasOwn(after, key) || !Object.hasOwn(before, key)));
}

/** The offset behind the content of a node, without the comment behind it. */
export function contentEnd(node: ParsedNode, text: string): number {
  if (!isBlock(node) || node.items.length === 0) return node.range[1];
  const last = node.items.at(-1) as Entry | ParsedNode;
  return 'range' in last ? contentEnd(last, text) : entryEnd(last, text);
}

/** A value that is not written ends behind its colon; its range is that of what comes after the comment. */
export function entryEnd({ key, value }: Entry, text: string): number {
  if (value === null) return key.range[1];
  return isUnwritten(value) ? text.indexOf(':', key.range[1]) + 1 : contentEnd(value, text);
}

export function isUnwritten({ range: [start, end] }: ParsedNode): boolean {
  return start === end;
}
