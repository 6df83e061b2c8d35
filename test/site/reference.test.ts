import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { ANNOTATIONS, HEADERS, LABELS, ORDER, PLACES, VARIABLES } from '../../site/reference/facts';
import { referencePage } from '../../site/reference/page';
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

test('docs/reference/README.md is written from the sources', async () => {
  // after a change: npx vitest run -u --project site test/site/reference.test.ts
  await expect(referencePage(METRICS)).toMatchFileSnapshot('../../docs/reference/README.md');
});

describe('the reference has', () => {
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
