import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const FOLDER = new URL('../../src/waiter/', import.meta.url);
const SOURCES = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));

/** What the native engine is built without, and what only Node and browsers have. */
const MISSING: readonly string[] = [
  'RegExp', 'Date', 'Proxy', 'WeakRef', 'FinalizationRegistry', 'Intl', 'eval', 'Function', 'Buffer', 'process', 'URL', 'TextDecoder',
  'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'console', 'fetch', 'AbortController', 'AbortSignal', 'performance', 'structuredClone', 'require',
];
/** Methods that make a regular expression of their argument, or need Intl. */
const METHODS: readonly string[] = [
  'match', 'matchAll', 'search', 'localeCompare', 'toLocaleString', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toLocaleUpperCase', 'normalize',
];

function findings(name: string, text: string): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(`${name}: ${node.text}`);
    if (ts.isIdentifier(node) && MISSING.includes(node.text)) found.push(`${name}: ${node.text}`);
    if (ts.isPropertyAccessExpression(node) && METHODS.includes(node.name.text)) found.push(`${name}: ${node.name.text}`);
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier) && !isOurs(node.moduleSpecifier.text)) found.push(`${name}: ${node.moduleSpecifier.text}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isOurs(specifier: string): boolean {
  return specifier.startsWith('./') || specifier === '../platform/platform.ts';
}

test('the core uses nothing that the native engine lacks', () => {
  expect(SOURCES.length).toBeGreaterThan(30);
  expect(SOURCES.flatMap((name) => findings(name, readFileSync(new URL(name, FOLDER), 'utf8')))).toEqual([]);
});

test.each([
  ['const a = /x/;', 'a.ts: /x/'],
  ['const a = new Date();', 'a.ts: Date'],
  ["import fs from 'node:fs';", 'a.ts: node:fs'],
  ["'a'.match('b');", 'a.ts: match'],
])('would find %s', (text, finding) => {
  expect(findings('a.ts', text)).toEqual([finding]);
});
