import { ApiObject, type ApiObjectProps, Duration, Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Check, Condition, Delivery, Injected, ListensOn, Mechanism, OnError, OnTimeout, StartOrder, When } from '../../../src';
import type { LocatedFinding } from '../../../src/cli/check/checked';
import { CATALOGUE } from '../../../src/private/catalogue';
import { SYNTHESIS_ONLY } from '../../../src/private/manifest-only-rules';
import type { ExamplePart, RuleExample } from '../../../src/cli/rules/examples/example';
import { EXAMPLES } from '../../../src/cli/rules/examples/index';
import { runIn } from '../memory-host';

interface Found {
  readonly id: string;
  readonly severity: string;
}

/** What the program says of the manifest, or the library of the order that is declared for it. */
async function findingsOf({ manifest, program }: ExamplePart, { kubernetesVersion }: RuleExample): Promise<Found[]> {
  if (program === undefined) {
    const { out } = await runIn(
      { files: { 'a.yaml': manifest } },
      'check',
      '--severity',
      'info',
      '--format',
      'json',
      ...(kubernetesVersion === undefined ? [] : ['--kubernetes-version', kubernetesVersion]),
      'a.yaml',
    );
    return (JSON.parse(out) as { findings: LocatedFinding[] }).findings.filter(({ silenced }) => silenced === undefined);
  }
  const order = StartOrder.of(new ApiObject(Testing.chart(), 'web', parse(manifest) as ApiObjectProps));
  const names = { order, Check, Condition, Delivery, Duration, Injected, ListensOn, Mechanism, OnError, OnTimeout, When };
  // What the example tells a reader to write.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function(...Object.keys(names), program)(...Object.values(names));
  return [
    ...order.explain().matchAll(/^(error|warning|info) ([a-z-]+): /gmu),
  ].map(([, severity, id]) => ({ severity: severity!, id: id! }));
}

const counts = ({ severity }: Found): boolean => severity !== 'info';

test('every rule that a manifest or a program shows has an example, and no other', () => {
  const hidden = SYNTHESIS_ONLY.map(({ id }) => id);
  expect(Object.keys(EXAMPLES).sort()).toEqual(CATALOGUE.map(({ id }) => id).filter((id) => !hidden.includes(id)).sort());
});

describe.each(Object.entries(EXAMPLES))('%s', (id, example) => {
  test('is what the failing example has, once, and nothing else is wrong with it', async () => {
    const found = await findingsOf(example.failing, example);
    expect(found.filter((each) => each.id === id)).toHaveLength(1);
    expect(found.filter(counts).map((each) => each.id).filter((each) => each !== id)).toEqual(example.also ?? []);
  });

  test('is not what the cured example has, and nothing else is wrong with it', async () => {
    const found = await findingsOf(example.cured, example);
    expect(found.filter((each) => counts(each) || each.id === id)).toEqual([]);
  });
});
