import { expect, test } from 'vitest';
import { presetsText, readShownPresets } from '../../e2e/presets/presets-page';
import { PRESET_SCENARIOS } from '../../e2e/presets/preset-scenarios';
import { PROGRAMS } from '../../e2e/presets/programs';
import { SAMPLES } from '../../e2e/presets/samples';
import { appOf } from '../../e2e/support/app-of';
import * as library from '../../src';

test('docs/presets.md is made from the presets; written anew with --update', async () => {
  await expect(presetsText(readShownPresets())).toMatchFileSnapshot('../../docs/presets.md');
});

test('a program that was run is told with its version, the node and the day', () => {
  const text = presetsText({ kubernetes: 'v1.37.2', date: '2026-11-30', programs: { Redis: '7.0.15' } });
  expect(/^\| `Redis` .*$/mu.exec(text)?.[0]).toMatch(/\| 7\.0\.15, on Kubernetes v1\.37\.2, 2026-11-30 \|$/u);
});

test('every preset of the library is a sample', () => {
  const presets = Object.entries(library).flatMap(([name, each]) => ('_facts' in each ? [name] : []));
  expect(SAMPLES.map(({ preset }) => preset).sort()).toEqual(presets.sort());
});

test('every program that is run has a preset', () => {
  const presets = SAMPLES.map(({ preset }) => preset);
  expect(PROGRAMS.map(({ preset }) => preset).filter((preset) => !presets.includes(preset))).toEqual([]);
});

test.each(PRESET_SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('the order of %s is one that synthesis accepts', (_name, scenario) => {
  expect(appOf(scenario).synthYaml()).toContain('startgate.dev/order');
});
