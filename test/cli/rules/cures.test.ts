import { describe, expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import type { LocatedFinding } from '../../../src/cli/check/checked';
import { ONLY_OURS } from '../../../src/cli/order/manifest-rules';
import { CATALOGUE } from '../../../src/private/catalogue';
import { SYNTHESIS_ONLY } from '../../../src/private/manifest-only-rules';
import { EXAMPLES } from '../../../src/cli/rules/examples/index';
import { runIn } from '../memory-host';
import { MANIFEST_CURES } from './manifest-cures';

async function findingsOf(manifest: string, kubernetesVersion = '1.33'): Promise<LocatedFinding[]> {
  const { out } = await runIn(
    { files: { 'a.yaml': manifest } }, 'check', '--severity', 'info', '--format', 'json', '--kubernetes-version', kubernetesVersion,
    'a.yaml',
  );
  return (JSON.parse(out) as { findings: LocatedFinding[] }).findings.filter(({ silenced }) => silenced === undefined);
}

function isBad({ severity }: LocatedFinding): boolean {
  return severity !== 'info';
}

test('every rule that check has for a manifest of others has a cure that is applied', () => {
  const hidden = SYNTHESIS_ONLY.map(({ id }) => id);
  const ofOthers = CATALOGUE.map(({ id }) => id).filter((id) => !ONLY_OURS.has(id) && !hidden.includes(id));
  expect(Object.keys(MANIFEST_CURES).sort()).toEqual(ofOthers.sort());
});

describe.each(Object.entries(MANIFEST_CURES))('%s', (id, { cure, ways, manifest, kubernetesVersion }) => {
  const failing = manifest ?? EXAMPLES[id]!.failing.manifest;
  const version = kubernetesVersion ?? EXAMPLES[id]!.kubernetesVersion;

  test(`says: ${cure}`, async () => {
    expect((await findingsOf(failing, version)).filter((finding) => finding.id === id).map((finding) => finding.cure)).toContain(cure);
  });

  test.each(Object.entries(ways))('%s: the finding is gone, and no other error or warning is there', async (_words, change) => {
    const before = await findingsOf(failing, version);
    const after = typeof change === 'string' ? failing.replace(...change.split(' -> ') as [string, string]) : changed(failing, change);
    const isNew = (finding: { readonly id: string }): boolean => !before.some((other) => other.id === finding.id);
    const more = (await findingsOf(after, version)).filter((finding) => finding.id === id || (isBad(finding) && isNew(finding)));
    expect(more.map((finding) => `${finding.severity} ${finding.id}: ${finding.message}`)).toEqual([]);
  });
});

function changed(text: string, change: (first: never, ...others: never[]) => void): string {
  const documents = parseAllDocuments(text).map((document) => document.toJS() as never);
  change(...documents as [never]);
  return documents.map((document) => stringify(document)).join('---\n');
}
