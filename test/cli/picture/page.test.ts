import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pageOf } from '../../../src/cli/picture/page';
import { HOSTILE, MIXED, PAIR } from './samples';

const page = (...pictures: readonly typeof PAIR[]): string => pageOf(pictures.map((picture) => ({
  picture, gates: [], findings: [],
  manifest: [{ text: 'kind: Pod', container: undefined }, { text: '<b>', container: picture.containers[0]!.name }],
})));

test('a page allows its own script and no request', () => {
  const html = page(PAIR);
  const script = /<script>([\s\S]*)<\/script>/u.exec(html)![1]!;
  expect(html).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; script-src &#39;sha256-${createHash('sha256').update(script).digest('base64')}&#39;"`);
});

test('a page names no other address', () => {
  expect(page(PAIR, MIXED).replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|src=|href=|url\(|@import/u);
});

test('nothing of a manifest becomes markup', () => {
  const html = page(HOSTILE);
  expect(html.match(/<script/gu)).toHaveLength(1);
  expect(html).toContain('&lt;b&gt;');
});

test('a finding has the colour of its severity', () => {
  const findings = (['error', 'warning', 'info'] as const).map((severity) => ({ id: 'cycle', severity, message: 'm', cure: 'c' }));
  const html = pageOf([{ picture: PAIR, gates: [], findings, manifest: [] }]);
  expect([
    ...html.matchAll(/<li class="([a-z]+)"><b>([a-z]+) cycle<\/b>/gu),
  ].map(([, style, word]) => [style, word])).toEqual([['error', 'error'], ['warning', 'warning'], ['info', 'info']]);
  expect(/\.findings b\{color:var\(--(\w+)\)\}\.findings \.error b\{color:var\(--(\w+)\)\}\.findings \.warning b\{color:var\(--(\w+)\)\}/u.exec(html)?.slice(1)).toEqual(['muted', 'open', 'warning']);
});

test('two workloads have different keys', () => {
  expect(page(PAIR, PAIR)).toContain('data-keys="c1-0"');
});
