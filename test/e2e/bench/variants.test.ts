import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { APPLIED, COARSE, EXACT } from '../../../e2e/bench/variants';
import { waiterFile } from '../../../e2e/images/images';
import type { PodSpec } from '../../../src/private/manifest';

const ALL = [...EXACT, ...COARSE, ...APPLIED];

function specOf(name: string): PodSpec {
  const variant = ALL.find((each) => each.name === name)!;
  return (parseAllDocuments(variant.manifest('pod', 1234))[0]!.toJS() as { spec: PodSpec }).spec;
}

test('each variant has a name of its own', () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
});

test('every variant can be synthesized, and has the containers that are measured', () => {
  for (const { name, chain = ['app', 'sidecar'] } of ALL) {
    const { initContainers = [], containers = [] } = specOf(name);
    expect([...initContainers, ...containers].map((container) => container.name), name).toEqual(expect.arrayContaining([...chain]));
  }
});

test('only where it says so is anything installed', () => {
  const installing = ALL.filter(({ name }) => (specOf(name).initContainers ?? []).some(({ command = [] }) => command.includes('install')));
  expect(installing.map(({ name }) => name)).toEqual(ALL.filter(({ name }) => name.includes('waiter installed')).map(({ name }) => name));
});

test('the waiter that is measured is the one of this machine', () => {
  expect(waiterFile()).toMatch(/native\/linux-(amd64|arm64)\/startgate$/);
});
