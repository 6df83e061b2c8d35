import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { changed } from './changed';

type Json = Record<string, unknown>;

const SCALAR = fc.constantFrom<unknown>('a', 'b c', 'yes', '0x1', '', 'x: y', '# no', 'l1\nl2\n', 'l1\n\n\n', '\n l1\n  l2', 'a long text of many words that is folded', '0o777', '---', '...x', '1_0', '\u007f', '\u0085', '\u2028', '{"a": "it\'s"}', 1, true, null, '- z', '{', '"', '\'', 'é');
const NAME = fc.constantFrom('app', 'proxy', 'init', 'web');
const KEY = fc.constantFrom('env', 'image', 'command', 'ports', 'on', 'a b', 'x');

const { value: VALUE } = fc.letrec<{ value: unknown; map: Json; list: unknown[]; named: Json[] }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, SCALAR, tie('map'), tie('list'), tie('named')),
  map: fc.dictionary(KEY, tie('value'), { maxKeys: 4 }),
  list: fc.array(SCALAR, { maxLength: 4 }),
  named: fc.uniqueArray(NAME, { maxLength: 4 }).chain((names) => fc.tuple(...names.map((name) =>
    tie('map').map((rest) => ({ name, ...(rest) }))))),
}));
const DOCUMENT = fc.dictionary(KEY, VALUE, { minKeys: 1, maxKeys: 4 });

const STYLE = fc.record({
  indent: fc.constantFrom(2, 4), indentSeq: fc.boolean(), collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
  flowCollectionPadding: fc.boolean(), lineWidth: fc.constantFrom(0, 20),
});

/** A comment behind some lines, and between some, wherever YAML has room for one. */
function commented(before: Json, style: object, places: readonly number[]): string {
  const text = stringify(before, style);
  const value: unknown = parse(text);
  // the printer of the tests gets some texts of several lines wrong
  fc.pre(JSON.stringify(value) === JSON.stringify(before));
  return places.reduce((written, place, index) => {
    const lines = written.split('\n');
    const at = place % lines.length;
    const more = index % 2 === 0 ? lines.toSpliced(at, 0, `${' '.repeat(place % 5)}# comment ${index}`) : lines.with(at, `${lines[at]!} # comment ${index}`);
    const next = more.join('\n');
    try {
      return JSON.stringify(parse(next)) === JSON.stringify(value) ? next : written;
    } catch {
      return written;
    }
  }, text);
}

test('any value becomes any other, in any style', () => {
  fc.assert(fc.property(DOCUMENT, DOCUMENT, STYLE, fc.array(fc.nat(200), { maxLength: 6 }), (before, after, style, places) => {
    const text = commented(before, style, places);
    const written = changed(text, () => after);
    // where nothing is left of the root, there is nothing to keep
    if (written === undefined) return !Object.keys(before).some((key) => Object.hasOwn(after, key));
    expect(parse(written)).toEqual(after);
    return true;
  }), { numRuns: 500, seed: 20 });
});

/** A value to which keys and items are added, and of which nothing goes. */
function grown(value: unknown, extra: unknown, pick: () => number): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => (typeof item === 'object' ? grown(item, extra, pick) : item));
    return pick() % 2 === 0 ? items : items.toSpliced(pick() % (items.length + 1), 0, { name: 'added', extra });
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, grown(part, extra, pick)]);
  return Object.fromEntries(pick() % 2 === 0 ? entries : [...entries, ['added', extra]]);
}

test('what is not changed is there byte for byte', () => {
  fc.assert(fc.property(
    DOCUMENT, VALUE, STYLE, fc.array(fc.nat(200), { maxLength: 6 }), fc.infiniteStream(fc.nat(100)),
    (before, extra, style, places, numbers) => {
      const text = commented(before, { ...style, collectionStyle: 'any' }, places);
      const pick = (): number => numbers.next().value as number;
      const after = grown(before, extra, pick);
      const written = changed(text, () => after);
      if (written === undefined) return text.includes('?');
      expect(parse(written)).toEqual(after);
      // every character of the text, in its order, but for empty brackets that are filled
      let at = 0;
      const left = [...text.replaceAll(/ ?(\[\s*\]|\{\s*\})/gu, '')].filter((letter) => letter.trim() !== '');
      for (const letter of written) if (letter === left[at]) at++;
      return at === left.length;
    },
  ), { numRuns: 500, seed: 21 });
});
