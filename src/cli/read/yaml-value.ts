import { type Alias, isAlias, isScalar, isSeq, type ParsedNode } from 'yaml';
import { LIMITS } from './limits';

/** Why the value of a document can't be used. */
export interface Unreadable {
  readonly reason: string;
  readonly offset: number;
}

export function isUnreadable(read: Unreadable | { readonly value: unknown }): read is Unreadable {
  return 'reason' in read;
}

/**
 * The plain value of a parsed document, in one walk: keys are unique texts, merge keys are merged, aliases share their
 * repeated values. Endless or too large values are refused: an alias to a value that contains it, and too many aliases of aliases.
 *
 * @throws RangeError if the document is nested too deeply
 */
export function plainValue(contents: ParsedNode): { readonly value: unknown } | Unreadable {
  const reader = new ValueReader();
  try {
    return { value: reader.read(contents) };
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.message, offset: error.offset };
    throw error;
  }
}

class Refusal extends Error {
  constructor(reason: string, readonly offset: number) {
    super(reason);
  }
}

/** The value of an anchor, and its number of values if every alias were a copy. */
interface Anchored {
  readonly value: unknown;
  readonly size: number;
}

class ValueReader {
  private readonly anchors = new Map<string, Anchored | 'open'>();
  /** Values so far, each alias counted as a copy. */
  private count = 0;
  /** Values that aliases repeat. */
  private aliased = 0;

  read(node: ParsedNode | null): unknown {
    if (node === null) {
      this.count++;
      return null;
    }
    if (isAlias(node)) return this.alias(node.source, node.range[0]);
    const { anchor } = node;
    if (anchor === undefined) return this.plain(node);
    this.anchors.set(anchor, 'open');
    const before = this.count;
    const value = this.plain(node);
    this.anchors.set(anchor, { value, size: this.count - before });
    return value;
  }

  private plain(node: Exclude<ParsedNode, Alias.Parsed>): unknown {
    this.count++;
    if (isScalar(node)) return node.value;
    return isSeq(node) ? this.list(node.items) : this.map(node.items);
  }

  private alias(name: string, offset: number): unknown {
    const read = this.anchors.get(name);
    if (read === undefined) throw new Refusal(`the alias *${name} has no anchor before it`, offset);
    if (read === 'open') throw new Refusal(`the alias *${name} refers to its own parent`, offset);
    this.count += read.size;
    this.aliased += read.size;
    if (this.aliased > LIMITS.aliasedValues) throw new Refusal(`the aliases expand to more than ${LIMITS.aliasedValues} values`, offset);
    return read.value;
  }

  private list(items: readonly ParsedNode[]): unknown[] {
    return items.map((item) => this.read(item));
  }

  private map(pairs: Pairs): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    const merged: unknown[] = [];
    for (const { key, value: node } of pairs) {
      const name = this.key(key);
      const part = this.read(node);
      if (name === '<<') merged.push(...(Array.isArray(part) ? part as unknown[] : [part]));
      else if (Object.hasOwn(value, name)) throw new Refusal(`the key "${short(name)}" appears twice`, key?.range[0] ?? 0);
      else put(value, name, part);
    }
    for (const source of merged) {
      if (typeof source !== 'object' || source === null) continue;
      for (const [name, part] of Object.entries(source)) {
        if (!Object.hasOwn(value, name)) put(value, name, part);
      }
    }
    return value;
  }

  private key(node: ParsedNode | null): string {
    if (node === null) return '';
    const value = this.read(node);
    if (typeof value === 'object' && value !== null) throw new Refusal('a key must be a string', node.range[0]);
    return String(value);
  }
}

type Pairs = readonly { readonly key: ParsedNode | null; readonly value: ParsedNode | null }[];

function put(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  else target[name] = value;
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
