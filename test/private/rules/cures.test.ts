import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src/private/apply-order';
import type { Finding } from '../../../src/private/finding';
import { RULES } from '../../../src/private/rules/index';
import { Services } from '../../../src/private/services';
import { scenario } from '../arbitrary-order';
import { manifestOf, orderOf } from '../support';
import type { CureCase, Given } from './cures/given';
import { GRAPH_CURES } from './cures/graph';
import { HEALTH_CURES } from './cures/health';
import { MECHANISM_CURES } from './cures/mechanism';
import { STEP_CURES } from './cures/steps';
import { TIME_CURES } from './cures/time';

const CURES: Readonly<Record<string, readonly CureCase[]>> = {
  ...GRAPH_CURES, ...HEALTH_CURES, ...MECHANISM_CURES, ...STEP_CURES, ...TIME_CURES,
};

function findingsOf({ pod, order, services = [] }: Given): readonly Finding[] {
  return analyze(manifestOf(pod), orderOf(order), () => new Services(services)).findings;
}

function errorsOf(findings: readonly Finding[]): string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ id, message }) => `${id}: ${message}`);
}

/** What a mechanism needs beside. What it offers, and when, is the subject of the tests of the remedies. */
const NEEDS = / with (?:OnTimeout\.BLOCK|imageEntrypoint of "…"|configure\(\{ runtimeImage \}\))(?: and (?:OnTimeout\.BLOCK|imageEntrypoint of "…"|configure\(\{ runtimeImage \}\)))*/gu;
const DECLARATIONS = /(?:\.dependsOn\(order\.container\("…"\)(?:, \{ condition: Condition\.STARTED \})?\))+/gu;

/** The halves of a cure, without the names and numbers in them. */
function halvesOf(cure: string): string[] {
  const shape = cure.replace(
    /"[^"]*"(?:, "[^"]*")*/gu, '"…"',
  ).replace(/\d+/gu, '0').replace(/put \/\S+ on/u, 'put … on').replace(/--image [^\s,]+/u, '--image …').replace(NEEDS, '').replace(DECLARATIONS, '.dependsOn(…)');
  return shape.split(/[,;] or /u).map((half) => half.replace(/^use /u, ''));
}

test('every rule has a cure that is applied, and no other has', () => {
  expect(Object.keys(CURES).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

const cases = Object.entries(CURES).flatMap(([id, list]) => list.map((each) => [id, each] as const));

describe.each(cases)('%s', (id, cure) => {
  const before = findingsOf(cure);

  test(`says: ${cure.cure}`, () => {
    expect(before.filter((finding) => finding.id === id).map((finding) => finding.cure)).toContain(cure.cure);
  });

  test.each(Object.entries(cure.ways))('%s: the finding is gone, and no other error is there', (_words, change) => {
    const gone = before.filter((finding) => finding.id === id && finding.cure === cure.cure).map(({ message }) => message);
    const after = findingsOf(change(cure));
    expect(after.filter((finding) => finding.id === id && gone.includes(finding.message))).toEqual([]);
    expect(errorsOf(after).filter((error) => !errorsOf(before).includes(error))).toEqual([]);
  });
});

test('every cure that random orders get is one that is applied here', () => {
  const known = new Set(cases.flatMap(([id, { cure }]) => halvesOf(cure).map((half) => `${id}: ${half}`)));
  const unknown = new Set<string>();
  let seen = 0;
  fc.assert(fc.property(scenario, ({ pod, order }) => {
    for (const { id, cure } of findingsOf({ pod, order })) {
      seen++;
      for (const half of halvesOf(cure)) if (!known.has(`${id}: ${half}`)) unknown.add(`${id}: ${half}`);
    }
  }), { seed: 20_261_129, numRuns: 2000 });
  expect([...unknown].sort()).toEqual([]);
  expect(seen).toBeGreaterThan(5000);
});
