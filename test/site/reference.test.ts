import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { commandLinePage } from '../../site/reference/command-line-page';
import { ANNOTATIONS, FLAGS, HEADERS, LABELS, ORDER, PLACES, VARIABLES } from '../../site/reference/facts';
import { namesPage } from '../../site/reference/names-page';
import { type Assembly, optionsPage } from '../../site/reference/options-page';
import { policyPage } from '../../site/reference/policy-page';
import { rulesPage } from '../../site/reference/rules-page';
import { waiterPage } from '../../site/reference/waiter-page';
import * as flagTables from '../../sidecar-runtime/src/waiter/flag-table';
import { COMMANDS } from '../../src/cli/commands/index';
import { CATALOGUE } from '../../src/private/catalogue';
import * as podNames from '../../src/private/pod-names';
import { annotationText } from '../../src/private/annotation';
import { planOf, READY } from '../private/support';
import { metricsOfServer } from './metrics';

const METRICS = await metricsOfServer();

/** What users of the library and the runtime run. */
const SOURCES = ['src', 'sidecar-runtime/src', 'sidecar-runtime/native/host', 'sidecar-runtime/bin'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')));

/** Every match of a pattern in the sources, once. */
function inSources(pattern: RegExp): string[] {
  return [...new Set(SOURCES.flatMap((text) => [...text.matchAll(pattern)].map(([all, group]) => group ?? all)))].sort();
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const PAGES = {
  '../rules.md': rulesPage(read('docs/rules.md')),
  'README.md': namesPage(METRICS),
  'command-line.md': commandLinePage(await Promise.all(COMMANDS.map(({ load }) => load()))),
  'options.md': optionsPage(JSON.parse(read('.jsii')) as Assembly),
  'policy-file.md': policyPage(),
  'waiter.md': waiterPage(),
};

test.each(Object.entries(PAGES))('docs/reference/%s is written from the sources', async (name, text) => {
  // after a change: npx vitest run -u --project site test/site/reference.test.ts
  await expect(text).toMatchFileSnapshot(`../../docs/reference/${name}`);
});

test('docs/reference has no other page', () => {
  expect(readdirSync(join(ROOT, 'docs/reference')).sort()).toEqual(Object.keys(PAGES).filter((name) => !name.startsWith('..')).sort());
});

describe('the reference has', () => {
  test('every rule once', () => {
    const rules = [...PAGES['../rules.md'].matchAll(/^\| `([\w-]+)`/gmu)].map(([, id]) => id);
    expect(rules).toEqual(CATALOGUE.map(({ id }) => id));
  });

  const FLAGS_OF_WAITER = Object.values(flagTables).flatMap((table) => Object.keys(table));

  test('every flag of the waiter', () => {
    const flags = [...PAGES['waiter.md'].matchAll(/^\| `(--[\w-]+)`/gmu)].map(([, flag]) => flag);
    expect(FLAGS_OF_WAITER.filter((flag) => !flags.includes(flag))).toEqual([]);
  });

  test('no row without a meaning', () => {
    const empty = Object.entries(PAGES).flatMap(([name, text]) => [...text.matchAll(/^\|.*\| +\|$/gmu)].map(([row]) => `${name}: ${row}`));
    expect(empty).toEqual([]);
  });

  test('no words of a flag that is gone', () => {
    expect(Object.keys(FLAGS).filter((flag) => !FLAGS_OF_WAITER.includes(flag))).toEqual([]);
  });

  test('every annotation of the sources', () => {
    const names = inSources(/startgate\.dev\/(?!v\d)[a-z-]+\.?/gu);
    expect(names.map((name) => (name === 'startgate.dev/ignore' ? 'startgate.dev/ignore.' : name))).toEqual(Object.keys(ANNOTATIONS).sort());
  });

  test('every environment variable of the sources', () => {
    // STARTGATE_VERSION is no variable of the environment: the bundler replaces it
    const ours = inSources(/\bSTARTGATE_[A-Z_]+/gu).filter((name) => name !== 'STARTGATE_VERSION');
    const others = inSources(/\benv\.([A-Z_]+)\b/gu);
    expect([...ours, ...others].sort()).toEqual(Object.keys(VARIABLES).sort());
  });

  test('every header of the protocol', () => {
    expect(inSources(/\b(?:Startgate-[A-Z][a-z]+|Preference-Applied)\b/gu)).toEqual(Object.keys(HEADERS).filter((name) => name !== 'Prefer').sort());
  });

  test('every metric of the sources', () => {
    expect(METRICS.map(({ name }) => name).sort()).toEqual(inSources(/'(startgate_\w+)'/gu));
  });

  test('the values of every label', () => {
    expect([...new Set(METRICS.flatMap(({ labels }) => labels))].sort()).toEqual(Object.keys(LABELS).sort());
  });

  test('every name that an order takes in a Pod', () => {
    const names = Object.entries(podNames).filter(([key, value]) => typeof value === 'string' && key !== 'ORDER_ANNOTATION').map(([key]) => key);
    expect(names.sort()).toEqual(Object.keys(PLACES).sort());
  });

  test('every field of the annotation of an order', () => {
    const plan = planOf({ containers: ['app', 'proxy'] }, {
      edges: ['app -> proxy', { dependent: 'app', dependency: 'gone', optional: true }],
      containers: { proxy: { check: READY } }, kubernetesVersion: '1.35',
    });
    expect(Object.keys(JSON.parse(annotationText(plan)!) as object).sort()).toEqual(Object.keys(ORDER).sort());
  });
});
