import { describe, expect, test } from 'vitest';
import type { Document, Failure, Path } from '../../../src/cli/read/document';
import { documentsOf } from '../../../src/cli/read/documents';

function read(text: string | Uint8Array): (Document | Failure)[] {
  return [...documentsOf(typeof text === 'string' ? new TextEncoder().encode(text) : text)];
}

function values(text: string): unknown[] {
  return read(text).map((document) => ('failure' in document ? document : document.value));
}

function place(text: string, path: Path, index = 0): string {
  const document = read(text)[index]!;
  if ('failure' in document) return document.failure;
  const { line, column } = document.position(path);
  return `${line}:${column}`;
}

describe('documents', () => {
  test.each([
    ['one of YAML', 'a: 1\n', [{ a: 1 }]],
    ['several of YAML', 'a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['one of JSON', '{"a": 1}', [{ a: 1 }]],
    ['several of JSON behind each other', '{"a": 1}\n{"b": 2}', [{ a: 1 }, { b: 2 }]],
    ['several of JSON with separators', '---\n{"a": 1}\n---\n{"b": 2}\n', [{ a: 1 }, { b: 2 }]],
    ['JSON and YAML', '{"a": 1}\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['none in an empty text', '', []],
    ['none in comments', '# nothing\n', []],
    ['empty ones are left out', '---\n---\na: 1\n---\n', [{ a: 1 }]],
    ['flow YAML that is not JSON', '{a: 1}', [{ a: 1 }]],
    ['a byte order mark is no part', '\uFEFFa: 1\n', [{ a: 1 }]],
  ])('%s', (_what, text, expected) => expect(values(text)).toEqual(expected));
});

test(
  'empty documents are counted',
  () => expect(read('---\n---\na: 1\n').map((document) => ('failure' in document ? 0 : document.number))).toEqual([2]),
);

describe('values', () => {
  test('merge keys are merged, and what stands there itself wins', () => {
    expect(values('base: &b {x: 1, y: 2}\nown: {<<: *b, y: 3}\n')).toEqual([{ base: { x: 1, y: 2 }, own: { x: 1, y: 3 } }]);
  });
  test('an alias repeats what its anchor names', () => expect(values('a: &x [1]\nb: *x\n')).toEqual([{ a: [1], b: [1] }]));
  test('a key that is a number is a text', () => expect(values('8080: a\n')).toEqual([{ 8080: 'a' }]));
  test.each(['{"__proto__": {"a": 1}}', '__proto__: {a: 1}\n'])('__proto__ is a key as any other: %s', (text) => {
    const [value] = values(text) as [object];
    expect([Object.keys(value), Object.getPrototypeOf(value) === Object.prototype]).toEqual([['__proto__'], true]);
  });
});

describe('places', () => {
  const yaml = 'spec:\n  containers:\n    - name: app\n      ports: [{containerPort: 80}]\n    - name: proxy\n---\nspec: 1\n';
  const json = '{\n  "spec": {\n    "x": "}\\"",\n    "containers": [\n      {"name": "app", "ports": [{"containerPort": 80}]}, {"name": "proxy"}]}}\n{"spec": 1}\n';
  test.each<[string, Path, string, string]>([
    ['the document', [], '1:1', '1:1'],
    ['a field', ['spec'], '1:1', '2:3'],
    ['a list', ['spec', 'containers'], '2:3', '4:5'],
    ['an item', ['spec', 'containers', 0], '3:7', '5:7'],
    ['another item', ['spec', 'containers', 1], '5:7', '5:58'],
    ['a field deep inside', ['spec', 'containers', 0, 'ports', 0, 'containerPort'], '4:16', '5:34'],
    ['what is not there is as near as the document goes', ['spec', 'containers', 1, 'ports', 0], '5:7', '5:58'],
  ])('%s', (_what, path, inYaml, inJson) => expect([place(yaml, path), place(json, path)]).toEqual([inYaml, inJson]));
  test('of a second document', () => expect([place(yaml, ['spec'], 1), place(json, ['spec'], 1)]).toEqual(['7:1', '6:2']));
  test('of a late item of a large JSON list, which is walked through once', () => {
    const items = Array.from({ length: 30_000 }, (_, index) => `{"name": "p${index}", "spec": {"containers": [{"name": "app"}]}}`);
    const [document] = read(`{"items": [\n${items.join(',\n')}\n]}`) as [Document];
    const started = performance.now();
    const lines = items.map((_, index) => document.position(['items', index, 'spec', 'containers', 0]).line);
    // from the beginning for each it would take minutes
    expect(performance.now() - started).toBeLessThan(5000);
    expect(lines).toEqual(items.map((_, index) => index + 2));
  });
  test('of a key that stands twice in JSON it is the last one, which counts', () => expect(place('{"a": 1, "a": 2}', ['a'])).toBe('1:10'));
});

describe('fails when', () => {
  test.each([
    ['a bracket is open', 'a: [1\n', 'is not YAML: flow sequence in block collection must be sufficiently indented and end with a ]', '2:1'],
    ['a key stands twice', 'a: 1\nb: 2\na: 3\n', 'the key "a" appears twice', '3:1'],
    ['an alias has no anchor', 'a: *b\n', 'the alias *b has no anchor before it', '1:4'],
    ['an alias refers to its own parent', 'a: &a [*a]\n', 'the alias *a refers to its own parent', '1:8'],
    ['it is nested too deeply', '['.repeat(100_000), 'is nested too deeply', expect.stringMatching(/^1:\d+$/u) as string],
    ['a key is a list', '? [1]\n: 2\n', 'a key must be a string', '1:3'],
  ])('%s', (_what, text, failure, at) => {
    const [failed] = read(text) as [Failure];
    expect({ failure: failed.failure, at: `${failed.position?.line}:${failed.position?.column}` }).toEqual({ failure, at });
  });
  test('the bytes are no UTF-8', () => expect(read(new Uint8Array([0xff, 0xfe, 0x61]))).toEqual([{ failure: 'is not UTF-8 text' }]));
  test('a document is wrong: those before it are read, those behind it are not', () => {
    expect(read('a: 1\n---\nb: [\n---\nc: 1\n').map((document) => 'failure' in document)).toEqual([false, true]);
  });
});
