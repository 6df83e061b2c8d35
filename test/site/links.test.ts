import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { deadLinks } from '../../site/markdown/checked-links';
import { siteLink } from '../../site/markdown/links';
import { apiIndex, apiPages } from '../../site/pages/api';
import { DECISIONS, GROUPS, sidebarOf, sourcesOf } from '../../site/pages/sidebar';
import { pageOf, sourcesIn } from '../../site/pages/sources';

const FILES = [
  'API.md', 'CONTRIBUTING.md', 'README.md', 'bench/results.md', 'docs/cli.md', 'docs/decisions', 'docs/decisions/README.md', 'docs/start-order.yaml',
];
const TARGETS = { repository: 'https://code.example/startgate', exists: (path: string) => FILES.includes(path) };

test.each([
  ['a page beside it', 'cli.md', '/cli.md'],
  ['an anchor of a page', 'cli.md#lock', '/cli.md#lock'],
  ['an anchor of its own', '#lock', '#lock'],
  ['another site', 'https://kubernetes.io/docs', 'https://kubernetes.io/docs'],
  ['README.md', '../README.md#mechanisms', '/guide.md#mechanisms'],
  ['the first page of a folder', 'decisions/README.md', '/decisions/index.md'],
  ['a folder with a first page', 'decisions/', '/decisions/index.md'],
  ['the measured page', '../bench/results.md', '/bench/results.md'],
  ['API.md', '../API.md', '/reference/api/index.md'],
  ['a class of API.md', '../API.md#cdk8s-startgate.Check', '/reference/api/Check.md'],
  ['a method of API.md', '../API.md#cdk8s-startgate.Check.httpGet', '/reference/api/Check.md#cdk8s-startgate.Check.httpGet'],
  ['a file that is no page', 'start-order.yaml', 'https://code.example/startgate/blob/main/docs/start-order.yaml'],
  ['a document that is no page', '../CONTRIBUTING.md', 'https://code.example/startgate/blob/main/CONTRIBUTING.md'],
])('a link of docs/design.md to %s', (_what, href, expected) => {
  expect(siteLink(href, 'docs/design.md', TARGETS)).toBe(expected);
});

test('fails when a link names a file that the repository does not have', () => {
  expect(() => siteLink('gone.md', 'docs/design.md', TARGETS))
    .toThrow(new Error('docs/design.md links to "gone.md", and the repository has no docs/gone.md'));
});

describe('what the build has written', () => {
  const page = (path: string, ...html: string[]) => ({ path, html: html.join('') });

  test.each([
    ['a page that is there', 'b.html', []],
    ['an anchor that is there', '/b.html#one', []],
    ['an anchor of its own page', '#here', []],
    ['a page that is not there', 'c.html', ['a.html: c.html']],
    ['an anchor that is not there', 'b.html#two', ['a.html: b.html#two']],
    ['a folder', '/sub/', []],
    ['a file', '/assets/a.svg', []],
    ['another site', 'https://code.example/x#y', []],
  ])('with a link to %s', (_what, href, dead) => {
    expect(deadLinks([page('a.html', `<a href="${href}">`, '<h1 id="here">'), page('b.html', '<h2 id="one">'), page('sub/index.html')])).toEqual(dead);
  });

  test('below a path', () => {
    expect(deadLinks([page('a.html', '<a href="/docs/b.html">', '<a href="/docs/c.html">'), page('b.html')], '/docs/')).toEqual(['a.html: /docs/c.html']);
  });
});

describe('API.md', () => {
  const API = '# API\n\n## Classes <a name="Classes" id="Classes"></a>\n\n### Check <a name="Check" id="x.Check"></a>\n\nHow health is seen.\n\n'
    + '#### Methods <a name="Methods" id="Methods"></a>\n\n<a href="#cdk8s-startgate.Check.tcp">tcp</a> <a href="#cdk8s-startgate.Step">Step</a>\n';

  test('becomes a page for each class', () => {
    expect(apiPages(API)).toEqual([{
      name: 'Check', kind: 'Classes',
      text: '# Check\n\nHow health is seen.\n\n## Methods <a name="Methods" id="Methods"></a>\n\n'
        + '<a href="./Check.html#cdk8s-startgate.Check.tcp">tcp</a> <a href="./Step.html">Step</a>\n',
    }]);
  });

  test('has a page that names every class', () => {
    expect(apiIndex(apiPages(API))).toContain('## Classes\n\n| name | what it is |\n|---|---|\n| [`Check`](Check.md) | How health is seen. |\n');
  });
});

describe('the sidebar', () => {
  const SOURCES = sourcesIn(ROOT);

  test('has every page', () => {
    const shown = [...GROUPS.flatMap(({ sources }) => sources), DECISIONS].flatMap((name) => sourcesOf(name, SOURCES));
    expect(SOURCES.filter((source) => !shown.includes(source))).toEqual([]);
  });

  test('names each page once', () => {
    const { '/': groups } = sidebarOf(SOURCES, (source) => /^# (.+)$/mu.exec(readFileSync(join(ROOT, source), 'utf8'))![1]!, []);
    const links = (groups as { items: { link: string }[] }[]).flatMap(({ items }) => items.map(({ link }) => link));
    expect(links.length).toBe(new Set(links).size);
  });

  test('leaves out a page that is not written yet', () => {
    expect(sourcesOf('docs/gone.md', SOURCES)).toEqual([]);
  });

  test('begins a folder with its first page', () => {
    expect(sourcesOf('docs/decisions/', SOURCES)[0]).toBe('docs/decisions/README.md');
  });

  test('no two sources become one page', () => {
    const pages = SOURCES.map(pageOf);
    expect(pages.length).toBe(new Set(pages).size);
  });
});
