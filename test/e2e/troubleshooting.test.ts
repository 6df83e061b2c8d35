import { expect, test } from 'vitest';
import { SCENARIOS } from '../../e2e/scenarios';
import { FAILURES, symptomOf } from '../../e2e/symptoms/failures';
import { troubleshootingText } from '../../e2e/symptoms/troubleshooting';
import { Mechanism } from '../../src';

test('docs/troubleshooting.md is made from what the scenarios assert; written anew with --update', async () => {
  await expect(troubleshootingText()).toMatchFileSnapshot('../../docs/troubleshooting.md');
});

test('every symptom is asserted by a scenario of the matrix', () => {
  const listed = FAILURES.flatMap(({ name, seen }) => Object.keys(seen).map((mechanism) => `${name}-${mechanism}`));
  const asserting = SCENARIOS.filter(({ name, cell }) => cell !== undefined && symptomOf(name, cell.mechanism) !== undefined);
  const asserted = asserting.map(({ name }) => name);
  expect(asserted.sort()).toEqual(listed.sort());
});

test('a scenario that is no failure has no symptom', () => {
  expect(symptomOf('ready-late-guard', Mechanism.GUARD)).toBeUndefined();
});
