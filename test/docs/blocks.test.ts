import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { examples } from '../../scripts/lib/languages/examples.mjs';
import { runIn } from '../cli/memory-host';
import { type Block, blocksOf, callsIn } from './blocks';

const DOCS = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
const PAGES = ['README.md', 'SECURITY.md', 'sidecar-runtime/README.md', ...DOCS.map((name) => `docs/${name}`)].sort();
const BLOCKS = PAGES.flatMap((page) => blocksOf(page));

/** A program that is written to a manifest, played, or compiled with the translations. */
const COMPILED = new Set(examples().map(({ page, line }) => `${page}:${line}`));

/**
 * What a test of a page itself checks, by page and language. A page whose blocks are new belongs here with the test that reads them, or
 * its blocks are of a language that is checked below.
 */
const BY_ITS_OWN_TEST: readonly (readonly [RegExp, readonly string[], string])[] = [
  [/^README\.md$/u, ['text'], 'test/readme.test.ts'],
  [/^docs\/README\.md$/u, ['console'], 'test/docs/start-page.test.ts'],
  [/^sidecar-runtime\/README\.md$/u, ['text', 'ts'], 'sidecar-runtime/test/readme.test.ts'],
  [/^docs\/testing\.md$/u, ['ts'], 'test/docs/testing.test.ts'],
  [/^docs\/testing\.md$/u, ['python'], 'test/languages/python-api.test.ts'],
  [/^docs\/cli\.md$/u, ['text'], 'test/cli/commands/status.test.ts'],
  [/^docs\/tutorial\.md$/u, ['console', 'text', 'ts'], 'test/docs/tutorial.test.ts'],
  [/^docs\/platform-teams\.md$/u, ['console'], 'test/docs/platform-teams.test.ts'],
  [/^docs\/migrate\//u, ['console', 'ts'], 'test/docs/migrate.test.ts'],
  [/^docs\/languages\//u, ['python', 'java', 'go'], 'scripts/lib/languages/pages.mjs'],
];

/** What is shown in TypeScript alone, and why. */
const TYPESCRIPT_ONLY: Readonly<Record<string, string>> = {
  'docs/testing.md': 'it tests with vitest and jest; the same tests for pytest stand below it',
};

function checkedBy({ page, line, language, words }: Block): string | undefined {
  if (['yaml', 'json', 'sh'].includes(language)) return 'test/docs/blocks.test.ts';
  if (language === 'ts' && COMPILED.has(`${page}:${line}`) && !words.includes('typescript-only')) return 'scripts/lib/languages/examples.mjs';
  return BY_ITS_OWN_TEST.find(([pages, languages]) => pages.test(page) && languages.includes(language))?.[2];
}

const place = ({ page, line }: Block): string => `${page}:${line}`;
const of = (language: string): [string, Block][] =>
  BLOCKS.filter((block) => block.language === language).map((block) => [place(block), block]);

const POLICY = 'apiVersion: startgate.dev/v1alpha1\nkind: StartOrderPolicy\nmetadata: { name: a }\nspec: { dependencies: [{ dependsOn: a }] }\n';
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: app, image: app }] }\n';

/** What `lock` reads without a name. */
const DEFAULTS = { 'dist/list.yaml': POD, 'startgate.images.json': '{"version":1,"images":{}}' };

/** The files and folders that a command line names. */
function filesFor(args: readonly string[]): Record<string, string> {
  const named = args.filter((word) => /\.(?:ya?ml|tar)$|\/$/u.test(word));
  return { ...DEFAULTS, ...Object.fromEntries(named.map((word) => {
    const file = word.endsWith('/') ? `${word}list.yaml` : word;
    return [file, word.includes('policy') ? POLICY : POD];
  })) };
}

test('every block of code is checked by a test', () => {
  const unchecked = BLOCKS.filter((block) => checkedBy(block) === undefined);
  expect(unchecked.map((block) => `${place(block)}: nobody checks a block of "${block.language}"`)).toEqual([]);
});

test('a program that is shown in TypeScript alone has a reason', () => {
  expect(BLOCKS.filter(({ words }) => words.includes('typescript-only')).map(({ page }) => page)).toEqual(Object.keys(TYPESCRIPT_ONLY));
});

test('every test that checks blocks is there', () => {
  expect([...new Set(BLOCKS.map(checkedBy))].filter((file) => file !== undefined && !existsSync(join(ROOT, file)))).toEqual([]);
});

describe('a block of JSON', () => {
  test.each(of('json'))('%s can be read', (_place, { code }) => {
    expect(() => JSON.parse(code) as unknown).not.toThrow();
  });
});

describe('a block of YAML', () => {
  test.each(of('yaml'))('%s can be read', (_place, { code }) => {
    expect(parseAllDocuments(code).flatMap(({ errors, warnings }) => [...errors, ...warnings]).map(({ message }) => message)).toEqual([]);
  });

  /** A whole object of Kubernetes, not a part of one. */
  const manifests = of('yaml').filter(([, { code }]) => /^kind: /mu.test(code) && /^apiVersion: /mu.test(code));
  const isPolicy = (code: string): boolean => /^kind: StartOrderPolicy$/mu.test(code);

  test.each(manifests.filter(([, { code }]) => !isPolicy(code)))('%s is read by check', async (_place, { code }) => {
    const { code: exit, err } = await runIn({ files: { 'manifest.yaml': code } }, 'check', '--format', 'json', 'manifest.yaml');
    expect({ ended: [0, 1].includes(exit), err }).toEqual({ ended: true, err: '' });
  });

  test.each(manifests.filter(([, { code }]) => isPolicy(code)))('%s is a right policy', async (_place, { code }) => {
    expect(await runIn({ files: { 'policy.yaml': code } }, 'policy', 'policy.yaml')).toMatchObject({ code: 0, err: '' });
  });
});

describe('a block of shell', () => {
  test.each(of('sh').flatMap(([name, { code }]) => callsIn(code).map((args): [string, string[]] => [`${name}: ${args.join(' ')}`, args])))(
    '%s is a right command line', async (_name, args) => {
      // 64 is a wrong command line; a cluster and a registry are not there
      const { code, err } = await runIn({ stdin: POD, files: filesFor(args) }, ...args);
      expect({ wrong: code === 64, err: code === 64 ? err : '' }).toEqual({ wrong: false, err: '' });
    },
  );
});

describe('what reads the documents', () => {
  test('finds a block with its line, language and words', () => {
    expect(blocksOf('page.md', '# Page\n\n```ts nofixture\ncode\n```\n\n```sh\nnpm test\n```\n')).toEqual([
      { page: 'page.md', line: 3, language: 'ts', words: ['nofixture'], code: 'code\n' },
      { page: 'page.md', line: 7, language: 'sh', words: [], code: 'npm test\n' },
    ]);
  });

  test.each([
    ['npx cdk8s-startgate check dist/', [['check', 'dist/']]],
    ['helm template shop | npx cdk8s-startgate apply --policy p.yaml | kubectl apply -f -', [['apply', '--policy', 'p.yaml']]],
    ['npx cdk8s-startgate explain dist/ > order.svg   # a picture', [['explain', 'dist/']]],
    ['npm install cdk8s-startgate', []],
    ['cdk8s-startgate status "web" -n shop && echo done', [['status', 'web', '-n', 'shop']]],
  ])('finds our program in: %s', (line, calls) => {
    expect(callsIn(line)).toEqual(calls);
  });

  test('fails for a wrong command line', async () => {
    expect((await runIn({ stdin: '' }, ...callsIn('npx cdk8s-startgate check --frmat json')[0]!)).code).toBe(64);
  });
});
